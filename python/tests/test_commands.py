"""Estimates, comparison, replay, parts, briefs, lists, the search for a mix."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import sim_run
from conftest import SMALL

pytestmark = pytest.mark.filterwarnings("ignore::sim_run.InputWarning")


def test_an_estimate_runs_nothing(here: Path) -> None:
    estimate = sim_run.estimate(SMALL, folder="scenarios", replicates=500, threads=2)
    assert (estimate.name, estimate.folder) == ("small", Path("results/small"))
    assert estimate.arms == ("small-baseline", "sessions", "savings", "both")
    assert (estimate.replicates, estimate.runs, estimate.threads) == (500, 2000, 2)
    assert estimate.minutes > 0
    assert estimate.memory_mb > 1
    assert estimate.households > 1000
    assert not (here / "results").exists()


def test_results_are_compared(study: sim_run.Study, here: Path) -> None:
    other = sim_run.run(SMALL, folder="scenarios", seed=7, out="other", detail="summary", report=False)
    same = sim_run.compare(study, study.folder)
    assert (same.verdict, same.agrees) == ("identical", True)
    differs = sim_run.compare(study, other, margin=0.0, margin_sd=0)
    assert differs.verdict in ("shifted", "undecided")
    assert not differs.agrees
    assert "true_cases" in str(differs)
    with pytest.raises(sim_run.MissingInputError):
        sim_run.compare(study, "none")


def test_a_row_is_replayed(study: sim_run.Study, here: Path) -> None:
    again = study.replay("scenario=both,replicate=3", scenario=SMALL, folder="scenarios", threads=2)
    assert again.passed
    assert again.checks
    assert "replicate 3" in again.text
    # The file that the program read meanwhile is gone.
    assert not list(Path("scenarios").glob(".sim-run-*"))
    changed: dict[str, Any] = {
        **SMALL,
        "variants": {**SMALL["variants"], "both": {"levers.savings.coverage": 0.1}},
    }
    with pytest.raises(sim_run.InputError, match="other scenarios"):
        study.replay("scenario=both,replicate=3", scenario=changed, folder="scenarios")
    with pytest.raises(sim_run.UsageError):
        study.replay("any", scenario=SMALL, folder="scenarios")
    with pytest.raises(sim_run.InputError, match="no row"):
        study.replay("monthly.csv:9999999", scenario=SMALL, folder="scenarios")


def test_a_changed_cell_fails_its_replay(here: Path) -> None:
    study = sim_run.run(SMALL, folder="scenarios", replicates=2, out="mine", detail="summary", report=False)
    path = study.folder / "outcomes.csv"
    head, first, *rest = path.read_text().splitlines()
    cells = first.split(",")
    cells[2] = str(int(cells[2]) + 1)
    path.write_text("\n".join([head, ",".join(cells), *rest]) + "\n")
    again = study.replay("outcomes.csv:2", scenario=SMALL, folder="scenarios")
    assert not again.passed
    assert any(check.failure for check in again.checks)


def test_parts_are_merged_to_the_whole(here: Path) -> None:
    how: dict[str, Any] = {"folder": "scenarios", "replicates": 4, "detail": "summary", "report": False}
    part = sim_run.run(SMALL, shard=(2, 2), out="parted", **how)
    assert part.folder == Path("parted.shards/2-of-2")
    assert part.replicates == 2
    assert sim_run.missing_parts("parted.shards") == [(1, 2)]
    with pytest.raises(sim_run.InputError):
        sim_run.merge("parted.shards", out="parted", scenario=SMALL, folder="scenarios")
    other = sim_run.run(SMALL, shard="1/2", out="parted", **how)
    assert sim_run.missing_parts([part, other]) == []
    merged = sim_run.merge([part, other], out="parted", scenario=SMALL, folder="scenarios", report=False)
    whole = sim_run.run(SMALL, out="whole", **how)
    assert merged.digest == whole.digest
    assert sim_run.compare(whole, merged).verdict == "identical"


def test_the_brief_is_written_anew(study: sim_run.Study, here: Path) -> None:
    page = study.report(lang="fr", out="fr.html", charts="drawings")
    assert page == Path("fr.html")
    assert '<html lang="fr">' in page.read_text()
    assert list(Path("drawings").glob("*.svg"))
    assert study.brief is not None
    assert '<html lang="en">' in study.brief.read_text()
    both = study.report(other=study, out="both.html")
    assert both.read_text().startswith("<!DOCTYPE html>")


def test_a_map_layer_is_written(study: sim_run.Study, here: Path) -> None:
    layer = study.to_geojson("map.geojson")
    assert layer == Path("map.geojson")
    assert '"010904"' in layer.read_text()
    # What is opened does not know the folder in which it was run.
    opened = sim_run.open(study.folder)
    with pytest.raises(sim_run.InputError, match="no positions"):
        opened.to_geojson("other.geojson")
    again = opened.to_geojson("other.geojson", ran_in="scenarios")
    assert again.read_bytes() == layer.read_bytes()


def test_a_shared_result_has_its_tables(here: Path) -> None:
    shared = sim_run.run(SMALL, folder="scenarios", replicates=2, share=True, out="shared", report=False)
    assert "monthly" not in shared.tables


def test_parameters_and_columns_are_frames() -> None:
    parameters = sim_run.parameters("levers.savings")
    assert parameters.loc["levers.savings.coverage", "unit"] == "share"
    assert parameters.loc["levers.savings.coverage", "highest"] == 1
    judged = sim_run.parameters("decision.cost_weight")
    assert judged["q05"].iloc[0] < judged["q50"].iloc[0] < judged["q95"].iloc[0]
    assert set(sim_run.columns("flips")["file"]) == {"flips.csv"}
    with pytest.raises(sim_run.UsageError):
        sim_run.parameters("nothing.like.this")


def test_the_search_for_a_mix_gives_a_frontier(here: Path) -> None:
    pytest.importorskip("matplotlib")
    found = sim_run.optimise(
        "scenarios/best-mix.yaml",
        set={
            "replicates": 10,
            "optimisation": {"mixes": 12, "rounds": 1, "finalists": 3, "final_replicates": 10},
            "calendar": {"months": 6, "burn_in": 2},
            "population.select": ["010904", "010903"],
            "budget": [20000, 50000],
        },
        out="mix",
        threads=2,
    )
    frontier = found.frontier
    assert frontier["budget"].unique().tolist() == [20000, 50000]
    assert frontier["tied"].dtype == bool
    assert (frontier["rank"] == 1).sum() == 2
    panels = found.plot.frontier().axes
    assert [len(panel.get_yticklabels()) for panel in panels] == frontier.groupby("budget").size().tolist()
    assert [text.get_text() for text in panels[0].get_yticklabels()][0] == frontier["mix"].iloc[0]
    assert found.manifest == {}
    assert "srcdoc" in found._repr_html_()


def test_an_argument_that_is_none_is_refused() -> None:
    for command in [sim_run.optimise, sim_run.calibrate, sim_run.sensitivity]:
        with pytest.raises(TypeError, match="unexpected keyword argument 'thread'"):
            command("scenarios/best-mix.yaml", thread=1)  # type: ignore[call-arg]


def test_an_estimate_of_many_scenarios_has_names_alone(here: Path) -> None:
    planned = sim_run.estimate("scenarios/explore.yaml", out="a\nfolder")
    assert str(planned.folder) == "a\nfolder"
    assert 10 < len(planned.arms) < 30
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in planned.arms)
