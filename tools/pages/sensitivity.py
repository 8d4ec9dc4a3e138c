#!/usr/bin/env python3
"""Prints docs/model/sensitivity.md from the tables of evidence/sensitivity: prose here, every figure there.

    tools/pages/sensitivity.py > docs/model/sensitivity.md
    tools/pages/sensitivity.py readme README.md       the README with its table of assumptions made anew
"""

import sys

from sensitivity_readme import readme
from sensitivity_screening import screening
from sensitivity_sections import in_words, sobol, worlds
from sensitivity_tables import count, fill, load


def page():
    settings, quantities = load()
    effects = [q for q in quantities if q.is_effect]
    replicates, harm = worlds()
    space = len(quantities[0].signs)
    design = (
        f"which varies {space} assumptions, each evenly between the points that its judgement gives 5% and "
        "95% (`sim-run parameters`): "
        f"{settings['points']} points of {count(int(settings['replicates']))} replicates, the baseline and "
        f"{count(len(effects))} levers on common draws. Effects are true cases in all reported "
        "months against no programme. `tools/evidence/sensitivity.sh check` fails where the model no longer "
        "gives these runs.")
    return f"""# Which assumptions matter

What decides the true cases of trafficking in the model, and what each lever does to them; which
assumptions turn an effect into its opposite; and worlds in which a lever does harm. Methods are in
[inference.md](../developer/inference.md). `make sensitivity` makes the tables of
[`evidence/sensitivity`](../../evidence/sensitivity) and prints this page from them; it runs

    sim-run sensitivity scenarios/which-assumptions.yaml

{fill(design)}

## In words

{chr(10).join(in_words(q) for q in effects)}

## The ten that matter most

Total index: the share of an effect's variance over the ranges that would remain if all other assumptions
were known, interactions included; first order: the share that would vanish if this one were known. They are
of an emulator; Q² is the share of the variation at points left out that it tells. Noise between replicates
is taken away, and intervals of 95% carry the emulator's error. Effects are at the ends of the range, on
average over all other assumptions. A total index whose interval reaches below 0.01 is unresolved. Interval
ends of first-order indices may lie outside 0 to 1: they are estimates.

{(chr(10) * 2).join(sobol(q) for q in quantities)}

## Which of all parameters matter at all

{screening()}

## Worlds in which a lever does harm

Each is a baseline with a few other assumptions and a study over it; {replicates} replicates. A test holds the
direction of each, and that sessions change nothing where neither risk, knowledge nor earnings move anybody.

{harm}

The third shows why departures are not the measure: they fall there, and more of those who do go round the
post are trafficked.
"""


if sys.argv[1:2] == ["readme"]:
    print(readme(sys.argv[2], load()[1]), end="")
else:
    print(page(), end="")
