#!/usr/bin/env python3
"""Prints, for docs/model/validation.md, the figures held out by the source that they are of, from
evidence/validation.csv.

    tools/pages/validation_sources.py
    tools/pages/validation_sources.py check README.md      status 1 where README.md gives other counts
"""

import sys

from sensitivity_tables import ROOT, count, fill, read

# Sources of the figures held out: all whose names begin so.
SOURCES = [
    ("Counts of the mass return of June 2014 (IOM)", ["V8-women", "V8-children"]),
    ("Accounts of what followed that return (migrants' rights groups)", ["V8-left-again", "V8-regained"]),
    ("Surveys of the returned at Poipet (UN-ACT 2015)", ["V9-"]),
    ("Counts of those who came home in spring 2020 (IOM and a situation report)", ["V11-"]),
    ("Commune Database 2011", ["V7-", "C1-"])]
VERDICTS = ("met", "overlap", "missed")


def sources():
    """The rows of the figures held out, by source."""
    held = [row for row in read(ROOT / "evidence/validation.csv") if row["use"] == "held out"]
    found = [[row for row in held if row["name"].startswith(tuple(names))] for _, names in SOURCES]
    if sum(map(len, found)) != len(held):
        sys.exit("figures held out without a source in tools/pages/validation_sources.py, or with two")
    return found


def met(rows):
    return all(row["verdict"] == "met" for row in rows)


def in_readme():
    """What README says of the figures held out."""
    found = sources()
    verdicts = [row["verdict"] for rows in found for row in rows]
    each = [verdicts.count(verdict) for verdict in VERDICTS]
    whole = sum(map(met, found))
    return (
        f"Of {len(verdicts)} figures held out {each[0]} are met, of {each[1]} only the intervals overlap, "
        f"and {count(each[2])} is missed; {count(whole)} of {count(len(found))} sources are met in all their "
        "figures")


def main():
    found = sources()
    inside = [all(row["inside"] == "yes" for row in rows) for rows in found]
    text = (
        "Figures of one source are not independent. Counted by source, where a source is met if all its "
        f"figures held out are, **{count(sum(map(met, found)))} of {count(len(found))} are met**; of "
        f"{count(sum(inside))} all figures lie inside.")
    print(f"## Held out, by source\n\n{fill(text)}\n")
    print(f"| source | figures | {' | '.join(VERDICTS)} | inside |\n|---|---|---|---|---|---|")
    for (source, _), rows in zip(SOURCES, found, strict=True):
        cells = [sum(row["verdict"] == verdict for row in rows) for verdict in VERDICTS]
        cells.append(sum(row["inside"] == "yes" for row in rows))
        print(f"| {source} | {len(rows)} | {' | '.join(map(str, cells))} |")


if sys.argv[1:2] != ["check"]:
    main()
elif in_readme() not in " ".join(open(sys.argv[2], encoding="utf-8").read().split()):
    sys.exit(f"{sys.argv[2]} should say: {in_readme()}")
