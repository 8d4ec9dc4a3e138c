#!/usr/bin/env python3
"""Computes effects.csv, contrasts.csv and costs.csv of a results folder again, with scipy.

    Tests/System/check_statistics.py results/which-lever

t-intervals, the replicates that resolve an effect, interactions, Shapley values, ratios and Fieller's
bounds must agree to 1e-9, bootstrap bounds within six standard errors of the resampling. Needs numpy and
scipy. Ends with 1 where one does not agree.
Not for studies with population_repeats.
"""
import csv
import itertools
import math
import sys

import numpy as np
from scipy import stats

folder = sys.argv[1]
checked, wrong = 0, 0


def rows(name):
    try:
        with open(f"{folder}/{name}", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        return []


def number(text):
    return float(text) if text else math.nan


def expect(what, written, computed, tolerance):
    global checked, wrong  # noqa: PLW0603
    checked += 1
    same = math.isnan(written) and math.isnan(computed)
    if not same and not abs(written - computed) <= tolerance:
        wrong += 1
        print(f"{what}: {written!r} is written, {computed!r} computed")


FEWEST = 6  # 2 / 2**n is at most 5% from here on


def interval(d):
    if len(d) < 2:
        return math.nan, math.nan
    if len(d) < FEWEST and np.ptp(d) == 0 and d[0] != 0:
        return math.nan, math.nan
    half = stats.t.ppf(0.975, len(d) - 1) * d.std(ddof=1) / math.sqrt(len(d))
    return d.mean() - half, d.mean() + half


def cut(bounds, indicator, unit):
    """Without what a difference of shares can't be."""
    relative = indicator.endswith("_drift") and indicator != "abroad_share_drift"
    if unit != "share" or relative or indicator == "remigrated_share":
        return bounds
    most = 2 if indicator == "abroad_share_drift" else 1
    low, high = bounds
    return (low if math.isnan(low) else max(low, -most)), (high if math.isnan(high) else min(high, most))


def replicates_needed(d):
    """Replicates of a t-test of 5% with a power of 80%; not-a-number where none is named."""
    if len(d) < FEWEST or np.ptp(d) <= 1e-9 * np.abs(d).max(initial=0) or d.mean() == 0:
        return math.nan
    ratio = abs(d.mean()) / d.std(ddof=1)
    if (1.959963984540054 + 0.8416212335729143) ** 2 / ratio**2 >= 100_000:
        return math.nan

    def power(n):
        t = stats.t.ppf(0.975, n - 1)
        nc = ratio * math.sqrt(n)
        # The other tail has next to nothing, and scipy has no figure for either far out.
        found = stats.nct.sf(t, n - 1, nc)
        return found if np.isfinite(found) else float(nc > t)

    low, high = FEWEST, 200_000
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if power(middle) >= 0.8 else (middle + 1, high)
    return low


def resampled(d):
    draws = np.random.default_rng(1).integers(len(d), size=(50_000, len(d)))
    return np.sort(d[draws].mean(1))


outcomes = {}
for row in rows("outcomes.csv"):
    for name, text in row.items():
        if name not in ("scenario", "replicate"):
            outcomes.setdefault((row["scenario"], name), []).append(number(text))
outcomes = {key: np.array(values) for key, values in outcomes.items()}

for row in rows("effects.csv"):
    what = f"{row['scenario']}, {row['indicator']}"
    d = outcomes[row["scenario"], row["indicator"]] - outcomes[row["baseline"], row["indicator"]]
    d = d[np.isfinite(d)]
    size = max(1.0, np.abs(d).max(initial=0))
    low, high = cut(interval(d), row["indicator"], row["unit"])
    expect(f"{what}, effect", number(row["effect"]), d.mean(), 1e-9 * size)
    expect(f"{what}, ci_low", number(row["ci_low"]), low, 1e-9 * size)
    expect(f"{what}, ci_high", number(row["ci_high"]), high, 1e-9 * size)
    verdict = (
        "identical" if len(d) and not d.any() else
        "unresolved" if len(d) < FEWEST or low <= 0 <= high else "increase" if low > 0 else "decrease")
    expect(f"{what}, verdict {row['verdict']} for {verdict}", row["verdict"] == verdict, True, 0)
    expect(f"{what}, replicates_to_resolve", number(row["replicates_to_resolve"]),
           replicates_needed(d), 1)
    if len(d) < 2 or np.ptp(d) == 0 or row["unit"] == "share":
        continue
    means = resampled(d)
    for column, p in (("boot_low", 0.025), ("boot_high", 0.975)):
        # A bound of 2,000 resamples lies between these percentiles with six standard errors.
        error = 6 * math.sqrt(0.025 * 0.975 / 2_000)
        least, most = np.quantile(means, [max(0, p - error), min(1, p + error)])
        expect(f"{what}, {column}", number(row[column]),
               min(max(number(row[column]), least), most), 1e-9 * size)
    n = len(d)
    r = 1 + n / 2
    q = (r / 0.05**2) ** (1 / n)
    half = math.nan if q >= r else math.sqrt(r * (q - 1) / (r - q) * (n - 1) / n) * d.std(ddof=1)
    expect(f"{what}, cs_low", number(row["cs_low"]), d.mean() - half, 1e-9 * size)

for row in rows("summary.csv"):
    values = outcomes[row["scenario"], row["indicator"]]
    values = values[np.isfinite(values)]
    what = f"{row['scenario']}, {row['indicator']}"
    drift = row["indicator"].endswith("_drift")
    expect(f"{what}, a bound below 0", number(row["ci_low"]) < 0 and not drift, False, 0)
    if not row["indicator"].startswith("usd_per_"):
        expect(f"{what}, mean", number(row["mean"]), values.mean() if len(values) else math.nan,
               1e-9 * max(1.0, np.abs(values).max(initial=0)))

contrasts = rows("contrasts.csv")
factors = [row["factors"] for row in contrasts if row["kind"] == "shapley"]
factors = list(dict.fromkeys(factors))
baseline = next((row["baseline"] for row in rows("effects.csv")), "")
for row in contrasts:
    def cell(on, row=row):
        name = "+".join(f for f in factors if f in on) or baseline
        return outcomes[name, row["indicator"]]

    if row["kind"] in ("main", "interaction"):
        # The alternating sum of the cells of the factors named, averaged over the others' settings.
        named = row["factors"].split("+")
        d = 0
        for count in range(len(factors) + 1):
            for on in itertools.combinations(factors, count):
                d = d + (-1) ** (len(named) - len(set(named) & set(on))) * cell(on)
        d = d / 2 ** (len(factors) - len(named))
        d = d[np.isfinite(d)]
        if len(d):
            expect(f"{row['kind']} of {row['factors']}, {row['indicator']}", number(row["effect"]),
                   d.mean(), 1e-9 * max(1.0, np.abs(d).max(initial=0)))
    if row["kind"] != "shapley":
        continue
    orders = list(itertools.permutations(factors))
    d = sum(cell(o[: o.index(row["factors"]) + 1]) - cell(o[: o.index(row["factors"])])
            for o in orders) / len(orders)
    what = f"shapley of {row['factors']}, {row['indicator']}"
    size = max(1.0, np.abs(d).max(initial=0))
    low, high = interval(d)
    expect(what, number(row["effect"]), d.mean(), 1e-9 * size)
    expect(f"{what}, ci_low", number(row["ci_low"]), low, 1e-9 * size)
for total in [row for row in contrasts if row["kind"] == "total"]:
    parts = [number(row["effect"]) for row in contrasts
             if row["kind"] == "shapley" and row["indicator"] == total["indicator"]]
    expect(f"sum of the Shapley values, {total['indicator']}", sum(parts), number(total["effect"]),
           1e-9 * max(1.0, abs(number(total["effect"]))))

for row in rows("costs.csv"):
    what = f"{row['scenario']}, {row['measure']}"
    resolved = row["verdict"] == "resolved"
    expect(f"{what}, a ratio for {row['verdict']}", row["ratio"] != "", resolved, 0)
    if resolved:
        expect(f"{what}, mean over mean", number(row["ratio"]),
               number(row["cost_usd"]) / number(row["quantity"]), 1e-9 * abs(number(row["ratio"])))
    if row["measure"] != "usd_per_case_averted" or row["verdict"] != "resolved":
        continue
    c = outcomes[row["scenario"], "spent_usd"] - outcomes[row["baseline"], "spent_usd"]
    e = outcomes[row["baseline"], "true_cases"] - outcomes[row["scenario"], "true_cases"]
    for bound in ("ci_low", "ci_high"):
        if number(row[bound]) == 0:  # cut: no cost can be below
            continue
        t = stats.ttest_1samp(c - number(row[bound]) * e, 0).statistic
        expect(f"{row['scenario']}, t at {bound} of the cost per case", abs(t),
               stats.t.ppf(0.975, len(c) - 1), 1e-6)

print(f"{checked} figures computed again, {wrong} differ")
sys.exit(1 if wrong or not checked else 0)
