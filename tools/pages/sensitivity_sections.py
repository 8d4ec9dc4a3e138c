"""The parts of docs/model/sensitivity.md that say figures of the tables."""

from sensitivity_tables import (
    FOLDER,
    assumed,
    end,
    fill,
    lever,
    listed,
    number,
    quantile,
    read,
    reason,
    share,
)

MOST = 10


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(cells) + " |" for cells in rows])


def title(quantity):
    if not quantity.is_effect:
        return "True cases without a programme"
    return lever(quantity.scenario)


def paths(names):
    return listed([f"`{name}`" for name in names])


def at_end(quantity, path, where):
    """What an end of a range means; where more are trafficked there, with the reason."""
    words = assumed(path, where)
    harms = float(quantity.signs[path][f"at_{where}"]) > 0
    why = reason(quantity.scenario, path, where) if harms else None
    return f"{words}: {why}" if why else words


def in_words(quantity):
    values = quantity.points
    fewer = sum(value < 0 for value in values) / len(values)
    lines = [
        f"- **{title(quantity)}** lowers true cases at {fewer:.0%} of the points "
        f"({number(quantity.mean)} on average; 5 to 95% of the points "
        f"{number(quantile(values, 0.05))} to {number(quantile(values, 0.95))})."]
    if not quantity.turning():
        lines.append(("No assumption turns its sign" if quantity.is_told else
                      "None is shown to turn its sign") + " on average over the others.")
    for path in quantity.turning():
        lines.append(
            f"It turns with {assumed(path)} (`{path}`): {quantity.at(path, 'lowest')} at one end "
            f"({at_end(quantity, path, 'lowest')}), {quantity.at(path, 'highest')} at the other "
            f"({at_end(quantity, path, 'highest')}).")
    if not quantity.is_told:
        lines.append(
            f"Its emulator tells {quantity.q2:.0%} of the variation between points that it was not "
            "shown, so its indices say little.")
    return "\n".join([fill(lines[0], "  ")] + [f"  {fill(line, '  ')}" for line in lines[1:]])


def sobol(quantity):
    rows = []
    for path in quantity.order("sobol_total")[:MOST]:
        sign = quantity.signs[path]
        remark = ("**turns the sign**" if quantity.is_effect and sign["verdict"] == "turns" else
                  "unresolved" if quantity.verdict("sobol_total", path) == "unresolved" else "")
        rows.append([
            f"`{path}`", f"{end(sign['lowest'])} to {end(sign['highest'])}",
            quantity.figure("sobol_total", path, share), quantity.figure("sobol_first", path, share),
            quantity.at(path, "lowest"), quantity.at(path, "highest"), remark])
    what = "effect" if quantity.is_effect else "cases"
    head = ["parameter", "range", "total index", "first order", f"{what} at lowest",
            f"{what} at highest", ""]
    return f"### {title(quantity)} (Q² {share(quantity.q2)})\n\n{table(head, rows)}"


def worlds():
    what = {
        "awareness-overfeared": "every risk is over-feared, two and a half times",
        "savings-liquidity": "many would go and can't pay; nobody lends or advances the fee",
        "training-displaces":
            "informal crossings more than double the risk, and only gates are trained",
    }
    rows, found = [], {}
    for row in read(FOLDER / "worlds.csv"):
        found.setdefault(row["study"], {})[row["indicator"]] = row

    def effect(row):
        return "{} ({} to {})".format(*(number(float(row[c])) for c in ("effect", "ci_low", "ci_high")))

    for study, by in found.items():
        relative = float(by["departures_irregular"]["relative_effect"])
        rows.append([f"`{study}.yaml`", what[study], effect(by["departures"]),
                     f"{relative:+.1%}".replace("-", "−"), effect(by["true_cases"])])
    replicates = {row["replicates"] for by in found.values() for row in by.values()}
    head = ["study", "world", "departures", "irregular departures", "true cases"]
    return " or ".join(sorted(replicates)), table(head, rows)
