"""The model written anew from docs/model/odd.md alone, with numpy and its random numbers, without levers.

    python3 replication [REPLICATES [PROGRAM]]

Runs scenarios/baseline.yaml with both and compares the means of outcomes over replicates: once as it is, and
once with a nest in four communes of which two have no residual. One module for each section of
docs/model/odd.md, in the order of world.py. Whoever changes the model changes that document and this; it is
slow on purpose and plain."""
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
# Four communes are an eighth of the people, and a drawn residual moves much: more replicates of both.
PASSES = [
    {"title": "As it is", "sets": [], "anew": 1, "sim-run": 20},
    {"title": "With a nest, and with drawn residuals in two communes of four",
     "sets": ["parameters.decision.nest_index=0.6", "population.select=[010903,010904,010501,010506]"],
     "anew": 2, "sim-run": 60},
]
# Some thirty figures in each pass, not independent: beyond four standard errors it is not chance.
FURTHEST = 4


def table(*path):
    with open(os.path.join(*path)) as file:
        return list(csv.DictReader(file))


def place(name):
    return table(HERE, "scenarios", "places", "poipet", name)


def of_communes(shares, residuals):
    """Adults abroad at the end in communes with a residual, and their log odds in each of those without."""
    drawn = [math.log(value / (1 - value)) for code, value in shares.items() if code not in residuals]
    known = [value for code, value in shares.items() if code in residuals]
    return {"drawn": drawn, "abroad, with a residual": np.mean(known)} if drawn else {"drawn": []}


def theirs(program, one, residuals):
    """The outcomes of sim-run by replicate, and the scenario that it ran."""
    with tempfile.TemporaryDirectory() as work:
        subprocess.check_call([
            program, "run", os.path.join(HERE, "scenarios/baseline.yaml"), "--replicates",
            str(one["sim-run"]), *(word for text in one["sets"] for word in ("--set", text)), "--quiet",
            "--no-report", "--out", work + "/run"])
        with open(work + "/run/run.json") as file:
            scenario = json.load(file)["scenarios"][0]
        last, shares = str(scenario["calendar"]["months"]), {}
        for row in table(work, "run/monthly.csv"):
            if row["month"] == last and row["commune"] in scenario["communes"]:
                shares.setdefault(row["replicate"], {})[row["commune"]] = (
                    int(row["adults_abroad"]) / int(row["adults"]))
        return [row | of_communes(shares[row["replicate"]], residuals)
                for row in table(work, "run/outcomes.csv")], scenario


def anew(p, scenario, residuals, replicates):
    """The outcomes of the model written anew by replicate."""
    p = p | {name: float(value) for name, value in scenario["parameters"].items()}
    communes = {c["code"]: c for c in place("communes.csv")}
    for seed in range(replicates):
        world = World(p, [communes[code] for code in scenario["communes"]], residuals, seed)
        yield world.run() | of_communes(world.abroad_by_commune(), residuals)
        print(f"replicate {seed + 1} of {replicates}", file=sys.stderr)


def spread(rows):
    """The standard deviation of log odds between replicates, over communes, and its degrees of freedom."""
    odds = np.array([row["drawn"] for row in rows])
    return math.sqrt(odds.var(axis=0, ddof=1).mean()), odds.size - odds.shape[1]


def compare(mine, run):
    """Prints both; returns how far the furthest outcome is apart, in standard errors."""
    print(f"{'':28}{'anew':>12}{'sim-run':>12}{'apart by':>10}{'z':>7}")
    worst = []

    def tell(name, a, b, z):
        worst.append(abs(z))
        print(f"{name:28}{a:12.4f}{b:12.4f}{a / b - 1:10.1%}{z:7.1f}")

    for name in mine[0]:
        if name not in run[0] or name == "drawn":
            continue
        a = np.array([m.get(name, 0) for m in mine], float)
        b = np.array([float(t[name]) for t in run])
        # The spread of sim-run's replicates serves for both.
        error = b.std(ddof=1) * math.sqrt(1 / len(a) + 1 / len(b))
        tell(name, a.mean(), b.mean(), (a.mean() - b.mean()) / error)
    if mine[0]["drawn"]:
        (a, of_a), (b, of_b) = spread(mine), spread(run)
        # With the fourth moment of t of 7 degrees of freedom the logarithm of a spread has this variance.
        tell("spread of drawn log odds", a, b, math.log(a / b) / math.sqrt(1 / of_a + 1 / of_b))
    print(f"{len(worst)} outcomes of {len(mine)} replicates anew and {len(run)} of sim-run: apart by at most "
          f"{max(worst):.1f} standard errors\n")
    return max(worst)


def main():
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    program = sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, ".build/release/sim-run")
    declared = json.loads(subprocess.check_output([program, "parameters", "--format", "json"]))
    p = {row["path"].removeprefix("parameters."): float(row["default"]) for row in declared}
    residuals = {r["code"]: float(r["residual"]) for r in place("residuals.csv")}
    worst = 0
    for one in PASSES:
        print(one["title"])
        run, scenario = theirs(program, one, residuals)
        mine = list(anew(p, scenario, residuals, one["anew"] * replicates))
        worst = max(worst, compare(mine, run))
    if worst > FURTHEST:
        sys.exit(f"furthest apart by {worst:.1f} standard errors: another model")


main()
