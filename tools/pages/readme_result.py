#!/usr/bin/env python3
"""README's result and its row of effects.csv, between their markers, and the tutorial's range, as the
program prints them: write them, or check that they stand so.

    tools/pages/readme_result.py write .build/release/sim-run
    tools/pages/readme_result.py check .build/release/sim-run

It runs the study that `make run` runs: six scenarios over draws of the parameters. Figures and words of
the paragraph below the tables are those of effects.csv and summary.csv.
"""

import csv
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap

README = pathlib.Path("README.md")
TUTORIAL = pathlib.Path("docs/guide/tutorial.md")
RANGE = re.compile(r"\*−?[\d,]+ to [−+]?[\d,]+ in nine draws of ten\*")
STUDY = "scenarios/casmart-study.yaml"
MARKERS = ("<!-- result -->", "<!-- /result -->")
ROW = ("<!-- row -->", "<!-- /row -->")
# The first table that README leaves out, the paragraph before the verdict, and the line after it.
LEFT_OUT, APART, LAST = "Departures by channel", "True and detected cases are different things", "Results: "


def blocks(text):
    """What stands between empty lines."""
    return [block for block in text.split("\n\n") if block.strip()]


def tables_and_verdict(printed):
    """The tables up to the first that is left out, and the verdict."""
    parts = blocks(printed)
    end = next(place for place, part in enumerate(parts) if part.startswith(LEFT_OUT))
    apart = next(place for place, part in enumerate(parts) if part.startswith(APART))
    verdict = "\n".join(parts[apart + 1:]).split("\n")
    return "\n\n".join(part.strip("\n") for part in parts[:end]), [
        line for line in verdict if line and not line.startswith(LAST)]


def cell(folder, name, scenario, indicator, column):
    with open(folder / name, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (row["scenario"], row["indicator"]) == (scenario, indicator):
                return row[column]
    sys.exit(f"{name}: no row of {scenario}, {indicator}")


def change(folder, scenario):
    """How a scenario changes the true cases, in words; None where the draws are not shown to differ."""
    fewer, more = (cell(folder, "effects.csv", scenario, "true_cases", f"p_{way}")
                   for way in ("decrease", "increase"))
    if not fewer:
        return None
    if float(fewer) >= float(more):
        return f"fall in {float(fewer):.0%} of the draws"
    return f"rise in {float(more):.0%} of the draws"


def paragraph(folder):
    seen = [float(cell(folder, "summary.csv", scenario, "detected_residents", "mean"))
            for scenario in ("baseline", "training")]
    training = change(folder, "training")
    savings = change(folder, "savings")
    text = (f"With training the detected cases go from {seen[0]:.1f} to {seen[1]:.1f}, while "
            + (f"the true ones {training}. " if training else
               "no change of the true ones is shown. "))
    text += (f"With savings support the true cases {savings}"
             + (": it can pay a fare." if savings.startswith("rise") else ".") if savings else
             "Of savings support no effect on the true cases is shown.")
    return "\n".join(textwrap.wrap(text, 104))


def row(folder):
    """The row of awareness and true cases, and what it says."""
    columns = ["effect", "q05", "q95", "p_decrease", "p_se", "settled_by", "ci_low", "ci_high",
               "pairing_gain"]
    value = {name: cell(folder, "effects.csv", "awareness", "true_cases", name)
             for name in [*columns, "draws"]}
    digits = {"p_decrease": 3, "p_se": 3, "pairing_gain": 0}
    shown = [value[name] if name == "settled_by" else f"{float(value[name]):.{digits.get(name, 1)}f}"
             for name in columns]
    names = ["scenario", "indicator", *columns]
    cells = ["awareness", "true_cases", *shown]
    wide = [max(len(name), len(text)) for name, text in zip(names, cells, strict=True)]
    table = ["    " + "  ".join(text.ljust(width) if place < 2 else text.rjust(width)
                                for place, (text, width) in enumerate(zip(line, wide, strict=True))).rstrip()
             for line in (names, cells)]
    low, mean, high = (-float(value[name]) for name in ("q95", "effect", "q05"))
    if low < 0 or value["settled_by"] != "replicates":
        sys.exit(f"{README}: what the paragraph at {ROW[0]} says no longer holds: write it anew")
    shares = [f"{float(value[name]):.0%}" for name in ("p_decrease", "p_se")]
    text = (
        f"Over {value['draws']} draws of what is not known the sessions lead to {mean:.0f} fewer true cases "
        f"in 60 months on average. In nine draws of ten they lead to {low:.0f} to {high:.0f} fewer, chance "
        f"taken out. In {shares[0]} of the draws they lower the cases, with a standard error of {shares[1]}: "
        "more draws would make that surer (`settled_by`). `ci_low` and `ci_high` are the 95% interval of the "
        "mean over the draws. Both scenarios use the same random draws, so chance largely cancels. With "
        f"separate draws the same precision would take {float(value['pairing_gain']):.0f} times as many "
        "replicates (`pairing_gain`).")
    return "\n".join([*table, "", *textwrap.wrap(text, 112)])


def spread(folder):
    """The range of awareness as the tutorial has it."""
    low, high = (f"{float(cell(folder, 'effects.csv', 'awareness', 'true_cases', name)):+,.0f}"
                 for name in ("q05", "q95"))
    return f"*{low} to {high} in nine draws of ten*".replace("-", "−").replace("*+", "*")


def sections(program):
    """README's result, its row, and the tutorial's range."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "result"
        environment = dict(os.environ, COLUMNS="100", LC_ALL="C", TERM="dumb")
        run = subprocess.run(
            [program, "run", STUDY, "--no-report", "--progress", "never", "--lang", "en", "--out",
             str(folder)],
            stdout=subprocess.PIPE, text=True, env=environment, check=False)
        if run.returncode != 0:
            sys.exit(f"{program} run {STUDY}: status {run.returncode}")
        tables, verdict = tables_and_verdict(run.stdout)
        below = paragraph(folder)
        draws = cell(folder, "effects.csv", "all", "true_cases", "draws")
        one, tutorial = row(folder), spread(folder)
    result = "\n".join([
        f"`make run` prints this and two more tables, departures by channel and costs ({draws} draws of what",
        "is not known, standard seeds):", "", "```text", tables, "```", "",
        "It ends with the verdict, and leaves it with charts and a map in `report.html`:", "",
        "```text", *verdict, "```", "", below])
    return result, one, tutorial


def between(text, markers, new):
    if any(text.count(marker) != 1 for marker in markers):
        sys.exit(f"{README}: needs {' and '.join(markers)} once each")
    start = text.index(markers[0]) + len(markers[0])
    return f"{text[:start]}\n{new}\n{text[text.index(markers[1]):]}"


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("check", "write"):
        sys.exit(__doc__)
    result, one, tutorial = sections(sys.argv[2])
    text = README.read_text(encoding="utf-8")
    pages = {README: (text, between(between(text, MARKERS, result), ROW, one))}
    text = TUTORIAL.read_text(encoding="utf-8")
    if len(RANGE.findall(text)) != 1:
        sys.exit(f"{TUTORIAL}: needs a range *LOW to HIGH in nine draws of ten* once")
    pages[TUTORIAL] = (text, RANGE.sub(tutorial, text))
    for path, (old, new) in pages.items():
        if sys.argv[1] == "write":
            path.write_text(new, encoding="utf-8")
        elif new != old:
            sys.stdout.writelines(difflib.unified_diff(
                old.splitlines(True), new.splitlines(True), str(path), "as the program prints it"))
            sys.exit(f"{path}: the result is not what the program prints; "
                     "run tools/pages/readme_result.py write")


main()
