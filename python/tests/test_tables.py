"""Frames are what the files hold, with the types of the data package."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sim_run

KINDS = {
    "integer": ("int64", "Int64"),
    "number": ("float64",),
    "string": ("category", "string"),
    "date": ("datetime64[s]", "datetime64[us]", "datetime64[ns]"),
}


def package(study: sim_run.Study) -> dict[str, dict[str, Any]]:
    read = json.loads((study.folder / "datapackage.json").read_text())
    return {resource["name"]: resource for resource in read["resources"]}


def cells(study: sim_run.Study, table: str) -> list[dict[str, str]]:
    with (study.folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_table_of_the_package_has_its_types(study: sim_run.Study) -> None:
    found = package(study)
    assert set(study.tables) == {path.stem for path in study.folder.glob("*.csv")} == set(found)
    for name, resource in found.items():
        frame = study.table(name)
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert list(frame.columns) == list(fields)
        for column, kind in fields.items():
            assert str(frame[column].dtype) in KINDS[kind], (name, column)


def test_every_cell_is_that_of_the_file(study: sim_run.Study) -> None:
    """Cell by cell, against Python's own reading of texts and numbers."""
    for name, resource in package(study).items():
        frame, rows = study.table(name), cells(study, name)
        assert len(frame) == len(rows)
        for field in resource["schema"]["fields"]:
            texts = [row[field["name"]] for row in rows]
            for text, value in zip(texts, frame[field["name"]].astype(object), strict=True):
                if text == "":
                    assert pd.isna(value)
                elif field["type"] == "integer":
                    assert int(value) == int(text)
                elif field["type"] == "number":
                    assert value == float(text)
                elif field["type"] == "date":
                    assert value == pd.Timestamp(text)
                else:
                    assert value == text


def test_properties_are_the_tables(study: sim_run.Study) -> None:
    for name in study.tables:
        pd.testing.assert_frame_equal(getattr(study, name), study.table(name))


def test_codes_keep_their_zeros(study: sim_run.Study) -> None:
    for name in ("monthly", "reach", "flips", "bands", "transitions"):
        assert study.table(name)["commune"].unique().tolist() == ["010903", "010904"], name


def test_integers_are_nullable_only_where_cells_are_missing(study: sim_run.Study) -> None:
    targets = study.targets
    assert str(targets["attained"].dtype) == "int64"
    assert str(targets["aim"].dtype) == "Int64"
    aims = targets.loc[(targets["scenario"] == "both") & (targets["target"] == "direct"), "aim"]
    assert aims.tolist() == [1000] * 12
    assert targets.loc[targets["scenario"] == "baseline", "aim"].isna().all()


def test_categories_are_in_the_order_of_the_study(study: sim_run.Study) -> None:
    order = ["small-baseline", "sessions", "savings", "both"]
    assert study.scenarios == order
    assert list(study.summary["scenario"].cat.categories) == order
    assert list(study.effects["scenario"].cat.categories) == order[1:]


def test_dates_are_dates(study: sim_run.Study) -> None:
    assert study.monthly["date"].min() == pd.Timestamp("2016-01-01")
    assert study.monthly["date"].max() == pd.Timestamp("2016-12-01")


def test_a_table_is_read_once_and_not_changed_by_who_has_it(study: sim_run.Study) -> None:
    first = study.effects
    first.loc[:, "effect"] = 0.0
    first["mine"] = 1
    second = study.effects
    assert "mine" not in second
    assert (second["effect"] != 0).any()
    file = study.folder / "effects.csv"
    moved = file.rename(file.with_suffix(".moved"))
    try:
        pd.testing.assert_frame_equal(study.effects, second)
    finally:
        moved.rename(file)


def test_columns_are_described(study: sim_run.Study) -> None:
    fields = {field["name"]: field for field in package(study)["costs"]["schema"]["fields"]}
    described = study.describe("costs")
    assert described.loc["cost_usd", "unit"] == "USD" == fields["cost_usd"]["unit"]
    assert described.loc["ratio", "description"] == fields["ratio"]["description"]
    assert described.index[described["key"]].tolist() == ["scenario", "measure"]
    assert study.costs.attrs["units"]["quantity"] == "persons"
    listed = study.describe()
    assert listed.loc["flips", "description"] == package(study)["flips"]["description"]


def test_a_missing_table_is_said_with_those_there_are(study: sim_run.Study) -> None:
    with pytest.raises(sim_run.TableNotFoundError, match=r"no table 'frontier'.*detail 'full'.*effects"):
        _ = study.frontier
    with pytest.raises(sim_run.TableNotFoundError):
        study.describe("nothing")


def test_polars_and_arrow_hold_the_same(study: sim_run.Study) -> None:
    import polars as pl
    import pyarrow as pa

    for name in study.tables:
        frame, arrow, polars = (
            study.table(name),
            study.table(name, to="arrow"),
            study.table(name, to="polars"),
        )
        assert arrow.column_names == polars.columns == list(frame.columns)
        assert arrow.num_rows == polars.height == len(frame)
    bands = study.table("bands", to="polars")
    assert bands["commune"].dtype == pl.String
    assert bands["commune"][0] == "010903"
    assert study.table("targets", to="polars")["month_met"].null_count() > 0
    monthly = study.table("monthly", to="arrow").schema
    assert monthly.field("persons").type == pa.int64()
    assert monthly.field("spent_usd").metadata[b"unit"] == b"USD"
    with pytest.raises(ValueError, match="must be pandas, polars or arrow"):
        study.table("effects", to="numpy")  # type: ignore[call-overload]


