"""The README's section of which assumptions change the sign of an effect, between its markers."""

import pathlib
import re

from sensitivity_tables import (
    FOLDER,
    assumed,
    count,
    end,
    fill,
    lever,
    listed,
    number,
    read,
    short,
)

MARKERS = ("<!-- sign of an effect -->", "<!-- /sign of an effect -->")


def together(quantities):
    """A row for each assumption that changes the sign of a lever's effect."""
    rows, none = [], []
    for quantity in (q for q in quantities if q.is_effect):
        if not quantity.turning():
            what = lever(quantity.scenario).lower()
            none.append(
                f"No assumption changes the sign of the effect of {what}." if quantity.is_told else
                f"For {what} no assumption is shown to change the sign: the emulator explains only "
                f"{quantity.q2:.0%} of the variation at points that were left out of its fit.")
        for path in quantity.turning():
            what, low, high = assumed(path), assumed(path, "lowest"), assumed(path, "highest")
            sign = quantity.signs[path]
            rows.append(
                f"| {quantity.scenario} | {what} (`{path}`, {end(sign['lowest'])} to "
                f"{end(sign['highest'])}) | {low}: {quantity.at(path, 'lowest')} "
                f"| {high}: {quantity.at(path, 'highest')} |")
    return "\n".join(
        ["| lever | what is assumed | at its lowest | at its highest |", "|---|---|---|---|"]
        + rows) + (f"\n\n{fill(' '.join(none))}" if none else "")


def alone():
    """Which assumptions, one at a time, give the whole programme another verdict."""
    rows = read(FOLDER.parent / "assumptions.csv")
    standard = next(row["verdict"] for row in rows if row["path"] == "default")
    opposite = {"decrease": "increase", "increase": "decrease"}.get(standard)
    turned, blurred = [], []
    for row in rows:
        if row["verdict"] in (standard, "invalid"):
            continue
        where = (f"`{short(row['path'])}` at {end(row['value'])} ({number(float(row['effect']))} of "
                 f"{number(float(row['true_cases']), signed=False)})")
        (turned if row["verdict"] == opposite else blurred).append(where)
    paths = {row["path"] for row in rows if row["path"] != "default"}
    parts = []
    if turned:
        parts.append(f"change the sign of the effect of the whole programme: {listed(turned)}")
    if blurred:
        parts.append(f"leave it open: {listed(blurred)}")
    other = len({row["path"] for row in rows if row["verdict"] not in (standard, "invalid")})
    page = "([docs/model/assumptions.md](docs/model/assumptions.md))"
    if not parts:
        return (f"One at a time, with all else at the defaults, none of {len(paths)} assumptions gives the "
                f"whole programme another verdict {page}.")
    return (f"One at a time, with all else at the defaults, {count(other)} of {len(paths)} assumptions give "
            f"the whole programme another verdict {page}. These " + "; these ".join(parts) + ".")


def section(quantities):
    parameters = len(quantities[0].signs)
    intro = (
        "At one end of the range of each of these assumptions a lever lowers the true cases, at the other "
        f"end it raises them. The figures are changes in true cases, averaged over {parameters - 1} other "
        "assumptions, with 95% intervals ([docs/model/sensitivity.md](docs/model/sensitivity.md)).")
    return f"\n{fill(intro)}\n\n{together(quantities)}\n\n{fill(alone())}\n\n"


def readme(path, quantities):
    """The README with the text between the markers made anew."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    start, stop = MARKERS
    if text.count(start) != 1 or text.count(stop) != 1:
        raise SystemExit(f"sensitivity-page: {path} has no place between {start} and {stop}")
    return re.sub(f"(?s)(?<={re.escape(start)}\n).*(?={re.escape(stop)})",
                  lambda _: section(quantities), text)
