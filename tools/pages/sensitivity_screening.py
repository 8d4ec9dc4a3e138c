"""The part of docs/model/sensitivity.md that tells which of all judged parameters matter at all."""

from sensitivity_tables import FOLDER, count, fill, lever, read, short

SCREENING = FOLDER.parent / "screening"
MOST = 30
MOST_OF_A_LEVER = 8


def settings():
    return {row["setting"]: row["value"] for row in read(SCREENING / "settings.csv")}


def what(indicator, scenario):
    return f"{indicator}, effect of {lever(scenario).lower()}" if scenario else indicator


def of_levers():
    """By lever the parameters that matter most for its effect, in units of what matters."""
    by_lever = {}
    for row in read(SCREENING / "screening.csv"):
        if row["quantity"] == "effect":
            size = float(row["size"] or "nan") / float(row["matters"])
            by_lever.setdefault(row["scenario"], []).append((size, short(row["parameter"]), row["verdict"]))
    lines = []
    for name, rows in by_lever.items():
        above = [row for row in sorted(rows, reverse=True) if row[2] != "negligible"]
        shown = ", ".join(f"`{path}` {size:.1f}" for size, path, _ in above[:MOST_OF_A_LEVER])
        told = f": {shown}" if above else ""
        lines.append(fill(f"- **{lever(name)}**: {count(len(above))} may matter{told}.", "  "))
    return "\n".join(lines)


def screening():
    said, kept = settings(), read(SCREENING / "kept.csv")
    chosen = [row for row in kept if row["kept"] == "yes"]
    stars = [int(row["stars"]) for row in kept]
    if max(stars) > min(stars):
        steps = (
            f"first {said['first']} steps of each, then more, up to {max(stars)}, of those of which "
            "it is not known for every quantity on which side of what matters they lie")
    else:
        steps = f"{said['first']} steps of each, so that most intervals are wide"
    text = (
        f"`sim-run sensitivity scenarios/screening.yaml` looks at all {len(kept)} parameters of which "
        "something is judged, whole numbers left out. Each is moved alone by half of the way between the "
        "5% and the 95% point of its judgement, from other values of all others each time, and both ends of "
        f"a step share their draws: {steps}. What matters: half a standard deviation of a calibration "
        "target, or 1% of the true cases without a programme for what a lever does to them. "
        f"**{len(kept) - len(chosen)} of {len(kept)} are shown not to matter**; {len(chosen)} matter or may. "
        f"[calibration.md](calibration.md) fits all {len(kept)} nevertheless: an ensemble needs no choice. "
        "The size of an effect (root mean square over the steps) is given over what matters.")
    rows = [
        f"| `{short(row['parameter'])}` | {float(row['size_over_matters']):.1f} | "
        f"{what(row['matters_for'], row['scenario'])} | {row['stars']} |" for row in chosen[:MOST]]
    head = "| parameter | effect over what matters | most for | steps |\n|---|---|---|---|\n"
    return (
        f"{fill(text)}\n\nThe {MOST} that matter most for anything:\n\n{head}" + "\n".join(rows)
        + "\n\nFor the effect of each lever:\n\n" + of_levers())
