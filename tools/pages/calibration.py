#!/usr/bin/env python3
"""Prints docs/model/calibration.md from the tables of evidence/calibration: prose here and in
calibration_tail.md, every figure there.

    tools/pages/calibration.py > docs/model/calibration.md
"""

from sensitivity_tables import ROOT, fill, lever, number, quantile, read, short

FOLDER = ROOT / "evidence/calibration"

def rows(name):
    return read(FOLDER / f"{name}.csv")


def settings():
    return {row["setting"]: row["value"] for row in rows("settings")}


def table(head, cells):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in cells])


def figure(value):
    value = float(value)
    return (f"{value:.3f}" if abs(value) < 2 else f"{value:.1f}").replace("-", "−")


def short_figure(value):
    return f"{float(value):.3g}".replace("-", "−")


def percent(value):
    value = float(value)
    return f"{value:.0%}" if value >= 0.01 else f"{value:.1e}".replace("-", "−")


def waves():
    return table(
        ["wave", "points", "runs", "points learnt from", "volume left", "relative error", "least Q²"],
        [[row["wave"], row["points"], row["runs"], row["points_learnt"], percent(row["volume_left"]),
          percent(row["relative_error"]), f"{float(row['least_q2']):.2f} `{row['least_q2_target']}`"]
         for row in rows("waves")])


def targets():
    fit = {(row["stage"], row["target"]): row for row in rows("fit")}
    last = max(int(row["wave"]) for row in rows("emulators"))
    told = {row["target"]: row for row in rows("emulators") if int(row["wave"]) == last}
    names = [row["target"] for row in rows("fit") if row["stage"] == "after"]
    cells = []
    for name in names:
        before, prior, after = (fit[stage, name] for stage in ("before", "prior", "after"))
        cells.append([
            name, f"{figure(after['value'])} ({figure(after['low'])} to {figure(after['high'])})",
            figure(before["mean"]), f"{figure(prior['p05'])} to {figure(prior['p95'])}",
            f"{figure(after['mean'])} ({figure(after['p05'])} to {figure(after['p95'])})",
            after["verdict"], f"{float(told[name]['q2']):.2f}"])
    return table(
        ["target", "evidence", "at the defaults", "over the ranges, 5 to 95%",
         "over the draws, mean and 5 to 95%", "", "Q²"], cells)


def verdicts(stage):
    found = [row["verdict"] for row in rows("fit") if row["stage"] == stage]
    others = [f"`{row['target']}` is {row['verdict']}" for row in rows("fit")
              if row["stage"] == stage and row["verdict"] != "met"]
    text = f"{found.count('met')} of {len(found)} are met"
    return text + (": " + ", ".join(others) if others else "")


def distance(stage):
    values = [float(row["distance"]) for row in rows("fit") if row["stage"] == stage]
    return (sum(value ** 2 for value in values) / len(values)) ** 0.5


def fit():
    return (
        f"By the mean over the draws {verdicts('after')}. At the defaults {verdicts('before')}. The root "
        f"mean square distance from the evidence is {distance('before'):.2f} standard deviations at the "
        f"defaults and {distance('after'):.2f} over the draws. So the shipped scenarios keep their default "
        "parameters, and the draws say how far these may be wrong. Not every draw meets every target: the "
        "draws carry the evidence's error and the declared discrepancy.")


def worlds():
    found = rows("worlds")
    return {name: [float(row[name]) for row in found] for name in found[0] if name != "draw"}


def level():
    cases = [value / 5 for value in worlds()["true_cases"]]
    return (f"Over the draws there are {quantile(sorted(cases), 0.5):,.0f} true cases a year in the ten "
            f"communes, {quantile(sorted(cases), 0.05):,.0f} to {quantile(sorted(cases), 0.95):,.0f} (5 to "
            f"95%), {min(cases):,.0f} at the least and {max(cases):,.0f} at the most.")


