#!/usr/bin/env python3
"""Prints docs/model/best-mix.md from the tables of evidence/best-mix, and the table of a grid of mixes.

    tools/pages/best_mix.py                 the page
    tools/pages/best_mix.py grid FOLDER     by mix of a grid its mean gain and cost, from the run of it
"""

import csv
import statistics
import sys
import textwrap
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "evidence" / "best-mix"
SHOWN = 6


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text, digits=0):
    """A figure with a real minus and commas; what is missing is a dash."""
    if text in ("", None):
        return "–"
    return f"{float(text):,.{digits}f}".replace("-", "−")


def settings(row):
    """What a mix has, short."""
    parts = []
    for path, value in row.items():
        if not path.startswith("levers.") or value == "" or float(value) == 0:
            continue
        lever, what = path.removeprefix("levers.").split(".", 1)
        share = what == "coverage"
        parts.append(
            f"{lever.replace('_', ' ')} {float(value) * 100:.0f}%"
            if share
            else f"{what.replace('_', ' ')} {float(value):.0f}"
        )
    return ", ".join(parts) or "nothing"


def called(row):
    """A mix in words, and the name by which its table and picture call it."""
    return f"{settings(row)} (`{row['mix']}`)"


def cheaper(best, rivals):
    """The cheapest mix that lacks at most a fiftieth of the best one's gain and costs a fiftieth less."""
    near = [
        row
        for row in rivals
        if float(row["averted"]) >= 0.98 * float(best["averted"])
        and float(row["cost_usd"]) < 0.98 * float(best["cost_usd"])
    ]
    if not near:
        return ""
    row = min(near, key=lambda row: float(row["cost_usd"]))
    return (
        f"For less money nearly the same: {called(row)} gains {number(row['averted'], 1)} and spends "
        f"{number(row['cost_usd'])} USD. "
    )


def table(found, digits):
    """The best mixes of one budget."""
    print(
        "| mix | name | USD | mean gain | 95% interval | nine draws of ten | P(harm) | worst tenth "
        "| P(best) |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for row in found:
        print(
            f"| {settings(row)} | {row['mix']} | {number(row['cost_usd'])} "
            f"| {number(row['averted'], digits)} "
            f"| {number(row['ci_low'], digits)} to {number(row['ci_high'], digits)} "
            f"| {number(row['q05'], digits)} to {number(row['q95'], digits)} "
            f"| {float(row['p_harm']):.0%} | {number(row['worst_tenth'], digits)} "
            f"| {float(row['p_best'] or 0):.0%} |"
        )
    print()


def by_budget(name):
    found = rows(TABLES / f"{name}.csv")
    budgets = sorted({float(row["budget"]) for row in found})
    return [(budget, [row for row in found if float(row["budget"]) == budget]) for budget in budgets]


def at_the_end(row):
    """Settings of a mix at the upper end of what the search looked at, short; all is no such end."""
    ends = {
        setting["setting"].removeprefix("range "): float(setting["value"].split(" to ")[1])
        for setting in rows(TABLES / "settings.csv")
        if setting["setting"].startswith("range ")
    }
    reached = {
        path: row[path]
        for path, end in ends.items()
        if row.get(path) and float(row[path]) > 0.99 * end and not (path.endswith("coverage") and end == 1)
    }
    return settings(reached) if reached else ""


def section(name, heading, lead):
    if not (TABLES / f"{name}.csv").exists():
        return
    print(f"## {heading}\n\n{lead}\n")
    for budget, found in by_budget(name):
        best = found[0]
        print(f"### Within {budget:,.0f} USD\n")
        if not any(row["tied"] for row in found):
            print(
                "No mix was found that meets all conditions: with some draws of what is not known services\n"
                "as delivered are used so much that more is spent.\n"
            )
            continue
        table(found[:SHOWN], 1)
        rivals = [row for row in found if row["tied"]]
        careful = max(rivals, key=lambda row: float(row["worst_tenth"]))
        tied = [called(row) for row in found if row["tied"] == "yes" and row is not best]
        told = (
            f"Best on average: {called(best)}. "
            + (f"Not told apart from it: {'; '.join(tied)}. " if tied else "")
            + f"Best by the worst tenth of the draws: {'the same' if careful is best else called(careful)}, "
            + f"{number(careful['worst_tenth'], 1)}. "
            + cheaper(best, rivals)
            + "Someone who knew everything and chose among these mixes would gain "
            + f"{number(best['regret'], 1)} more."
            + (f" At the end of its range: {at_the_end(best)}." if at_the_end(best) else "")
        )
        print(textwrap.fill(told, 112) + "\n")



def grid_table(folder):
    """By arm of a grid its mean gain and the most it spends."""
    design = {row["scenario"]: row for row in rows(Path(folder) / "design.csv")}
    cases = {}
    spent = {}
    for row in rows(Path(folder) / "outcomes.csv"):
        cases.setdefault(row["scenario"], []).append(float(row["true_cases"]))
        spent.setdefault(row["scenario"], []).append(float(row["spent_usd"]))
    paths = [name for name in next(iter(design.values())) if name.startswith("levers.")]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["mix", *paths, "cost_usd", "most_usd", "averted", "se"])
    for name, row in design.items():
        if name not in cases or not any(row[path] for path in paths):
            continue
        gains = [base - own for base, own in zip(cases["baseline"], cases[name], strict=True)]
        error = statistics.stdev(gains) / len(gains) ** 0.5
        out.writerow(
            [
                name,
                *(row[path] for path in paths),
                round(statistics.mean(spent[name]), 2),
                round(max(spent[name]), 2),
                round(statistics.mean(gains), 3),
                round(error, 3),
            ]
        )


