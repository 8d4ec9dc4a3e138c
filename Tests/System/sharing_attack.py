#!/usr/bin/env python3
"""Attacks a shared result with what its whole result hides.

    Tests/System/sharing_attack.py WHOLE SHARED

Both folders are of the same study, replicates and seeds, WHOLE with --detail monthly or full. Three
attacks, whose figures are printed; algebra and hashes must find nothing, numbers may meet by chance:

  algebra   every published sum, mean, effect and share of all communes and months as a linear equation
            over the hidden cells (scenario x commune x month x column, means over replicates); a cell is
            recovered where the equations determine it, alone or as a sum over months or of a commune
  numbers   every number in every file, the page and run.json, beside the hidden figures of communes,
            months and single replicates that are long enough to tell: from a thousand on, or with
            two decimals or more
  hashes    every hexadecimal text beside the SHA-256 of whole files, of their blocks by replicate and of
            inputs, and the digests of the whole run.json
Needs NumPy."""

import csv
import hashlib
import json
import pathlib
import re
import sys

import numpy

# Of monthly.csv, the indicators of summary.csv that add them up over communes and months.
SUMS = {
    "true_cases": ["trafficked"],
    "departures": ["departures_internal", "departures_regular", "departures_irregular"],
    "departures_internal": ["departures_internal"],
    "departures_regular": ["departures_regular"],
    "departures_irregular": ["departures_irregular"],
    "detected_residents": ["identified_exit", "identified_return"],
    "identified_exit": ["identified_exit"],
    "identified_return": ["identified_return"],
    "screened_false": ["screened_false"],
    "screened_missed": ["screened_missed"],
    "referred": ["referred"],
    "shelter_refused": ["shelter_refused"],
    "deported": ["deported"],
    "escaped": ["escaped"],
    "rescued": ["rescued"],
    "released": ["released"],
    "turned_back": ["turned_back"],
    "bribes": ["bribes"],
    "distressed_months": ["distressed"],
    "remittances_usd": ["remittances_usd"],
}
COLUMNS = sorted({column for columns in SUMS.values() for column in columns})


def rows(folder, name):
    path = folder / name
    return list(csv.DictReader(path.open())) if path.exists() else []


def hidden_cells(whole):
    """Means over replicates by scenario, commune, month and column, and the cells by replicate."""
    single = {}
    for row in rows(whole, "monthly.csv"):
        for column in COLUMNS:
            key = (row["scenario"], row["commune"], row["month"], column)
            single.setdefault(key, []).append(float(row[column]))
    return {key: numpy.mean(values) for key, values in single.items()}, single


def algebra(cells, shared):
    """Cells and sums that the published figures determine; how many equations hold, of how many."""
    order = sorted(cells)
    place = {key: index for index, key in enumerate(order)}
    values = numpy.array([cells[key] for key in order])
    equations, right = [], []

    def equation(terms, value):
        line = numpy.zeros(len(order))
        for scenario, columns, sign in terms:
            for key, index in place.items():
                if key[0] == scenario and key[3] in columns:
                    line[index] += sign
        equations.append(line)
        right.append(value)

    for row in rows(shared, "summary.csv"):
        if row["indicator"] in SUMS and row["mean"]:
            equation([(row["scenario"], SUMS[row["indicator"]], 1)], float(row["mean"]))
    for row in rows(shared, "effects.csv"):
        if row["indicator"] in SUMS and row["effect"]:
            columns = SUMS[row["indicator"]]
            equation(
                [(row["scenario"], columns, 1), (row["baseline"], columns, -1)], float(row["effect"]))
    if not equations:
        return 0, 0, 0, len(order)
    matrix = numpy.array(equations)
    agree = int(numpy.isclose(matrix @ values, right, atol=0.02).sum())
    _, sizes, basis = numpy.linalg.svd(matrix, full_matrices=False)
    basis = basis[sizes > 1e-9 * sizes[0]]
    queries = [[key] for key in order]
    for part in (lambda k: (k[0], k[1], k[3]), lambda k: (k[0], k[2], k[3])):
        groups = {}
        for key in order:
            groups.setdefault(part(key), []).append(key)
        queries += groups.values()
    found = 0
    for query in queries:
        # What is left of the sum outside of the space of the equations.
        inside = basis[:, [place[key] for key in query]].sum(axis=1)
        found += bool(len(query) - inside @ inside < 1e-6)
    return found, agree, len(equations), len(queries)


def numbers(cells, single, shared):
    """Hidden figures that stand anywhere in the published files."""
    text = "\n".join(path.read_text() for path in shared.iterdir())
    published = {round(float(n), 6) for n in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)}
    by_commune, by_replicate = {}, {}
    for (scenario, commune, _, column), value in cells.items():
        by_commune[scenario, commune, column] = by_commune.get((scenario, commune, column), 0) + value
    for (scenario, commune, _, column), values in single.items():
        for replicate, value in enumerate(values):
            key = (scenario, commune, column, replicate)
            by_replicate[key] = by_replicate.get(key, 0) + value
    hidden = [*cells.values(), *by_commune.values(), *by_replicate.values()]
    telling = {round(v, 6) for v in hidden if v >= 1000 or round(v, 1) != round(v, 6)}
    return sorted(telling & published), len(telling)


def hashes(whole, shared):
    """Published hexadecimal texts that are of something hidden."""
    manifest = json.loads((whole / "run.json").read_text())
    hidden = set(re.findall(r"[0-9a-f]{16,64}", json.dumps(manifest)))
    for path in whole.iterdir():
        data = path.read_bytes()
        hidden.add(hashlib.sha256(data).hexdigest())
        hidden |= {hashlib.sha256(line).hexdigest() for line in data.splitlines()[:20_000]}
    public = {hashlib.sha256(path.read_bytes()).hexdigest() for path in shared.iterdir()}
    # What is public of the program, beside its seeds.
    program = set(re.findall(r"[0-9a-f]{16,64}", json.dumps(manifest["program"])))
    hidden -= public | {e["seed"] for e in manifest["replicates"]} | program
    text = "\n".join(path.read_text() for path in shared.iterdir())
    return sorted(set(re.findall(r"[0-9a-f]{16,64}", text)) & hidden)


def main():
    whole, shared = map(pathlib.Path, sys.argv[1:3])
    cells, single = hidden_cells(whole)
    found, agree, equations, queries = algebra(cells, shared)
    print(f"algebra: {equations} equations, {agree} hold; {found} of {queries} cells and sums determined")
    met, telling = numbers(cells, single, shared)
    print(f"numbers: {len(met)} of {telling} hidden figures stand in the files {met[:5]}")
    told = hashes(whole, shared)
    print(f"hashes: {len(told)} are of what is hidden {told[:3]}")
    return 1 if found or told or agree < equations else 0


if __name__ == "__main__":
    sys.exit(main())
