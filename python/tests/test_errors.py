"""Problems with their places, and an exception for each exit status."""

from __future__ import annotations

import copy
import pickle
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
import sim_run
from conftest import REPOSITORY
from sim_run._errors import BY_STATUS, error_of, parse_problems

BROKEN = """\
schema: 1
name: broken
extends: small-baseline.yaml
levers:
  savings:
    coverge: 60%
    capacity: -3
"""


def test_a_mistake_in_a_file_is_told_with_its_place(here: Path, folder: Path) -> None:
    path = folder / "scenarios" / "broken.yaml"
    path.write_text(BROKEN)
    try:
        with pytest.raises(sim_run.InputError) as caught:
            sim_run.run(path)
        checked = sim_run.validate(path)
    finally:
        path.unlink()
    error = caught.value
    assert (error.status, error.file, error.line, error.column) == (65, str(path), 6, 5)
    assert "coverge" in error.message
    assert "coverage" in error.hint
    assert [problem.line for problem in error.problems] == [6, 7]
    assert str(error).startswith(f"{path}:6:5: error: ")
    assert list(checked.errors) == error.problems
    assert not checked.is_valid
    assert checked.name is None
    assert list(here.iterdir()) == [here / "scenarios"]


def test_a_mistake_in_a_dictionary_has_the_line_of_its_yaml(here: Path) -> None:
    scenario: dict[str, Any] = {
        "schema": 1,
        "name": "broken",
        "extends": "small-baseline.yaml",
        "levers": {"savings": {"coverge": "60%"}},
    }
    with pytest.raises(sim_run.InputError) as caught:
        sim_run.run(scenario, folder="scenarios")
    lines = sim_run.scenario_text(scenario).splitlines()
    assert caught.value.file == "-"
    assert caught.value.line is not None
    assert "coverge" in lines[caught.value.line - 1]


def test_a_mistake_in_a_setting_names_the_flag(here: Path) -> None:
    with pytest.raises(sim_run.InputError) as caught:
        sim_run.run("scenarios/small-baseline.yaml", set={"levers.savings.coverage": "160%"})
    error = caught.value
    assert error.file == "--set levers.savings.coverage=160%"
    assert (error.line, error.column) == (None, None)
    assert error.hint


def test_what_is_doubtful_is_a_warning_and_kept(here: Path) -> None:
    arguments: dict[str, Any] = {
        "set": {"levers.savings": {"coverage": 0.9, "capacity": 1}},
        "replicates": 1,
        "detail": "summary",
        "report": False,
    }
    with pytest.warns(sim_run.InputWarning, match="capacity gives") as caught:
        study = sim_run.run("scenarios/small-baseline.yaml", **arguments)
    assert caught[0].filename == __file__
    assert [problem.severity for problem in study.problems] == ["warning"]
    assert isinstance(caught[0].message, sim_run.InputWarning)
    assert caught[0].message.problem == study.problems[0]
    checked = sim_run.validate("scenarios/small-baseline.yaml", set=arguments["set"])
    assert checked.warnings == study.problems
    assert checked.is_valid
    assert (checked.name, checked.communes, checked.burn_in, checked.months) == ("small-baseline", 2, 6, 12)


def test_a_missing_file_is_an_error_of_its_own(here: Path) -> None:
    for command in (sim_run.run, sim_run.validate, sim_run.optimise):
        with pytest.raises(sim_run.MissingInputError) as caught:
            command("scenarios/none.yaml")
        assert (caught.value.status, caught.value.file) == (66, "scenarios/none.yaml")
        assert isinstance(caught.value, sim_run.InputError)


def test_a_wrong_argument_is_a_usage_error(here: Path) -> None:
    with pytest.raises(sim_run.UsageError, match="must be from 1"):
        sim_run.run("scenarios/small-baseline.yaml", replicates=0)
    with pytest.raises(sim_run.UsageError):
        sim_run.call("simulate")


