#!/usr/bin/env python3
"""Simulates how often intervals hold the true mean: the confidence sequence of
Sources/SimStatistics/Intervals/ConfidenceSequence.swift at every look, and the t-interval.

    tools/evidence/coverage.py [SERIES]      # 20,000 unless given; two minutes on one core

Needs numpy and scipy. One line for each distribution of a difference between two scenarios:
`sequence, each` looks at 5, 6, ..., 1,000 values; `sequence, tens` at 10, 20, ..., 1,000; `t, each`
looks with t-intervals; `t at n` looks once.
"""
import sys

import numpy as np
from scipy import stats

series = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
length, block = 1_000, 2_000
random = np.random.default_rng(1)

n = np.arange(1, length + 1)
r = 1 + n / 2
q = (r / 0.05**2) ** (1 / n)
sequence = np.sqrt(np.where(q < r, r * (q - 1) / np.where(q < r, r - q, 1) * (n - 1) / n, np.inf))
t = np.full(length, np.inf)
t[1:] = stats.t.ppf(0.975, n[1:] - 1) / np.sqrt(n[1:])

distributions = {
    "normal": (random.standard_normal, 0),
    "Poisson 3 - Poisson 3": (lambda size: random.poisson(3, size) - random.poisson(3, size), 0),
    "Poisson .3 - Poisson .1":
        (lambda size: random.poisson(0.3, size) - random.poisson(0.1, size), 0.2),
    "t, 5 degrees": (lambda size: random.standard_t(5, size), 0),
    "exponential": (lambda size: random.exponential(size=size), 1),
    "lognormal, sigma 1": (lambda size: np.exp(random.standard_normal(size)), np.exp(0.5)),
}

fixed = [10, 30, 100, 1_000]
print(f"{'':24}  sequence, each  sequence, tens  t, each  " + "  ".join(f"t at {k}" for k in fixed))
for name, (draw, mean) in distributions.items():
    missed = np.zeros(3 + len(fixed))
    done = 0
    while done < series:
        x = draw((min(block, series - done), length)).astype(float)
        done += len(x)
        sums = x.cumsum(1)
        variance = ((x * x).cumsum(1) - sums * sums / n) / np.maximum(n - 1, 1)
        spread = np.sqrt(np.maximum(variance, 0))
        error = np.abs(sums / n - mean)
        # Infinite times no spread is no number, and leaves no mean out.
        with np.errstate(invalid="ignore"):
            outside, outside_t = error > sequence * spread, error > t * spread
        missed[0] += outside[:, 4:].any(1).sum()
        missed[1] += outside[:, 9::10].any(1).sum()
        missed[2] += outside_t[:, 4:].any(1).sum()
        missed[3:] += [outside_t[:, k - 1].sum() for k in fixed]
    held = 1 - missed / series
    print(f"{name:24}  {held[0]:14.1%}  {held[1]:14.1%}  {held[2]:7.1%}  "
          + "  ".join(f"{share:{5 + len(str(k))}.1%}" for share, k in zip(held[3:], fixed, strict=True)))
