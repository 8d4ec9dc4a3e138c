#!/usr/bin/env python3
"""The figures of the workshop's answer sheets, between their markers: write them, or check them.

    tools/pages/workshop.py write PROGRAM [RESULTS]
    tools/pages/workshop.py check PROGRAM [RESULTS]

RESULTS is a folder of `sim-run run scenarios/workshop.yaml`; without one the study is run. What the sheets
say in words beside the figures is held to them as well.
"""

import csv
import difflib
import pathlib
import subprocess
import sys
import tempfile

STUDY = "scenarios/workshop.yaml"
SHEETS = {"en": "docs/guide/workshop/answers.md", "fr": "docs/guide/workshop/answers.fr.md"}
PARTS = ["sessions", "savings", "training", "services"]
BUDGET = 300_000
# Marks of a number: of thousands, of decimals, before percent.
MARKS = {"en": (",", ".", ""), "fr": ("\u202f", ",", "\u202f")}
WORDS = {
    "en": {
        "scenario": "plan",
        "delivered": "As delivered",
        "sessions": "Awareness alone",
        "savings": "Savings support alone",
        "training": "Training alone",
        "services": "Services alone",
        "more-sessions": "Awareness for twice as many",
        "what": "what",
        "mean": "mean",
        "spent_usd": "Spends, USD",
        "direct": "Reaches directly",
        "indirect": "Reaches indirectly",
        "true_cases": "True cases, change",
        "detected_residents": "Detected cases, change",
        "survivors_assisted": "Survivors assisted, change",
        "averted": "Cases averted",
        "induced": "Cases induced (would not have been)",
        "range": "nine draws in ten",
        "p_decrease": "draws with fewer true cases",
        "target": "target {}: met in {} of {}",
        "budget": "within 300,000 USD",
        "yes": "yes",
        "no": "no",
        "unknown": "what is found out",
        "worth": "worth, true cases",
        "changes": "changes the choice in",
        "everything": "everything",
        "none": "not told apart from chance",
        "beyond": "beyond chance",
    },
    "fr": {
        "scenario": "plan",
        "delivered": "Tel que mis en œuvre",
        "sessions": "Sensibilisation seule",
        "savings": "Soutien à l’épargne seul",
        "training": "Formation seule",
        "services": "Services seuls",
        "more-sessions": "Sensibilisation pour deux fois plus de monde",
        "what": "grandeur",
        "mean": "moyenne",
        "spent_usd": "Dépense, USD",
        "direct": "Bénéficiaires directs",
        "indirect": "Bénéficiaires indirects",
        "true_cases": "Cas réels, variation",
        "detected_residents": "Cas détectés, variation",
        "survivors_assisted": "Survivants aidés, variation",
        "averted": "Cas évités",
        "induced": "Cas provoqués (n’auraient pas eu lieu)",
        "range": "neuf tirages sur dix",
        "p_decrease": "tirages avec moins de cas réels",
        "target": "objectif {}\u00a0: atteint dans {} sur {}",
        "budget": "dans le budget de 300\u202f000 USD",
        "yes": "oui",
        "no": "non",
        "unknown": "ce que l’on apprend",
        "worth": "vaut, en cas réels",
        "changes": "change le choix dans",
        "everything": "tout",
        "none": "pas distinct du hasard",
        "beyond": "au-delà du hasard",
    },
}


def table(folder, name):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Result:
    """What the sheets need of a results folder."""

    def __init__(self, folder):
        self.effects = {(row["scenario"], row["indicator"]): row for row in table(folder, "effects.csv")}
        self.summary = {(row["scenario"], row["indicator"]): row for row in table(folder, "summary.csv")}
        self.budget = {row["scenario"]: row["verdict"] for row in table(folder, "budget.csv")}
        self.targets = table(folder, "targets.csv")
        self.information = table(folder, "voi.csv")
        self.outcomes = table(folder, "outcomes.csv")

    def effect(self, scenario, indicator, column="effect"):
        cell = self.effects[scenario, indicator][column]
        return float(cell) if cell else None

    def mean(self, scenario, indicator):
        return float(self.summary[scenario, indicator]["mean"])

    def meeting(self, scenario, target):
        rows = [row for row in self.targets if row["scenario"] == scenario and row["target"] == target]
        aim = next(int(float(row["aim"])) for row in rows)
        return aim, sum(1 for row in rows if row["month_met"]), len(rows)

    def is_within(self, scenario):
        return self.budget[scenario] != "over_budget"


