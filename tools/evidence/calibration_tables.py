#!/usr/bin/env python3
"""Writes the committed tables of a calibration from its folder.

    tools/evidence/calibration_tables.py FOLDER evidence/calibration
    tools/evidence/calibration_tables.py rests evidence/calibration    rests.csv alone, from committed tables

Copied as they are: settings, fit, passes, halves, check and ridge. Made here:
worlds.csv      by draw the true cases without a programme and what each lever changes, one run each
parameters.csv  by fitted parameter where it lies before and after, how much was learnt of it, and how it
                goes with the true cases and with each lever's effect (rank correlations over the draws)
rests.csv       by lever and the two judged parameters that go with its effect most: how often the lever
                lowers the cases if the parameter had been judged otherwise, by weights of the draws
"""

import csv
import shutil
import sys
from math import exp, log
from pathlib import Path
from statistics import NormalDist

COPIED = ("settings", "fit", "passes", "halves", "check", "ridge")
POSTERIOR = Path(__file__).resolve().parents[2] / "scenarios/data/posterior.csv"
MOST = 2
# What is asked of a judgement: the mean and deviation of its normal scores.
OTHERWISE = {
    "as judged": (0, 1), "half the spread": (0, 0.5), "one and a half the spread": (0, 1.5),
    "median at its 25% point": (-0.674, 1), "median at its 75% point": (0.674, 1)}


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


def scoring(text):
    """From `0.0 to 1.0, judged 0.1, 0.2, 0.5` or `0.0 to 1.0, linear` a function of a value: its normal
    score before the data."""
    limits, points = text.split(", ", 1)
    low, high = (float(end) for end in limits.split(" to "))
    if points == "linear":
        return lambda x: NormalDist().inv_cdf(min(max((x - low) / (high - low), 1e-9), 1 - 1e-9))
    points = points.removeprefix("judged ")
    a, b, c = (log((x - low) / (high - x)) for x in (float(point) for point in points.split(", ")))

    def score(x):
        y = log((x - low) / (high - x))
        return (y - b) / ((c - b if y > b else b - a) / 1.6448536269514722)

    return score


def rests(settings, draws, worlds):
    """By lever the judged parameters that go with it most: what another judgement would give."""
    judged = [name for name in draws if "judged" in settings.get(f"parameter {name}", "")]
    for lever in list(worlds)[1:]:
        found = {name: abs(correlation(draws[name], worlds[lever])) for name in judged}
        for name in sorted(judged, key=lambda name: -found[name])[:MOST]:
            score = scoring(settings[f"parameter {name}"])
            scores = [score(x) for x in draws[name]]
            for said, (centre, spread) in OTHERWISE.items():
                weights = [exp(z * z / 2 - ((z - centre) / spread) ** 2 / 2) for z in scores]
                total = sum(weights)
                fewer = sum(w for w, x in zip(weights, worlds[lever], strict=True) if x < 0) / total
                average = sum(w * x for w, x in zip(weights, worlds[lever], strict=True)) / total
                size = total ** 2 / sum(w * w for w in weights)
                yield [lever, name, said, f"{average:.1f}", f"{fewer:.3f}",
                       f"{(fewer * (1 - fewer) / size) ** 0.5:.3f}", f"{size:.0f}"]


def write_rests(out, draws):
    """rests.csv from the settings and worlds that stand beside it."""
    settings = dict(list(csv.reader((out / "settings.csv").open(newline="")))[1:])
    draws, worlds = columns(draws), columns(out / "worlds.csv")
    for table in (draws, worlds):
        table.pop("draw")
    with open(out / "rests.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["lever", "parameter", "judged", "effect", "lowers", "se", "effective_draws"])
        table.writerows(rests(settings, draws, worlds))


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
    before, after = columns(folder / "prior.csv"), columns(folder / "posterior.csv")
    settings = dict(list(csv.reader((folder / "settings.csv").open(newline="")))[1:])
    with open(out / "parameters.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(
            ["parameter", "prior_q05", "prior_q50", "prior_q95", "q05", "q50", "q95", "learnt", *worlds])
        for name in before:
            if name == "draw":
                continue
            prior, draws = before[name], after[name]
            learnt = 1 - variance([scoring(settings[f"parameter {name}"])(x) for x in draws])
            table.writerow([
                name, *(f"{quantile(prior, p):.4g}" for p in (0.05, 0.5, 0.95)),
                *(f"{quantile(draws, p):.4g}" for p in (0.05, 0.5, 0.95)),
                f"{learnt:.3f}",
                *(f"{correlation(draws, values):.3f}" for values in worlds.values())])
    write_rests(out, folder / "posterior.csv")


if sys.argv[1] == "rests":
    write_rests(Path(sys.argv[2]), POSTERIOR)
else:
    main(Path(sys.argv[1]), Path(sys.argv[2]))
