#!/usr/bin/env python3
"""Prints docs/model/information.md from the tables of evidence/information: prose here, every figure there.

    tools/pages/information.py > docs/model/information.md
"""

from sensitivity_tables import ROOT, fill, read

FOLDER = ROOT / "evidence/information"
KNOWN = {"resolved", "pays", "costs_more"}
SURVEYS = ROOT / "scenarios/data/surveys.csv"


def table(head, cells):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in cells])


def figure(value):
    if value == "":
        return ""
    value = float(value)
    return (f"{value:.0f}" if abs(value) >= 20 else f"{value:.1f}").replace("-", "−")


def bound(value):
    return f"{float(value):.3g}".replace("-", "−") if value else ""


def percent(value):
    return f"{float(value):.0%}" if value else ""


def effects(rows):
    cells = []
    for row in rows:
        ends = f"{figure(row['q05'])} to {figure(row['q95'])}" if row["q05"] else "not told from chance"
        cells.append([
            f"`{row['scenario']}`", figure(row["effect"]), ends, percent(row["p_decrease"]),
            percent(row["p_increase"]), percent(row["p_matters"]), percent(row["p_se"]), row["settled_by"]])
    return table(
        ["scenario", "mean", "nine draws of ten", "lowers", "raises", "matters", "error", "settled by"],
        cells)


def worth(rows):
    return table(
        ["what is found out", "worth, cases", "error", "changes the choice", "beyond chance"],
        [[f"`{row['parameter']}`", figure(row["value_cases"]), figure(row["se"]),
          percent(row["p_changes_choice"]), "yes" if row["verdict"] in KNOWN else "no"] for row in rows])


def conditions(rows):
    cells = [[f"`{row['scenario']}`", f"`{row['parameter']}`", bound(row["low"]), bound(row["high"]),
              percent(row["density"]), percent(row["coverage"]), f"{float(row['quasi_p']):.0e}"]
             for row in rows]
    return table(
        ["scenario", "parameter", "above", "below", "density", "coverage", "quasi-p"], cells)


def main():
    voi = read(FOLDER / "voi.csv")
    everything = voi[0]
    by_kind = {kind: [row for row in voi if row["kind"] == kind] for kind in ("evppi", "evsi")}
    tags = [row for row in by_kind["evppi"] if row["parameter"].startswith("tag:")]
    single = [row for row in by_kind["evppi"] if not row["parameter"].startswith("tag:")]
    known = [row for row in single if row["verdict"] in KNOWN]
    found = read(FOLDER / "effects.csv")
    boxes = read(FOLDER / "boxes.csv")
    asked = {row["name"]: row for row in read(SURVEYS)}
    surveys = table(
        ["survey", "asks", "persons", "worth, cases", "error", "changes the choice", "beyond chance"],
        [[f"`{row['parameter']}`", f"`{asked[row['parameter']]['asks']}`", row["n"],
          figure(row["value_cases"]), figure(row["se"]), percent(row["p_changes_choice"]),
          "yes" if row["verdict"] in KNOWN else "no"] for row in by_kind["evsi"]])
    harm = conditions(boxes) if boxes else "No box stands up to chance."
    choice = (
        f"On what is known the best choice is `{everything['decision']}`. Someone who knew everything "
        f"would avert {figure(everything['value_cases'])} more true cases on average "
        f"(error {figure(everything['se'])}), and would choose another scenario in "
        f"{percent(everything['p_changes_choice'])} of the draws. The "
        "money that the scenarios cost is not counted here: no value of a case is assumed.")
    print(f"""# What is worth finding out

What the programme's parts do at all {found[0]['draws']} draws of the joint posterior
([calibration.md](calibration.md)), what knowing more would be worth to whoever chooses between them, and
where they harm. Made by `make information` (25 minutes on two cores) from `scenarios/casmart-study.yaml`
with 600 replicates; the tables are in [`evidence/information`](../../evidence/information). What the columns
mean and how the figures are made: [report.md](../guide/report.md), *What to find out first*.

## What each part does

True cases over 60 months against no programme, chance taken out.

{effects(found)}

## What knowing more would be worth

{fill(choice)}

Groups of parameters that one inquiry could settle (a parameter may be in several):

{worth(tags)}

Of {len(single)} single parameters {len(known)} are worth something beyond chance:

{worth(known)}

Surveys of [`scenarios/data/surveys.csv`](../../scenarios/data/surveys.csv), with the error beyond sampling
that is judged there:

{surveys}

## Where a part raises the true cases

{harm}

## What this can't tell

- It is the worth of knowledge to a choice between these scenarios, by true cases alone. Other mixes, goals
  and budgets give other figures.
- Draws hold what is not known of the parameters. What is not known of the form of the model is not in them.
- A group's expectation is fitted without interactions where it has more than a few parameters, so it may be
  worth more than the table says, never more than everything.""")


main()
