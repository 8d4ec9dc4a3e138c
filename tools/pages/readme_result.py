#!/usr/bin/env python3
"""README's result, between its markers, as the program prints it: write it, or check that it stands so.

    tools/pages/readme_result.py write .build/release/sim-run
    tools/pages/readme_result.py check .build/release/sim-run

It runs the study that `make run` runs: six scenarios over draws of the parameters. Figures and words of
the paragraph below the tables are those of effects.csv and summary.csv.
"""

import csv
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap

README = pathlib.Path("README.md")
STUDY = "scenarios/casmart-study.yaml"
MARKERS = ("<!-- result -->", "<!-- /result -->")
# The first table that README leaves out, the paragraph before the verdict, and the line after it.
LEFT_OUT, APART, LAST = "Departures by channel", "True and detected cases are different things", "Results: "


def blocks(text):
    """What stands between empty lines."""
    return [block for block in text.split("\n\n") if block.strip()]


def tables_and_verdict(printed):
    """The tables up to the first that is left out, and the verdict."""
    parts = blocks(printed)
    end = next(place for place, part in enumerate(parts) if part.startswith(LEFT_OUT))
    apart = next(place for place, part in enumerate(parts) if part.startswith(APART))
    verdict = "\n".join(parts[apart + 1:]).split("\n")
    return "\n\n".join(part.strip("\n") for part in parts[:end]), [
        line for line in verdict if line and not line.startswith(LAST)]


def cell(folder, name, scenario, indicator, column):
    with open(folder / name, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (row["scenario"], row["indicator"]) == (scenario, indicator):
                return row[column]
    sys.exit(f"{name}: no row of {scenario}, {indicator}")


def change(folder, scenario):
    """How a scenario changes the true cases, in words; None where the draws are not shown to differ."""
    fewer, more = (cell(folder, "effects.csv", scenario, "true_cases", f"p_{way}")
                   for way in ("decrease", "increase"))
    if not fewer:
        return None
    if float(fewer) >= float(more):
        return f"fall in {float(fewer):.0%} of the draws"
    return f"rise in {float(more):.0%} of the draws"


def paragraph(folder):
    seen = [float(cell(folder, "summary.csv", scenario, "detected_residents", "mean"))
            for scenario in ("baseline", "training")]
    training = change(folder, "training")
    savings = change(folder, "savings")
    text = (f"With training the detected cases go from {seen[0]:.1f} to {seen[1]:.1f}, while "
            + (f"the true ones {training}. " if training else
               "no change of the true ones is shown. "))
    text += (f"With savings support the true cases {savings}"
             + (": it can pay a fare." if savings.startswith("rise") else ".") if savings else
             "Of savings support no effect on the true cases is shown.")
    return "\n".join(textwrap.wrap(text, 104))


def section(program):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "result"
        environment = dict(os.environ, COLUMNS="100", LC_ALL="C", TERM="dumb")
        run = subprocess.run(
            [program, "run", STUDY, "--no-report", "--progress", "never", "--lang", "en", "--out",
             str(folder)],
            stdout=subprocess.PIPE, text=True, env=environment, check=False)
        if run.returncode != 0:
            sys.exit(f"{program} run {STUDY}: status {run.returncode}")
        tables, verdict = tables_and_verdict(run.stdout)
        below = paragraph(folder)
        draws = cell(folder, "effects.csv", "all", "true_cases", "draws")
    return "\n".join([
        f"`make run` prints this and two more tables, departures by channel and costs ({draws} draws of what",
        "is not known, standard seeds):", "", "```text", tables, "```", "",
        "It ends with the verdict, and leaves it with charts and a map in `report.html`:", "",
        "```text", *verdict, "```", "", below])


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("check", "write"):
        sys.exit(__doc__)
    text = README.read_text(encoding="utf-8")
    if any(text.count(marker) != 1 for marker in MARKERS):
        sys.exit(f"{README}: needs {' and '.join(MARKERS)} once each")
    start = text.index(MARKERS[0]) + len(MARKERS[0])
    end = text.index(MARKERS[1])
    new = f"{text[:start]}\n{section(sys.argv[2])}\n{text[end:]}"
    if sys.argv[1] == "write":
        README.write_text(new, encoding="utf-8")
    elif new != text:
        sys.stdout.writelines(difflib.unified_diff(
            text.splitlines(True), new.splitlines(True), "README.md", "as the program prints it"))
        sys.exit(f"{README}: the result is not what the program prints; "
                 "run tools/pages/readme_result.py write")


main()
