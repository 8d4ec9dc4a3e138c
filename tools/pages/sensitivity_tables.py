"""The tables of evidence/sensitivity, and how their figures are written."""

import csv
import json
import pathlib
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "evidence/sensitivity"
# The words of levers and assumptions: those of the report, in English.
CATALOGUE = "Sources/CTexts/Catalogue/en.json"
TEXTS = json.loads((ROOT / CATALOGUE).read_text(encoding="utf-8"))
# What the catalogue calls a lever whose scenario has another name.
LEVERS = {"training": "police_training"}


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def short(path):
    return path.removeprefix("parameters.")


def lever(scenario):
    """What a lever does, as the subject of a sentence."""
    return TEXTS[f"lever.{LEVERS.get(scenario, scenario)}.title"]


def assumed(path, where=""):
    """What is assumed, or what it is at the `lowest` or `highest` end of its range."""
    return TEXTS[f"assumed.{path}" + (f".{where}" if where else "")]


def reason(scenario, path, where):
    """Why more are trafficked at an end of a range; None where the catalogue does not say."""
    return TEXTS.get(f"reason.{scenario}.{path}.{where}")


def number(x, signed=True):
    """An effect in cases: with its sign, one decimal below ten."""
    size = f"{abs(x):,.0f}" if abs(x) >= 9.95 else f"{abs(x):.1f}"
    sign = "−" if x < 0 else "+" if signed else ""
    return ("" if float(size.replace(",", "")) == 0 else sign) + size


def share(x):
    return f"{round(x, 2) + 0:.2f}".replace("-", "−")


def end(x):
    return f"{float(x):g}".replace("-", "−")


def fill(text, indent=""):
    """A paragraph in lines no longer than those of the documents."""
    return textwrap.fill(" ".join(text.split()), 108, subsequent_indent=indent,
                         break_long_words=False, break_on_hyphens=False)


def listed(names):
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def count(n):
    words = "none one two three four five six seven eight nine ten".split()
    return words[n] if n < len(words) else str(n)


class Quantity:
    """What the tables say of the level, or of one lever's effect."""

    # An emulator that tells less of the variation between points has indices that say little.
    LEAST_TOLD = 0.5

    def __init__(self, scenario, indices, signs, runs):
        self.scenario = scenario
        self.is_effect = scenario != ""
        self.signs = {short(r["parameter"]): r for r in signs if r["scenario"] == scenario}
        self.methods = {}
        for row in indices:
            if row["scenario"] == scenario:
                self.methods.setdefault(row["method"], {})[short(row["parameter"])] = row
        self.q2 = float(next(iter(self.methods["sobol_total"].values()))["emulator_q2"])
        self.mean = float(next(iter(self.signs.values()))["mean"])
        self.points = points(runs, scenario)

    @property
    def is_told(self):
        return self.q2 >= self.LEAST_TOLD

    def value(self, method, path, column="value"):
        return float(self.methods[method][path][column] or "nan")

    def verdict(self, method, path):
        return self.methods[method][path]["verdict"]

    def figure(self, method, path, write):
        """The figure and its interval of 95%."""
        value, low, high = (write(self.value(method, path, c)) for c in ("value", "low", "high"))
        return f"{value} ({low} to {high})"

    def at(self, path, where):
        row = self.signs[path]
        value, low, high = (number(float(row[f"at_{where}{c}"]), self.is_effect)
                            for c in ("", "_low", "_high"))
        return f"{value} ({low} to {high})"

    def order(self, method):
        """All parameters, from the one that matters most."""
        return sorted(self.methods[method], key=lambda p: -self.value(method, p))

    def turning(self):
        return [p for p in self.order("sobol_total") if self.signs[p]["verdict"] == "turns"]


def points(runs, scenario):
    """The quantity at each point, on average over its replicates, from the least."""
    at = {}
    for row in runs:
        value = float(row["true_cases"])
        if scenario:
            value = float(row[f"{scenario}/true_cases"]) - value
        at.setdefault(int(row["point"]), []).append(value)
    return sorted(sum(values) / len(values) for values in at.values())


def quantile(values, p):
    place = p * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def load():
    """The settings by name, and the quantities: the level without a programme last."""
    try:
        settings = {r["setting"]: r["value"] for r in read(FOLDER / "settings.csv")}
        tables = [read(FOLDER / name) for name in ("indices.csv", "signs.csv", "design-runs.csv")]
    except FileNotFoundError as error:
        sys.exit(f"sensitivity-page: {error.filename} is not there; make sensitivity writes it")
    missing = sorted({f"assumed.{short(r['parameter'])}{end}" for r in tables[1]
                      for end in ("", ".lowest", ".highest")} - set(TEXTS))
    if missing:
        sys.exit(f"sensitivity-page: {CATALOGUE} lacks {listed(missing)}")
    scenarios = list(dict.fromkeys(r["scenario"] for r in tables[1]))
    return settings, [Quantity(s, *tables) for s in sorted(scenarios, key=lambda s: s == "")]
