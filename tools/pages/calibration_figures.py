"""The end of docs/model/calibration.md: figures that values were set by, and what is not calibrated."""

from sensitivity_tables import ROOT, count, fill, quantile, read

# Parameters whose declarations name a figure that is a target, by that target.
TARGETS = [
    ("`decision.unfinished_weight`", ["left-again"]),
    ("`return.exposure.…`, `decision.woman_abroad`", ["survey-women", "men"]),
    ("`decision.children_along`, `decision.minor_weight`", ["survey-children"]),
    ("`work.cheated_trafficked`", ["survey-cheated"])]
# The others that are held to a pattern, by the figure.
PATTERNS = [
    ("`decision.cost_weight`", "15.8 points less irregular where papers cost less (Oum 2019)",
     ["V6-half-cost", "V6-third-of-cost"]),
    ("`work.risk.fishing`", "17 to 38% of fishers trafficked", ["V4-fishers", "V4-at-work"])]
PLACE = ROOT / "scenarios/places/poipet"


def signed(value):
    return f"{value:+.2f}".replace("-", "−")


def three(value):
    return f"{float(value):.3f}".replace("-", "−")


def residuals():
    return {row["code"]: float(row["residual"]) for row in read(PLACE / "residuals.csv")}


def fitted():
    """The fitted residuals of communes over the draws, by code."""
    draws = read(ROOT / "scenarios/data/posterior.csv")
    return {name.removeprefix("residuals."): [float(row[name]) for row in draws]
            for name in draws[0] if name.startswith("residuals.")}


def of_targets():
    after = {row["target"]: row for row in read(ROOT / "evidence/calibration/fit.csv")
             if row["stage"] == "after"}
    return "\n".join(
        f"| {parameter} | {', '.join(f'`{name}`' for name in names)} | "
        f"{', '.join(three(after[name]['mean']) for name in names)} | "
        f"{', '.join(after[name]['verdict'] for name in names)} |" for parameter, names in TARGETS)


def of_patterns():
    found = {row["name"]: row for row in read(ROOT / "evidence/validation.csv")}
    rows = []
    for parameter, figure, names in PATTERNS:
        said = ", ".join(f"{name} {three(found[name]['model'])}" for name in names)
        rows.append(f"| {parameter} | {figure} | {said} | "
                    f"{', '.join(found[name]['verdict'] for name in names)} |")
    return "\n".join(rows)


def spurious(parameter):
    """The share that counts as learnt of a parameter."""
    table = read(ROOT / "evidence/calibration/parameters.csv")
    return next(float(row["learnt"]) for row in table if row["parameter"] == parameter)


def not_fitted():
    by_hand = residuals()
    patterns = {row["name"]: row for row in read(ROOT / "scenarios/patterns.csv")}
    counted = {end: 100 * float(patterns["V7-boeng-beng"][end]) for end in ("value", "low", "high")}
    eight = fitted()
    shipped = sum(by_hand[code] for code in eight) / len(eight)
    means = sorted(sum(values) / len(eight) for values in zip(*eight.values(), strict=True))
    ends = [signed(quantile(means, p)) for p in (0.05, 0.95)]
    return "\n".join(fill(text, "  ") for text in (
        f"- **Boeng Beng** (010901) is no target, yet it keeps a residual of {signed(by_hand['010901'])} in "
        "`scenarios/places/poipet/residuals.csv`, which was set by hand for the shipped scenarios to come to "
        f"its count ({counted['value']:.2f}%, interval {counted['low']:.2f} to {counted['high']:.2f}%). So "
        "what a shipped scenario says of Boeng Beng's level is no test of the model; V7 takes residual and "
        "count away before it tests. In a draw the residual moves with the mean of the "
        f"{count(len(eight))} that are fitted ([odd.md](odd.md), 7.4); what its own count leaves open is in "
        "no interval.",
        f"- **Phsar Kandal** (011003) was never counted. Its {signed(by_hand['011003'])} gives it about the "
        "level of Paoy Paet, from which it was split, by assumption. It moves with the others' mean too, and "
        "its own doubt is in no interval.",
        f"- **Communes without a residual** draw one around the mean of the {count(len(eight))} "
        f"([odd.md](odd.md), 7.4): {signed(shipped)} in the shipped scenarios, over the draws "
        f"{signed(sum(means) / len(means))} ({' to '.join(ends)}, 5 to 95%).",
        "- **A fit of so many members narrows a little what no target speaks of**: "
        "`decision.residual_spread`, on which no run of it depends, counts as learnt by "
        f"{spurious('parameters.decision.residual_spread'):.2f}. So a share learnt of a tenth or less says "
        "nothing.",
        "- ID-Poor shares, family size, ages and sexes are met at the start by construction and are no "
        "targets here.",
        "- Targets are taken as independent, though `survey-trafficked` and `survey-never-paid` are of one "
        "survey; so are the judgements."))


# Measured at the defaults.
MEASURED = [
    ("`livelihood.worker_income`", "USD 352 a month and household, all Cambodia (CSES 2014)",
     "267 earned, 288 with remittances", "below: the declaration says so"),
    ("`livelihood.loan_size`", "debt USD 993 a household (CSES 2014)", "1,096", "near"),
    ("`decision.constant_internal`", "about 4% of villagers leave a year (CRUMP 2012)",
     "3.3%, all destinations", "near")]


def tail():
    measured = "\n".join("| " + " | ".join(row) + " |" for row in MEASURED)
    return f"""## Figures that values were set by, beside the targets

Declarations that read *calibrated* name a figure. Most of these figures are targets, which stand above. For
some parameters the declaration doesn't show which target it is; over the draws:

| parameter | target | the model | |
|---|---|---|---|
{of_targets()}

The others: income, debt and departures at the defaults (4 replicates of `scenarios/baseline.yaml`, mean over
the reported months); V over the draws of [validation.md](validation.md), with its verdict:

| parameter | figure | the model | |
|---|---|---|---|
{measured}
{of_patterns()}

## What it does not do

{not_fitted()}
"""