def effects():
    cells = []
    for name, values in worlds().items():
        if name == "true_cases":
            continue
        ordered = sorted(values)
        fewer = sum(value < 0 for value in values) / len(values)
        error = (fewer * (1 - fewer) / len(values)) ** 0.5
        share = f"{fewer:.0%} ± {error:.0%}" if error else f"{'all' if fewer else 'none'} of {len(values)}"
        cells.append([
            lever(name), number(sum(values) / len(values)),
            *(number(quantile(ordered, p)) for p in (0.05, 0.25, 0.75, 0.95)),
            share, before(name)])
    return table(
        ["lever", "effect, mean", "5%", "25%", "75%", "95%", "lowers in",
         "28 assumptions alone, 5 to 95%, lowers at"], cells)


def before(name):
    """The same at the points of which-assumptions.yaml, where all else keeps its default."""
    at = {}
    for row in read(ROOT / "evidence/sensitivity/design-runs.csv"):
        at.setdefault(int(row["point"]), []).append(
            float(row[f"{name}/true_cases"]) - float(row["true_cases"]))
    values = sorted(sum(one) / len(one) for one in at.values())
    fewer = sum(value < 0 for value in values) / len(values)
    return f"{number(quantile(values, 0.05))} to {number(quantile(values, 0.95))}, {fewer:.0%}"


def behind():
    """The parameters that go with each lever's effect over the draws."""
    lines = []
    for name in worlds():
        if name == "true_cases":
            continue
        most = sorted(rows("parameters"), key=lambda row: -abs(float(row[name] or 0)))[:5]
        said = ", ".join(f"`{short(row['parameter'])}` {float(row[name]):+.2f}".replace("-", "−")
                         for row in most)
        lines.append(fill(f"- **{lever(name)}**: {said}.", "  "))
    return "\n".join(lines)


def parameters():
    learnt = sorted(rows("parameters"), key=lambda row: -float(row["learnt"]))
    cells = [[
        f"`{short(row['parameter'])}`",
        f"{short_figure(row['prior_q50'])} ({short_figure(row['prior_q05'])} to "
        f"{short_figure(row['prior_q95'])})",
        f"{short_figure(row['q50'])} ({short_figure(row['q05'])} to {short_figure(row['q95'])})",
        f"{float(row['learnt']):.2f}".replace("-", "−"),
        f"{float(row['true_cases']):+.2f}".replace("-", "−")] for row in learnt]
    return table(
        ["parameter", "range: median, 5 to 95%", "after: median, 5 to 95%", "learnt",
         "with true cases"], cells)


def halves():
    values = [abs(float(row[end])) for row in rows("halves") for end in ("low", "high")]
    return (f"Of {len(values)} tails (5% and 95% of each parameter and outcome), "
            f"{sum(value > 1.96 for value in values)} differ between the first and the second half of the "
            "draws by more than 1.96 standard errors of independent draws, where a twentieth would by "
            f"chance ({len(values) / 20:.0f}); the largest difference is {max(values):.1f} standard errors.")


def check():
    found = rows("check")
    named = [row for row in found if row["kind"] != "parameter"]
    others = [row for row in found if row["kind"] == "parameter"]
    cells = [[
        "true cases" if row["kind"] == "level" else f"effect of {lever(row['quantity']).lower()}",
        f"{row['in_50']} ({row['in_50_low']} to {row['in_50_high']})",
        f"{row['in_90']} ({row['in_90_low']} to {row['in_90_high']})", row["verdict"]] for row in named]
    half = sum(int(row["in_50"]) for row in others) / sum(int(row["truths"]) for row in others)
    most = sum(int(row["in_90"]) for row in others) / sum(int(row["truths"]) for row in others)
    off = [f"`{short(row['quantity'])}`" for row in others if row["verdict"] == "off"]
    text = (
        f"Of the {len(others)} parameters' own values the intervals of 50% hold {half:.0%} and those of 90% "
        f"hold {most:.0%}; {len(off)} are off in one of the two, where {len(others) / 10:.0f} would by "
        "chance or less.")
    head = [f"of {found[0]['truths']} truths", "in the interval of 50%", "in that of 90%", ""]
    return table(head, cells) + "\n\n" + fill(text)


