"""A folder with the shipped scenarios, and a small study of two communes and a year in it, run once."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import pytest
import sim_run

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = REPOSITORY / ".build" / "release" / "sim-run"

# No window for a picture.
matplotlib.use("Agg")


@pytest.fixture(scope="session", autouse=True)
def program() -> Iterator[Path]:
    """The program of the checkout, unless the environment names another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIM_RUN", os.environ.get("SIM_RUN", str(PROGRAM)))
        yield sim_run.program()


def make_folder(folder: Path) -> Path:
    """Copies the shipped scenarios, with a baseline of two communes and a year beside them."""
    for name in ("scenarios", "seeds"):
        shutil.copytree(REPOSITORY / name, folder / name)
    sim_run.write_scenario(SMALL_BASELINE, folder / "scenarios" / "small-baseline.yaml")
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with scenarios, for whole sessions: nobody changes what is in it."""
    return make_folder(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A working folder of one's own, from which ``scenarios`` leads to the shared ones."""
    (tmp_path / "scenarios").symlink_to(folder / "scenarios")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SMALL_BASELINE: dict[str, Any] = {
    "schema": 1,
    "name": "small-baseline",
    "extends": "baseline.yaml",
    "calendar": {"burn_in": 6, "months": 12},
    "population": {"select": ["010904", "010903"]},
}

SMALL: dict[str, Any] = {
    "schema": 1,
    "study": "small",
    "title": "Sessions and <savings> in two communes",
    "baseline": "small-baseline.yaml",
    "replicates": 12,
    "parameters": "data/posterior.csv",
    "surveys": "data/surveys.csv",
    "budget": 100000,
    "variants": {
        "sessions": {"levers.awareness.coverage": "30%", "levers.awareness.capacity": 300},
        "savings": {"levers.savings.coverage": 0.4, "levers.savings.capacity": 40},
        "both": {
            "levers": {
                "awareness": {"coverage": "30%", "capacity": 300},
                "savings": {"coverage": 0.4, "capacity": 40},
                "police_training": {"coverage": "60%"},
                "services": {"beds": 4, "counselling_places": 8},
            },
            "targets": {"direct": 1000},
        },
    },
}


@pytest.fixture(scope="session")
def study(folder: Path) -> sim_run.Study:
    """The result of the small study, with every table that a run can write."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sim_run.InputWarning)
        return sim_run.run(
            SMALL, folder=folder / "scenarios", detail="full", out=folder / "results" / "small", lang="en"
        )
