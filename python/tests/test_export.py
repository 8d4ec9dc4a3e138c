"""Workbooks, Parquet files and what a notebook shows."""

from __future__ import annotations

import datetime
import html
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import sim_run
from sim_run import _brief, _excel
from sim_run._tables import Table, tables_of

SMALL_TABLES = ["effects", "summary", "targets", "costs", "flips", "bands", "voi", "boxes", "monthly"]


@pytest.fixture(scope="module")
def book(study: sim_run.Study, tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = study.to_excel(tmp_path_factory.mktemp("book") / "small.xlsx", tables=SMALL_TABLES)
    return openpyxl.load_workbook(file)


def test_every_cell_of_the_workbook_is_that_of_the_frame(study: sim_run.Study, book: Any) -> None:
    assert book.sheetnames == ["Brief", *SMALL_TABLES]
    for name in SMALL_TABLES:
        frame, sheet = study.table(name), book[name]
        rows = list(sheet.iter_rows(values_only=True))
        assert list(rows[0]) == list(frame.columns)
        assert len(rows) == len(frame) + 1
        for got, want in zip(rows[1:], frame.astype(object).itertuples(index=False), strict=True):
            for cell, value in zip(got, want, strict=True):
                if pd.isna(value):
                    assert cell is None
                elif isinstance(value, pd.Timestamp):
                    assert cell == value.to_pydatetime()
                elif isinstance(value, float):
                    # The library writes 16 significant digits.
                    assert cell == pytest.approx(value, rel=1e-15, abs=0)
                else:
                    assert cell == value, (name, cell, value)


def test_codes_and_formulas_are_text(study: sim_run.Study, book: Any, tmp_path: Path) -> None:
    codes = {row[4] for row in book["monthly"].iter_rows(min_row=2, values_only=True)}
    assert codes == {"010903", "010904"}
    assert isinstance(book["monthly"]["D2"].value, datetime.datetime)
    (tmp_path / "settings.csv").write_text('a,b\n=1+1,http://x.y\n"=HYPERLINK(""a"")",007\n')
    sheet = openpyxl.load_workbook(sim_run.open(tmp_path).to_excel(tmp_path / "x.xlsx"))["settings"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["=1+1", "http://x.y"],
        ['=HYPERLINK("a")', "007"],
    ]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} == {"s"}


def test_heads_are_frozen_and_explained(study: sim_run.Study, book: Any) -> None:
    described = study.describe("effects")
    sheet = book["effects"]
    assert sheet.freeze_panes == "B2"
    for cell in sheet[1]:
        column = described.loc[cell.value]
        assert cell.comment.text.startswith(column["description"])
        assert (f"Unit: {column['unit']}" in cell.comment.text) == bool(column["unit"])
    assert sheet.column_dimensions["C"].width > 8


def test_numbers_have_the_formats_of_their_units(study: sim_run.Study, book: Any) -> None:
    effects = study.effects
    columns = list(effects.columns)
    sheet = book["effects"]

    def format_of(indicator: str, column: str) -> str:
        row = effects.index[effects["indicator"] == indicator][0] + 2
        return str(sheet.cell(row, columns.index(column) + 1).number_format)

    assert format_of("spent_usd", "effect") == "#,##0.00"
    assert format_of("abroad_share_end", "effect") == "0.0%"
    assert format_of("true_cases", "effect") == "#,##0.0##"
    assert format_of("true_cases", "relative_effect") == "0.0%"
    assert book["monthly"]["F2"].number_format == "#,##0"
    assert book["monthly"]["B2"].number_format == "0"
    assert book["monthly"]["D2"].number_format == "yyyy-mm-dd"


def test_the_first_sheet_is_the_first_page_of_the_brief(study: sim_run.Study, book: Any) -> None:
    assert study.brief is not None
    statements = [statement.text for statement in _brief.first_page(study.brief)]
    cells = [cell.value for cell in book["Brief"]["A"] if cell.value]
    assert cells[: len(statements)] == statements
    assert statements[0] == study.title
    page = study.brief.read_text()
    first = page[page.index("<section") : page.index("</section>")]
    words = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<style.*?</style>", "", first, flags=re.DOTALL)))
    # Nothing of the section is lost and nothing of the next is in it.
    assert "".join(words.split()) == "".join("".join(statements[2:]).split())
    link = next(cell for cell in book["Brief"]["A"] if cell.value == "effects")
    assert link.hyperlink.location == "'effects'!A1"


def test_a_table_beyond_a_sheet_is_left_out_with_a_warning(
    study: sim_run.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_excel, "MOST_ROWS", 40)
    with pytest.warns(UserWarning, match="effects has .* rows") as caught:
        file = study.to_excel(tmp_path / "x.xlsx", tables=["effects", "costs"])
    assert caught[0].filename == __file__
    assert openpyxl.load_workbook(file).sheetnames == ["Brief", "costs"]


def test_names_of_sheets_are_short_and_single() -> None:
    names = ["history", "brief", "a" * 40, "a" * 35, "x:y"]
    tables = [Table(name, Path(), "", ()) for name in names]
    made = _excel._sheet_names(tables)
    assert list(made.values()) == ["history 2", "brief 2", "a" * 31, "a" * 29 + " 2", "x-y"]


def test_a_workbook_that_cannot_be_written_is_an_error_of_the_system(
    study: sim_run.Study, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        study.to_excel(tmp_path / "none" / "x.xlsx", tables=["costs"])


def test_parquet_gives_the_same_frames_back(study: sim_run.Study, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    files = study.to_parquet(tmp_path / "parquet")
    assert [file.stem for file in files] == study.tables
    for file in files:
        pd.testing.assert_frame_equal(pd.read_parquet(file), study.table(file.stem), check_categorical=False)
    field = pq.read_schema(tmp_path / "parquet" / "costs.parquet").field("cost_usd")
    assert field.metadata[b"unit"] == b"USD"
    assert field.metadata[b"description"].decode() == study.describe("costs").loc["cost_usd", "description"]
    assert [file.name for file in study.to_parquet(tmp_path / "one", tables=["effects"])] == [
        "effects.parquet"
    ]


def test_a_notebook_shows_the_first_page_and_no_more(study: sim_run.Study) -> None:
    shown = study._repr_html_()
    assert study.brief is not None
    page = study.brief.read_text()
    assert len(shown) < 60_000 < len(page)
    assert "4 scenarios, 12 replicates, complete; <code>" in shown
    match = re.search(r'<iframe sandbox="" srcdoc="([^"]*)"', shown)
    assert match is not None
    frame = html.unescape(match[1])
    sections = re.findall(r'<section id="(\w+)"', page)
    assert re.findall(r'<section id="(\w+)"', frame) == sections[:1]
    assert "<script" not in frame
    # The page's own policy, which allows no request, and its style are those of the whole page.
    for part in (r"<meta http-equiv=.*?>", r"<style>.*?</style>"):
        whole, cut = re.search(part, page, re.DOTALL), re.search(part, frame, re.DOTALL)
        assert whole is not None and cut is not None and whole[0] == cut[0]


def test_without_a_brief_the_tables_are_listed(study: sim_run.Study, tmp_path: Path) -> None:
    (tmp_path / "settings.csv").write_text("a\n1\n")
    assert "settings" in sim_run.open(tmp_path)._repr_html_()
    bare = tmp_path / "bare"
    shutil.copytree(study.folder, bare, ignore=shutil.ignore_patterns("report.html"))
    assert "<strong>Sessions and &lt;savings&gt; in two communes</strong>" in sim_run.open(bare)._repr_html_()
    assert set(tables_of(study.folder)) == set(study.tables)