def test_a_folder_of_another_is_refused(here: Path) -> None:
    (here / "mine").mkdir()
    (here / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(sim_run.RefusedOutputError):
        sim_run.run("scenarios/small-baseline.yaml", out="mine", replicates=1)
    assert (here / "mine" / "letter.txt").read_text() == "dear"


def test_a_precision_that_is_not_reached_leaves_its_result(here: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sim_run.InputWarning)
        with pytest.raises(sim_run.UnfinishedError) as caught:
            sim_run.run(
                "scenarios/small-baseline.yaml",
                set={"levers.savings": {"coverage": 0.9, "capacity": 5}},
                replicates=10,
                precision=0.001,
                detail="summary",
                report=False,
            )
    assert caught.value.status == 75
    assert caught.value.study is not None
    assert caught.value.study.replicates == 10


def test_the_page_has_the_table_of_statuses() -> None:
    page = (REPOSITORY / "docs" / "guide" / "python.md").read_text()
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE)
    assert {int(status): name for status, name in rows} == {
        status: kind.__name__ for status, kind in BY_STATUS.items()
    }


def test_every_status_of_the_program_has_its_exception() -> None:
    source = (REPOSITORY / "Sources" / "SimCommands" / "ExitStatus.swift").read_text()
    statuses = {int(number) for number in re.findall(r"^ +case \w+ = (\d+)$", source, re.MULTILINE)}
    assert statuses - {0} == set(BY_STATUS)


def test_a_signal_and_a_status_that_is_not_known_are_told() -> None:
    killed = error_of(-9, "", "", ("sim-run",))
    assert isinstance(killed, sim_run.KilledError)
    assert "SIGKILL" in str(killed)
    unknown = error_of(42, "", "", ("sim-run",))
    assert type(unknown) is sim_run.ProgramError
    assert "status 42" in str(unknown)


def test_messages_are_read_in_all_their_forms() -> None:
    text = """\
a: b.yaml:3:14: error: "x: error: y" is wrong
    one way out
    and more of it
data/table.csv:7: warning: only a line
--set a=b:3:4: error: a flag with colons
folder: error: a whole file
Something else entirely
"""
    found = parse_problems(text)
    assert [(p.file, p.line, p.column, p.severity, p.hint) for p in found] == [
        ("a: b.yaml", 3, 14, "error", "one way out\nand more of it"),
        ("data/table.csv", 7, None, "warning", ""),
        ("--set a=b:3:4", None, None, "error", ""),
        ("folder", None, None, "error", ""),
    ]
    assert found[0].message == '"x: error: y" is wrong'
    assert "\n".join(map(str, found)) + "\nSomething else entirely\n" == text


def test_a_folder_is_asked_for_dictionaries_only(here: Path) -> None:
    with pytest.raises(ValueError, match="a file has its own"):
        sim_run.validate("scenarios/small-baseline.yaml", folder="scenarios")
    with pytest.raises(NotADirectoryError):
        sim_run.validate({"schema": 1}, folder="nowhere")


@pytest.mark.parametrize("protocol", [2, 5])
def test_errors_and_warnings_can_be_sent_to_another_process(protocol: int) -> None:
    text = "a.yaml:3:5: error: 160% is too much\n    at most 100%\n"
    for error in [
        error_of(65, text, "", ("sim-run", "run")),
        error_of(75, "stopped", "", ()),
        error_of(-9, "", "", ()),
        sim_run.InputWarning(parse_problems(text)[0]),
    ]:
        for twin in [pickle.loads(pickle.dumps(error, protocol)), copy.copy(error)]:
            assert type(twin) is type(error)
            assert str(twin) == str(error) != ""
            assert {**vars(twin)} == {**vars(error)}


def test_a_message_may_quote_a_sign_that_ends_lines_elsewhere() -> None:
    problems = parse_problems("-:2:8: error: title has \u2028 in it\n    remove it\n")
    (problem,) = problems
    assert (problem.message, problem.hint) == ("title has \u2028 in it", "remove it")
