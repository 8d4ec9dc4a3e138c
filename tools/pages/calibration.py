#!/usr/bin/env python3
"""Prints docs/model/calibration.md from the tables of evidence/calibration: prose here and in
calibration_figures.py, every figure there.

    tools/pages/calibration.py > docs/model/calibration.md
"""

from calibration_figures import tail
from sensitivity_tables import ROOT, count, fill, lever, number, quantile, read, share, short

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


def passes():
    return table(
        ["pass", "runs", "of the evidence", "distance of the runs", "variance left"],
        [[row["pass"] if row["part"] else "after", row["runs"],
          f"{float(row['part']):.0%}" if row["part"] else "",
          f"{float(row['mean_square_misfit']) ** 0.5:.2f}", percent(row["spread"])]
         for row in rows("passes")])


def targets():
    fit = {(row["stage"], row["target"]): row for row in rows("fit")}
    names = [row["target"] for row in rows("fit") if row["stage"] == "after"]
    cells = []
    for name in names:
        before, prior, after = (fit[stage, name] for stage in ("before", "prior", "after"))
        cells.append([
            name, f"{figure(after['value'])} ({figure(after['low'])} to {figure(after['high'])})",
            figure(before["mean"]), f"{figure(prior['p05'])} to {figure(prior['p95'])}",
            f"{figure(after['mean'])} ({figure(after['p05'])} to {figure(after['p95'])})",
            after["verdict"]])
    return table(
        ["target", "evidence", "at the defaults", "as judged, 5 to 95%",
         "over the draws, mean and 5 to 95%", ""], cells)


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


# Parameters of which less was learnt stand in the table of evidence/calibration alone.
LEAST = 0.2


def parameters():
    learnt = sorted(
        (row for row in rows("parameters") if float(row["learnt"]) >= LEAST),
        key=lambda row: -float(row["learnt"]))
    cells = [[
        f"`{short(row['parameter'])}`",
        f"{short_figure(row['prior_q50'])} ({short_figure(row['prior_q05'])} to "
        f"{short_figure(row['prior_q95'])})",
        f"{short_figure(row['q50'])} ({short_figure(row['q05'])} to {short_figure(row['q95'])})",
        f"{float(row['learnt']):.2f}".replace("-", "−"),
        f"{float(row['true_cases']):+.2f}".replace("-", "−")] for row in learnt]
    return table(
        ["parameter", "before: median, 5 to 95%", "after: median, 5 to 95%", "learnt",
         "with true cases"], cells)


def rests():
    cells, learnt = [], {row["parameter"]: row["learnt"] for row in rows("parameters")}
    for row in rows("rests"):
        size = int(row["effective_draws"])
        first = row["judged"] == "as judged"
        cells.append([
            lever(row["lever"]) if first else "", f"`{short(row['parameter'])}`" if first else "",
            share(float(learnt[row["parameter"]])) if first else "", row["judged"],
            number(float(row["effect"])),
            f"{float(row['lowers']):.0%} ± {float(row['se']):.0%}" if size >= 50 else "too few draws",
            row["effective_draws"]])
    return table(
        ["lever", "parameter", "learnt", "judged", "effect, mean", "lowers in", "draws, effectively"], cells)