class Sheet:
    """Tables in a language."""

    def __init__(self, result, language):
        self.result = result
        self.words = WORDS[language]
        self.group, self.decimal, self.space = MARKS[language]

    def number(self, value, digits=0):
        text = f"{abs(value):,.{digits}f}"
        shown = text.replace(",", "\0").replace(".", self.decimal).replace("\0", self.group)
        return ("−" if value < 0 and any(c in "123456789" for c in text) else "") + shown

    def signed(self, value):
        text = self.number(value, 0 if abs(value) >= 99.5 else 1)
        return "+" + text if value > 0 and any(c in "123456789" for c in text) else text

    def percent(self, share):
        return self.number(100 * share) + self.space + "%"

    def range(self, scenario, indicator="true_cases"):
        ends = [self.result.effect(scenario, indicator, column) for column in ("q05", "q95")]
        return self.words["none"] if None in ends else f"{self.signed(ends[0])} … {self.signed(ends[1])}"

    def share(self, scenario):
        share = self.result.effect(scenario, "true_cases", "p_decrease")
        return "–" if share is None else self.percent(share)

    def rows(self, heads, rows):
        lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def delivered(self):
        words, result = self.words, self.result
        rows = [[words["spent_usd"], self.number(result.mean("delivered", "spent_usd")), ""]]
        for name in ("direct", "indirect"):
            aim, meeting, of = result.meeting("delivered", name)
            met = words["target"].format(self.number(aim), meeting, of)
            rows.append([words[name], self.number(result.mean("delivered", name)), met])
        for name in ("true_cases", "detected_residents", "survivors_assisted"):
            rows.append(
                [words[name], self.signed(result.effect("delivered", name)), self.range("delivered", name)]
            )
        for name in ("averted", "induced"):
            rows.append([words[name], self.number(result.effect("delivered", name)), ""])
        return self.rows([words["what"], words["mean"], words["range"]], rows)

    def parts(self, names, more):
        words, result = self.words, self.result
        heads = ["scenario", "spent_usd", "true_cases", "range", "p_decrease", *more]
        rows = []
        for name in names:
            row = [
                words[name],
                self.number(result.mean(name, "spent_usd")),
                self.signed(result.effect(name, "true_cases")),
                self.range(name),
                self.share(name),
            ]
            for column in more:
                row.append(
                    words["yes" if result.is_within(name) else "no"]
                    if column == "budget"
                    else self.number(result.effect(name, column))
                    if column in ("averted", "induced")
                    else self.signed(result.effect(name, column))
                )
            rows.append(row)
        return self.rows([words[head] for head in heads], rows)

    def information(self):
        words = self.words
        rows = [
            row
            for row in self.result.information
            if row["kind"] in ("evpi", "evppi")
            and row["value_cases"]
            and (row["kind"] == "evpi" or row["parameter"].startswith("tag:"))
        ]
        rows = [row for row in rows if float(row["value_cases"]) > 0]
        rows.sort(key=lambda row: (row["kind"] != "evpi", -float(row["value_cases"])))
        shown = []
        seen = set()
        for row in rows:
            name = row["parameter"].removeprefix("tag:")
            if name in seen or len(shown) == 5:
                continue
            seen.add(name)
            is_all = row["kind"] == "evpi"
            beyond = "–" if is_all else words["yes" if row["verdict"] == "resolved" else "no"]
            changes = row["p_changes_choice"]
            shown.append(
                [
                    words["everything"] if is_all else f"`{name}`",
                    self.number(float(row["value_cases"]), 1),
                    self.percent(float(changes)) if changes else "–",
                    beyond,
                ]
            )
        return self.rows([words[head] for head in ("unknown", "worth", "changes", "beyond")], shown)

    def blocks(self):
        return {
            "delivered": self.delivered(),
            "parts": self.parts(PARTS, ["detected_residents", "survivors_assisted"]),
            "budget": self.parts(
                ["sessions", "more-sessions", "training", "services", "delivered"],
                ["averted", "induced", "budget"],
            ),
            "information": self.information(),
        }