def ridge():
    """The true cases a year of draws whose survey finds 21 to 25%, by how much more often the exploited are
    deported."""
    multiple = [float(row["parameters.return.deportation_exploited"])
                for row in read(ROOT / "scenarios/data/posterior.csv")]
    near = [(at, float(row["true_cases_per_year"]))
            for at, row in zip(multiple, rows("ridge"), strict=True)
            if abs(float(row["survey_trafficked"]) - 0.23) < 0.02]
    cases = sorted(value for _, value in near)
    text = (
        f"Of the {len(near)} draws whose survey finds 21 to 25% trafficked (one standard error of a survey "
        f"of 400 about 23%), the true cases are {quantile(cases, 0.05):,.0f} to "
        f"{quantile(cases, 0.95):,.0f} a year (5 to 95%), "
        f"**{cases[0]:,.0f} at the least and {cases[-1]:,.0f} at the most**:")
    cells = []
    for low in (1, 2, 3):
        found = [value for at, value in near if low <= at < low + 1]
        cells.append([f"{low} to {low + 1}", str(len(found)), f"{sum(found) / len(found):,.0f}"])
    head = ["deportation of the exploited, as a multiple", "draws", "true cases a year, mean"]
    return fill(text) + "\n\n" + table(head, cells)


def page():
    said = settings()
    fitted = len(rows("parameters"))
    runs = sum(int(row["runs"]) for row in rows("waves"))
    asked = sum(row["stage"] == "after" for row in rows("fit"))
    prose = (
        f"{fitted} parameters are fitted to {asked} targets by `sim-run calibrate "
        "scenarios/calibration.yaml`; every other keeps its default. The result is "
        f"[`scenarios/data/posterior.csv`](../../scenarios/data/posterior.csv), {said['draws']} draws. "
        "Methods are in [inference.md](../developer/inference.md). `make calibration` makes draws, tables "
        "([`evidence/calibration`](../../evidence/calibration)) and this page; another processor may give "
        "other last digits, and from there other draws of the same posterior: OpenBLAS picks its kernels by "
        "processor.")
    return f"""# Calibration

How the model was fitted to what is known, how well it fits, and what the evidence leaves open.

{fill(prose)}

## What it took

{fill(f"{runs} runs in the waves, {said['baseline_runs']} at the defaults, and one at each draw.")}

{waves()}

Volumes are shares of the ranges' volume. Q² is the share of the variation between points that an emulator
tells of a point left out; what varies by chance it can't tell, so a low Q² may be all there is to tell.

## The targets before and after

*At the defaults*: the mean of {said['baseline_runs']} runs; *over the ranges*: the first wave; *over
the draws*: one run at each. Evidence, its intervals and its sources are those of
[`scenarios/data/targets.csv`](../../scenarios/data/targets.csv). The last five say that without a programme
nothing is known to move: they hold the model still. Q² is of the last wave.

{targets()}

{fill(fit())}

## What remains open

{fill(level())}

{ridge()}

The survey stands where the deported come through: if the exploited are deported more often than others, it
meets more of them than there are among migrants, and nothing in the targets says how much more often.

True cases over 60 months against no programme, each lever until month 60, one run of each at every draw:

{effects()}

{fill("The ranges hold chance as well, which is small beside them. The last column is of the 240 points of "
      "[sensitivity.md](sensitivity.md), where 28 assumptions vary, all else keeps its default and no target "
      "is asked. What goes with a lever's effect (rank correlation over the draws):")}

{behind()}

What the levers themselves do, and what people believe, is in no draw: parameters that are not fitted keep
their defaults, among them those that decide what training does. So the ranges are those of what the targets
speak of, and narrower than what is not known: [sensitivity.md](sensitivity.md) varies the others.

## What was learnt

{parameters()}

*Learnt* is the share of the range's variance that the fit took away; *with true cases* the rank
correlation over the draws. What is learnt of parameters together is more than what is learnt of each. A
study should take whole draws, never single columns, and a reader the interval of the cases rather than that
of a parameter.

## Checks

{fill(halves())}

The first {said['truths']} draws were taken for the truth, one after the other: the figures of a run at
each, with the evidence's errors, as new targets, fitted again from the posterior. If the computation is
right, the intervals hold the truth as often as they say; in brackets what 95 of 100 right computations
give.

{check()}

What this can't show: targets whose errors hang together (`survey-trafficked` and `survey-never-paid` are of
one survey), and what the model gets wrong beyond its declared discrepancies.

{TAIL}"""


TAIL = (ROOT / "tools/pages/calibration_tail.md").read_text()
print(page(), end="")
