"""The model written anew from docs/model/odd.md alone, with numpy and its random numbers, without levers.

    python3 replication [REPLICATES [PROGRAM]]

Runs scenarios/baseline.yaml with both and compares the means of outcomes over replicates. One module for
each section of docs/model/odd.md, in the order of world.py. Whoever changes the model changes that
document and this; it is slow on purpose and plain."""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile

import numpy as np
from world import World

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def read(name):
    with open(os.path.join(HERE, "scenarios", "places", "poipet", name)) as file:
        return list(csv.DictReader(file))


def main():
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    program = sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, ".build/release/sim-run")
    baseline = os.path.join(HERE, "scenarios/baseline.yaml")
    with tempfile.TemporaryDirectory() as work:
        subprocess.check_call([
            program, "run", baseline, "--replicates", "20", "--detail", "summary", "--quiet",
            "--no-report", "--out", work + "/run"])
        with open(work + "/run/outcomes.csv") as file:
            theirs = list(csv.DictReader(file))
        with open(work + "/run/run.json") as file:
            scenario = json.load(file)["scenarios"][0]
    declared = json.loads(subprocess.check_output([program, "parameters", "--format", "json"]))
    p = {row["path"].removeprefix("parameters."): float(row["default"]) for row in declared}
    p |= {name: float(value) for name, value in scenario["parameters"].items()}
    table = {c["code"]: c for c in read("communes.csv")}
    communes = [table[code] for code in scenario["communes"]]
    residuals = {r["code"]: float(r["residual"]) for r in read("residuals.csv")}
    mine = []
    for seed in range(replicates):
        mine.append(World(p, communes, residuals, seed).run())
        print(f"replicate {seed + 1} of {replicates}", file=sys.stderr)
    print(f"{'':28}{'anew':>12}{'sim-run':>12}{'apart by':>10}{'z':>7}")
    worst = 0
    for name in mine[0]:
        if name not in theirs[0]:
            continue
        a = np.array([m.get(name, 0) for m in mine], float)
        b = np.array([float(t[name]) for t in theirs])
        # The spread of twenty replicates serves for both.
        error = b.std(ddof=1) * math.sqrt(1 / len(a) + 1 / len(b))
        z = (a.mean() - b.mean()) / error
        worst = max(worst, abs(z))
        print(f"{name:28}{a.mean():12.4f}{b.mean():12.4f}{a.mean() / b.mean() - 1:10.1%}{z:7.1f}")
    # Some thirty figures, not independent: beyond four standard errors it is not chance.
    if worst > 4:
        sys.exit(f"furthest apart by {worst:.1f} standard errors: another model")


main()
