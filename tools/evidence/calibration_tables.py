#!/usr/bin/env python3
"""Writes the committed tables of a calibration from its folder.

    tools/evidence/calibration_tables.py FOLDER evidence/calibration

Copied as they are: settings, fit, waves, emulators, halves, check and ridge. Made here:
worlds.csv      by draw the true cases without a programme and what each lever changes, one run each
parameters.csv  by fitted parameter where it lies before and after, how much was learnt of it, and how it
                goes with the true cases and with each lever's effect (rank correlations over the draws)
"""

import csv
import shutil
import sys
from pathlib import Path

COPIED = ("settings", "fit", "waves", "emulators", "halves", "check", "ridge")


def columns(path):
    """The numbers of a table by column."""
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    return {name: [float(row[j] or "nan") for row in rows[1:]] for j, name in enumerate(rows[0])}


def mean(values):
    return sum(values) / len(values)


def variance(values):
    centre = mean(values)
    return sum((value - centre) ** 2 for value in values) / (len(values) - 1)


def quantile(values, p):
    values = sorted(values)
    place = p * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def ranks(values):
    order = sorted(range(len(values)), key=lambda i: values[i])
    places = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for i in order[start:end]:
            places[i] = (start + end - 1) / 2
        start = end
    return places


def correlation(first, second):
    first, second = ranks(first), ranks(second)
    a, b = mean(first), mean(second)
    over = sum((x - a) * (y - b) for x, y in zip(first, second, strict=True))
    under = (sum((x - a) ** 2 for x in first) * sum((y - b) ** 2 for y in second)) ** 0.5
    return over / under if under else 0.0


def main(folder, out):
    out.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.copyfile(folder / f"{name}.csv", out / f"{name}.csv")
    runs = columns(folder / "posterior-runs.csv")
    levers = sorted({name.split("/")[0] for name in runs if "/" in name})
    cases = runs["true_cases"]
    worlds = {"true_cases": cases} | {
        lever: [x - y for x, y in zip(runs[f"{lever}/true_cases"], cases, strict=True)] for lever in levers}
    with open(out / "worlds.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["draw", *worlds])
        for draw, row in enumerate(zip(*worlds.values(), strict=True), 1):
            table.writerow([draw, *(f"{value:.0f}" for value in row)])
    before, after = columns(folder / "wave-1-design.csv"), columns(folder / "posterior.csv")
    with open(out / "parameters.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(
            ["parameter", "prior_q05", "prior_q50", "prior_q95", "q05", "q50", "q95", "learnt", *worlds])
        for name in before:
            if name == "point":
                continue
            prior, draws = before[name], after[name]
            table.writerow([
                name, *(f"{quantile(prior, p):.4g}" for p in (0.05, 0.5, 0.95)),
                *(f"{quantile(draws, p):.4g}" for p in (0.05, 0.5, 0.95)),
                f"{1 - variance(draws) / variance(prior):.3f}",
                *(f"{correlation(draws, values):.3f}" for values in worlds.values())])


main(Path(sys.argv[1]), Path(sys.argv[2]))