def test_tables_without_a_data_package_take_the_type_of_all_their_cells(tmp_path: Path) -> None:
    (tmp_path / "settings.csv").write_text("name\nx\n")
    (tmp_path / "frontier.csv").write_text(
        "budget,mix,commune,cost_usd,beds,tied,note\n"
        "20000,mix-1,011002,9600.5,4,yes,\n"
        "20000,nothing,010905,0,,no,\n"
    )
    frontier = sim_run.open(tmp_path).frontier
    kinds = [str(kind) for kind in frontier.dtypes]
    assert kinds == ["float64", "string", "string", "float64", "Int64", "bool", "category"]
    assert frontier["commune"].tolist() == ["011002", "010905"]
    assert frontier["tied"].tolist() == [True, False]


def test_text_that_looks_like_a_missing_value_is_text(tmp_path: Path) -> None:
    (tmp_path / "settings.csv").write_text("scenario,value\nNA,1\nnull,2\n")
    assert sim_run.open(tmp_path).table("settings")["scenario"].tolist() == ["NA", "null"]


def test_what_holds_no_result_is_said(tmp_path: Path) -> None:
    with pytest.raises(sim_run.ResultNotFoundError, match="does not exist"):
        sim_run.open(tmp_path / "none")
    with pytest.raises(sim_run.ResultNotFoundError, match="holds no result"):
        sim_run.open(tmp_path)
    (tmp_path / "some.part").mkdir()
    with pytest.raises(sim_run.ResultNotFoundError, match="resume=True"):
        sim_run.open(tmp_path / "some")


def test_the_study_says_what_it_is(study: sim_run.Study) -> None:
    manifest = json.loads((study.folder / "run.json").read_text())
    assert (study.name, study.replicates, study.ending) == ("small", 12, "complete")
    assert study.title == "Sessions and <savings> in two communes"
    assert study.digest == manifest["run"]
    assert "4 scenarios, 12 replicates, complete" in repr(study)


def test_a_library_that_is_not_installed_is_named_with_its_extra(
    study: sim_run.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python's own sign for a module that is not to be found.
    for module in ("polars", "xlsxwriter", "matplotlib", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=r"pip install 'sim-run\[polars\]'"):
        study.table("effects", to="polars")
    with pytest.raises(ImportError, match=r"sim-run\[excel\]"):
        study.to_excel(tmp_path / "x.xlsx")
    with pytest.raises(ImportError, match=r"sim-run\[plot\]"):
        _ = study.plot
    with pytest.raises(ImportError, match=r"sim-run\[arrow\]"):
        study.to_parquet(tmp_path)


def test_a_table_that_was_cut_is_not_read_as_a_whole(study: sim_run.Study, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    shutil.copytree(study.folder, folder)
    lines = (folder / "summary.csv").read_bytes().splitlines(keepends=True)
    (folder / "summary.csv").write_bytes(b"".join(lines[:-2]))
    with pytest.raises(ValueError, match="was changed, or cut"):
        _ = sim_run.open(folder).summary


def test_a_picture_of_a_result_for_publication_needs_no_other_table(
    study: sim_run.Study, tmp_path: Path
) -> None:
    folder = tmp_path / "few"
    shutil.copytree(study.folder, folder)
    package = json.loads((folder / "datapackage.json").read_text())
    package["resources"] = [one for one in package["resources"] if one["name"] != "outcomes"]
    (folder / "datapackage.json").write_text(json.dumps(package))
    (folder / "outcomes.csv").unlink()
    assert sim_run.open(folder).plot.effects().get_title(loc="left").startswith("True cases")


def test_a_folder_that_another_result_replaces_is_opened_again(
    study: sim_run.Study, tmp_path: Path
) -> None:
    place = tmp_path / "result"
    shutil.copytree(study.folder, place)
    opened = sim_run.open(place)
    before = opened.effects
    # As the program replaces a result: another folder comes under the name.
    other = tmp_path / "other"
    shutil.copytree(place, other)
    package = json.loads((other / "datapackage.json").read_text())
    package["title"] = "Another"
    (other / "datapackage.json").write_text(json.dumps(package))
    shutil.rmtree(place)
    # What is in memory stays; nothing else is mixed with it.
    assert opened.effects.equals(before)
    with pytest.raises(sim_run.ReplacedResultError, match="open it again"):
        opened.outcomes  # noqa: B018
    other.rename(place)
    for table in ("outcomes", "effects"):
        with pytest.raises(sim_run.ReplacedResultError, match="open it again"):
            opened.table(table)
    assert opened.title == study.title
    assert str(place) in repr(opened)
    assert sim_run.open(place).effects.equals(before)


def test_a_study_stays_where_it_is_when_the_working_folder_changes(
    study: sim_run.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(study.folder.parent)
    opened = sim_run.open(study.folder.name)
    monkeypatch.chdir(tmp_path)
    assert opened.effects.equals(study.effects)