def unused():
    """What the fit took from parameters that no run without a programme uses."""
    found = [float(row["learnt"]) for row in rows("parameters")
             if any(word in row["parameter"] for word in ("session_", "trained", "training_"))]
    return (
        f"A small share learnt says nothing: {count(len(found))} parameters act only through the sessions or "
        "courses of a lever, so no target can tell of them, and yet the fit took "
        f"{share(min(found))} to {share(max(found))} of their variance. Chance correlations among "
        f"{settings()['draws']} members are enough for that.")


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
    residuals = sum(row["parameter"].startswith("residuals.") for row in rows("parameters"))
    learnt = sum(float(row["learnt"]) >= LEAST for row in rows("parameters"))
    runs = sum(int(row["runs"]) for row in rows("passes") if row["part"])
    targeted = [row["target"] for row in rows("fit") if row["stage"] == "after"]
    asked, still = len(targeted), sum(name.startswith("still-") for name in targeted)
    prose = (
        f"All {fitted - residuals} parameters of which something is judged and the residuals of {residuals} "
        f"communes are fitted together to {asked} targets by "
        "`sim-run calibrate scenarios/calibration.yaml`. The result is "
        f"[`scenarios/data/posterior.csv`](../../scenarios/data/posterior.csv), {said['draws']} draws. "
        "Methods are in [inference.md](../developer/inference.md). `make calibration` makes draws, tables "
        "([`evidence/calibration`](../../evidence/calibration)) and this page; another processor may give "
        "other last digits, and from there other draws of the same posterior: OpenBLAS picks its kernels by "
        "processor.")
    took = (
        f"{runs} runs in the passes of the ensemble, {said['baseline_runs']} at the defaults, and one of "
        "each arm at each draw. Each draw is a member of the ensemble. It begins as drawn from the "
        "judgements and is moved by each pass so that the runs come nearer to the targets.")
    levers = len(worlds()) - 1
    one, passes_run = int(rows("passes")[0]["runs"]), len(rows("passes"))
    everything = passes_run * one + levers * one + int(said["baseline_runs"])
    shards = (
        f"The runs of a pass don't depend on each other: all {one} could run at the same time, and after "
        f"the last pass all {levers * one:,} with a lever. Only the passes follow one another. `calibrate` "
        "shares runs among the threads of one machine. Shards of a pass on several machines, which it "
        f"doesn't have yet, could divide the time of its {everything:,} runs by the number of processors, "
        f"up to {one}; the update after each pass would stay as it is.")
    distance = (
        "*Distance* is the root mean square of run against target in the evidence's standard "
        "deviations, the declared discrepancies included; *variance left* the mean over the parameters, "
        "on the scale on which they were judged. Most parameters keep nearly all of theirs: "
        f"{asked} figures say little of any one of them.")
    checked = (
        f"The first {said['truths']} draws were taken for the truth, one after the other: the figures of "
        "a run at each, with the evidence's errors, as new targets, to which the other draws were "
        "fitted in one pass more. If the computation is right, the intervals hold the truth as often as "
        "they say; in brackets what 95 of 100 right computations give.")
    limits = (
        "What this can't show: what went wrong on the way from the judgements to the draws; targets "
        "whose errors hang together (`survey-trafficked` and `survey-never-paid` are of one survey); "
        "and what the model gets wrong beyond its declared discrepancies. An ensemble's updates are "
        "linear and the model is not, so the draws may keep more distance from the targets than those "
        "of an exact computation would.")
    return f"""# Calibration

How the model was fitted to what is known, how well it fits, and what the evidence leaves open.

{fill(prose)}

## What it took

{fill(took)}

{passes()}

{fill(distance)}

{fill(shards)}

## The targets before and after

*At the defaults*: the mean of {said['baseline_runs']} runs; *as judged*: the first pass; *over
the draws*: one run at each. Evidence, its intervals and its sources are those of
[`scenarios/data/targets.csv`](../../scenarios/data/targets.csv). The last {count(still)} say that without a
programme nothing is known to move: they hold the model still.

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

Where the targets say little of a parameter the judgement decides. By lever, of the two judged parameters that
go with its effect most: how much was learnt of each, and what another judgement of it would give, all else as
it is, by weights of the draws:

{rests()}

{fill(unused())}

## What was learnt

{fill(f"Of {fitted} parameters {learnt} lost a fifth of their variance or more; the others stand in "
      "[parameters.csv](../../evidence/calibration/parameters.csv).")}

{parameters()}

*Learnt* is the share of the variance that the fit took away, on the scale of the judgement; *with true
cases* the rank correlation over the draws. What is learnt of parameters together is more than what is
learnt of each. A study should take whole draws, never single columns, and a reader the interval of the
cases rather than that of a parameter.

## Checks

{fill(halves())}

{fill(checked)}

{check()}

{fill(limits)}

{tail()}"""


print(page(), end="")
