#!/usr/bin/env python3
"""Writes salib.csv: Sobol indices and elementary effects as SALib 1.6.0 computes them.

    python3 salib.py > salib.csv

Columns: case, quantity, row, column, value. For the indices only the base sample (the columns of A,
then those of B) is written: the reader has to build the same rows from it. For the elementary effects
the trajectories are written.
"""
import numpy as np
from SALib.analyze import morris as morris_analyze
from SALib.analyze import sobol as sobol_analyze
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

G = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])  # Saltelli and Sobol' 1995
FUNCTIONS = {
    "ishigami": (
        3,
        lambda u: np.sin(z := (2 * u - 1) * np.pi)[:, 0]
        + 7 * np.sin(z[:, 1]) ** 2
        + 0.1 * z[:, 2] ** 4 * np.sin(z[:, 0]),
    ),
    "sobol-g": (8, lambda u: np.prod((np.abs(4 * u - 2) + G) / (1 + G), axis=1)),
}


def emit(case, quantity, values):
    for (row, column), value in np.ndenumerate(np.atleast_2d(values)):
        print(f"{case},{quantity},{row},{column},{float(value)!r}")


def main():
    print("case,quantity,row,column,value")
    for name, (d, function) in FUNCTIONS.items():
        problem = {"num_vars": d, "names": [f"x{i}" for i in range(d)], "bounds": [[0, 1]] * d}
        n = 128
        sample = sobol_sample.sample(
            problem, n, calc_second_order=False, scramble=False, skip_values=128
        )
        blocks = sample.reshape(n, d + 2, d)
        indices = sobol_analyze.analyze(
            problem, function(sample), calc_second_order=False, seed=1, num_resamples=1000
        )
        emit(name, "base", np.hstack([blocks[:, 0], blocks[:, -1]]))
        emit(name, "first", indices["S1"])
        emit(name, "first-interval", indices["S1_conf"])
        emit(name, "total", indices["ST"])
        emit(name, "total-interval", indices["ST_conf"])
        trajectories = morris_sample.sample(problem, 15, num_levels=4, seed=1907)
        effects = morris_analyze.analyze(
            problem, trajectories, function(trajectories), num_levels=4, seed=1
        )
        emit(name, "trajectories", trajectories)
        emit(name, "mu", effects["mu"])
        emit(name, "mu-star", effects["mu_star"])
        emit(name, "sigma", effects["sigma"])


main()