def page():
    print("""# The best mix within a budget

What `sim-run optimise scenarios/best-mix.yaml` found for CASMART over draws of the joint posterior
([calibration.md](calibration.md)). Made by `make best-mix`; the tables are
in [`evidence/best-mix`](../../evidence/best-mix). How the search works:
[inference.md](../developer/inference.md), *The best mix*. All figures are of draws and seeds that the search
did not use. A mix is within a budget if no replicate spends more. Every mix that was found also has room for
20 new legal cases a month, as CASMART has. *Awareness 100%* is all persons of 15 and more.
""")
    section(
        "by-cases",
        "By true cases",
        "Gain: true cases averted over 60 months. Harm: over 1% more true cases than without a programme.",
    )
    section(
        "by-survivors",
        "By survivors assisted",
        "Gain: trafficked persons, residents and in transit, whom services assist over 60 months. A search\n"
        "that refined from other mixes found 783, 997 and 1,312 within the three budgets: by so much the\n"
        "luck of a search may differ.",
    )
    section(
        "services-kept",
        "By true cases, with the services kept",
        "As the first, with the services at least as in CASMART as delivered (`keep: services`).",
    )
    path = TABLES / "grid.csv"
    if path.exists():
        grid_section(rows(path))


def nearest(grid, mix):
    """The mix of a grid that is most like one, each setting as a share of its largest in the grid."""
    paths = [path for path in grid[0] if path.startswith("levers.")]
    most = {path: max(float(row[path]) for row in grid) or 1 for path in paths}

    def distance(row):
        return sum(((float(row[path]) - float(mix[path])) / most[path]) ** 2 for path in paths)

    return min(grid, key=distance)


def grid_section(grid):
    print("## Against a grid\n")
    print(
        f"{len(grid)} mixes of a grid, each on 10 draws of its own seeds, run as a study of a design,\n"
        "without counselling and repatriation. The largest mean of so many is larger than its mix\n"
        "deserves, and the draws are others than those of the search: so the mix of the grid that is most\n"
        "like what the search found stands beside the best of the grid, on the same ten draws. Mean gain\n"
        "and its standard error:\n"
    )
    print("| budget | best of the grid | gain | found by the search | most like it in the grid | gain |")
    print("|---|---|---|---|---|---|")
    for budget, found in by_budget("by-cases"):
        within = [row for row in grid if float(row["most_usd"]) <= budget]
        start = f"| {budget:,.0f} "
        if not within:
            print(start + f"| none spends so little | – | {settings(found[0])} | – | – |")
            continue
        best = max(within, key=lambda row: float(row["averted"]))
        like = nearest(within, found[0])
        print(
            start + f"| {settings(best)} | {number(best['averted'])} ({number(best['se'])}) "
            f"| {settings(found[0])} | {settings(like)} | {number(like['averted'])} ({number(like['se'])}) |"
        )
    print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["grid"]:
        grid_table(sys.argv[2])
    else:
        page()
