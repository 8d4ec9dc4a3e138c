"""Scenarios as dictionaries: the same study as their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sim_run
from conftest import REPOSITORY, SMALL

QUICK: dict[str, Any] = {"replicates": 2, "detail": "summary", "report": False, "threads": 2}
SCENARIOS = sorted((REPOSITORY / "scenarios").glob("*.yaml"))


@pytest.mark.filterwarnings("ignore::sim_run.InputWarning")
def test_a_dictionary_and_its_file_are_the_same_study(here: Path) -> None:
    path = sim_run.write_scenario(SMALL, "scenarios/small.yaml")
    try:
        of_file = sim_run.run(path, out="of-file", **QUICK)
        again = sim_run.read_scenario(path)
    finally:
        path.unlink()
    of_dictionary = sim_run.run(again, folder="scenarios", out="of-dictionary", **QUICK)
    assert again == SMALL
    assert of_file.digest == of_dictionary.digest
    assert sim_run.compare(of_file, of_dictionary).verdict == "identical"


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_shipped_files_survive_reading_and_writing(path: Path) -> None:
    """The program finds the same in a file and in what is written of its dictionary."""
    read = sim_run.read_scenario(path)
    found = sim_run.validate(read, folder=path.parent)
    expected = sim_run.validate(path)
    assert found.errors == ()
    # Of a file without a name of its own the file's is taken.
    assert (found.arms, found.replicates, found.months) == (
        expected.arms,
        expected.replicates,
        expected.months,
    )
    assert sorted(problem.message for problem in found.problems) == sorted(
        problem.message for problem in expected.problems
    )


def test_values_are_read_as_the_program_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "schema: 1\nname: no\ncalendar: {start: 2016-01}\npopulation: {select: [011002, 010905]}\n"
        "a: 17%\nb: 0.17\nc: .5\nd: 1e-3\ne: -4\nf: 'true'\ng: true\nh: 12:30\ni: 2016-01-01\n"
    )
    assert sim_run.read_scenario(tmp_path / "a.yaml") == {
        "schema": 1,
        "name": "no",
        "calendar": {"start": "2016-01"},
        "population": {"select": ["011002", "010905"]},
        **{"a": "17%", "b": 0.17, "c": 0.5, "d": 0.001, "e": -4, "f": "true", "g": True},
        **{"h": "12:30", "i": "2016-01-01"},
    }


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    scenario: dict[str, Any] = {
        "text": ["011002", "no", "on", "1e5", "0x1F", "2016-01", "~", "", "17%", "a: b", "# no", "é, ខ្មែរ"],
        "numbers": [0, -1, 10**12, 0.1, 1e-7, 1e22, -2.5e-8],
        "truths": [True, False],
        "levers.savings": {"coverage": 0.4},
    }
    path = sim_run.write_scenario(scenario, tmp_path / "a.yaml")
    again = sim_run.read_scenario(path)
    assert again == scenario
    assert [type(value) for value in again["numbers"]] == [type(value) for value in scenario["numbers"]]


def test_numbers_of_numpy_are_written_as_numbers() -> None:
    written = sim_run.scenario_text(
        {
            "a": np.float64(0.25),
            "b": np.int64(3),
            "c": np.bool_(True),
            "d": np.array([1, 2]),
            "e": Path("x.csv"),
        }
    )
    assert written == sim_run.scenario_text({"a": 0.25, "b": 3, "c": True, "d": [1, 2], "e": "x.csv"})
    with pytest.raises(TypeError, match="which no scenario has"):
        sim_run.scenario_text({"a": object()})


def test_one_list_twice_needs_no_anchor() -> None:
    shared = {"coverage": 0.1}
    assert "&" not in sim_run.scenario_text({"a": shared, "b": shared})


def test_a_file_of_one_s_own_is_not_replaced(tmp_path: Path) -> None:
    path = sim_run.write_scenario({"schema": 1}, tmp_path / "a.yaml")
    sim_run.write_scenario({"schema": 1}, path)
    with pytest.raises(FileExistsError, match="force=True"):
        sim_run.write_scenario({"schema": 2}, path)
    sim_run.write_scenario({"schema": 2}, path, force=True)
    assert sim_run.read_scenario(path) == {"schema": 2}


def test_files_that_are_no_scenario_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [1\n")
    with pytest.raises(ValueError, match="not valid YAML"):
        sim_run.read_scenario(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").write_text("- a\n")
    with pytest.raises(ValueError, match="no mapping"):
        sim_run.read_scenario(tmp_path / "b.yaml")


def test_a_frame_becomes_a_study(here: Path) -> None:
    settings = pd.DataFrame(
        {
            "levers.awareness.coverage": [0.1, 0.2, None],
            "levers.awareness.capacity": [300, 400, None],
            "levers.savings.coverage": [None, 0.4, 0.4],
        },
        index=["sessions", "both", "savings"],
    )
    made = sim_run.study_from_frame(settings, name="mixes", baseline="small-baseline.yaml", replicates=2)
    assert made["variants"]["sessions"] == {
        "levers.awareness.coverage": 0.1,
        "levers.awareness.capacity": 300,
    }
    assert made["variants"]["savings"] == {"levers.savings.coverage": 0.4}
    study = sim_run.run(made, folder="scenarios", **QUICK)
    assert study.folder == Path("results/mixes")
    assert study.scenarios == ["small-baseline", "sessions", "both", "savings"]
    found = study.manifest["scenarios"][2]["levers"]
    assert (found["awareness.coverage"], found["awareness.capacity"]) == (0.2, 400)
    assert found["savings.coverage"] == 0.4


def test_a_frame_may_say_what_variants_extend_and_names_each_once() -> None:
    settings = pd.DataFrame({"levers.savings.coverage": [0.1, 0.2]}, index=[1, 2])
    made = sim_run.study_from_frame(settings, name="x", baseline="b.yaml", extends="savings-only.yaml")
    assert made["variants"]["2"] == {"extends": "savings-only.yaml", "levers.savings.coverage": 0.2}
    settings.index = pd.Index(["a", "a"])
    with pytest.raises(ValueError, match="two rows are named a"):
        sim_run.study_from_frame(settings, name="x", baseline="b.yaml")


def test_settings_of_a_run_are_told_apart_by_kind(here: Path) -> None:
    study = sim_run.run(
        "scenarios/small-baseline.yaml",
        alone=True,
        set={
            "calendar": {"months": 3},
            "population.select": ["010903"],
            "levers.savings.coverage": "25%",
            "levers.awareness.take_up": np.float64(0.5),
        },
        **QUICK,
    )
    (resolved,) = study.manifest["scenarios"]
    assert resolved["calendar"]["months"] == 3
    assert resolved["communes"] == ["010903"]
    assert resolved["levers"]["savings.coverage"] == 0.25
    assert resolved["levers"]["awareness.take_up"] == 0.5


def test_a_key_or_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("schema: 1\nlevers: {savings: {coverage: 1%}, savings: {coverage: 2%}}\n")
    with pytest.raises(ValueError, match="'savings' is given twice"):
        sim_run.read_scenario(path)
    frame = pd.DataFrame([[1, 2]], index=["a"], columns=["levers.services.beds", "levers.services.beds"])
    with pytest.raises(ValueError, match="two columns are named levers.services.beds"):
        sim_run.study_from_frame(frame, name="s", baseline="baseline.yaml")