def doubts(result):
    """Sentences of the sheets that the figures no longer bear."""
    lowers = {
        name: result.effect(name, "true_cases", "p_decrease") or 0 for name in [*PARTS, "more-sessions"]
    }
    more, given = "more-sessions", "delivered"
    (_, direct, of), (aim, indirect, _) = (result.meeting(given, name) for name in ("direct", "indirect"))
    facts = {
        "most replicates meet the direct target, not all, and none the indirect one": of / 2 < direct < of
        and indirect == 0,
        "direct and indirect beneficiaries together are more than the indirect target": result.mean(
            given, "direct"
        )
        + result.mean(given, "indirect")
        > aim,
        "the plan as delivered spends more than three times the budget": result.mean(given, "spent_usd")
        > 3 * BUDGET,
        "twice the awareness lowers the true cases in nine draws of ten or more": lowers[more] >= 0.9,
        "the plan as delivered lowers true cases by less and in fewer draws than twice the awareness": (
            result.effect(given, "true_cases") > result.effect(more, "true_cases")
            and (result.effect(given, "true_cases", "p_decrease") or 0) < lowers[more]
        ),
        "no group of parameters is worth anything beyond chance": not any(
            row["kind"] == "evppi" and row["parameter"].startswith("tag:") and row["verdict"] == "resolved"
            for row in result.information
        ),
        "awareness alone lowers the true cases in nine draws of ten or more": lowers["sessions"] >= 0.9,
        "training alone is not settled: less than nine draws of ten either way": max(
            lowers["training"], 1 - lowers["training"]
        )
        < 0.9
        or result.effect("training", "true_cases", "p_decrease") is None,
        "training raises the detected cases, and awareness does not": result.effect(
            "training", "detected_residents"
        )
        > 5
        > result.effect("sessions", "detected_residents"),
        "services and savings change the true cases by less than a twentieth of what awareness does": all(
            abs(result.effect(name, "true_cases")) < abs(result.effect("sessions", "true_cases")) / 20
            for name in ("services", "savings")
        ),
        "services alone assist survivors, and awareness alone none": result.effect(
            "services", "survivors_assisted"
        )
        > 50
        and result.effect("sessions", "survivors_assisted") == 0,
        "twice the awareness keeps to the budget and averts more than awareness alone": result.is_within(
            "more-sessions"
        )
        and result.effect("more-sessions", "true_cases") < result.effect("sessions", "true_cases"),
        "the plan as delivered costs more than the budget": not result.is_within("delivered"),
        "services alone break the budget in some draws": not result.is_within("services"),
        "knowing everything changes the choice in few draws: one in five at most": 0.2
        >= next(float(row["p_changes_choice"]) for row in result.information if row["kind"] == "evpi"),
        "the choice is twice the awareness": result.information[0]["decision"] == "more-sessions",
        "every plan induces some cases": all(
            result.effect(name, "induced") > 0 for name in ["delivered", "more-sessions", *PARTS]
        ),
    }
    return [fact for fact, is_so in facts.items() if not is_so]


def put(text, blocks, sheet):
    for name, block in blocks.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            sys.exit(f"{sheet}: needs {begin} and {end} once each")
        head, rest = text.split(begin)
        text = head + begin + "\n\n" + block + "\n\n" + end + rest.split(end)[1]
    return text


def main():
    if len(sys.argv) not in (3, 4) or sys.argv[1] not in ("check", "write"):
        sys.exit(__doc__)
    way, program = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else pathlib.Path(place) / "result"
        if len(sys.argv) == 3:
            command = [
                program,
                "run",
                STUDY,
                "--detail",
                "summary",
                "--no-report",
                "--quiet",
                "--out",
                folder,
            ]
            if (status := subprocess.run(command, check=False).returncode) != 0:
                sys.exit(f"{program} run {STUDY}: status {status}")
        result = Result(folder)
    stale = [f"no longer so: {fact}" for fact in doubts(result)]
    for language, sheet in SHEETS.items():
        path = pathlib.Path(sheet)
        text = path.read_text(encoding="utf-8")
        new = put(text, Sheet(result, language).blocks(), sheet)
        if way == "write":
            path.write_text(new, encoding="utf-8")
        elif new != text:
            sys.stdout.writelines(
                difflib.unified_diff(
                    text.splitlines(True), new.splitlines(True), sheet, "as the study has it"
                )
            )
            stale.append(f"{sheet}: the figures are not those of {STUDY}; run tools/pages/workshop.py write")
    if stale:
        sys.exit("\n".join(stale))


main()
