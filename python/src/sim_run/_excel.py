"""A result as a workbook."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from . import _brief
from ._tables import Column, Table, needed

if TYPE_CHECKING:
    from ._study import Study

# What a sheet takes.
MOST_ROWS = 1_048_576
_MOST_NAME = 31

_FIRST_SHEET = "Brief"
_WIDEST = 60
# Rows looked at for the width of a column.
_SAMPLE = 200


def write(study: Study, file: Path, tables: Sequence[Table]) -> Path:
    """Writes the workbook. See `Study.to_excel`."""
    xlsxwriter = needed("xlsxwriter", "excel")
    # A text of a table is a text: never a formula, a link or a number.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    formats = _Formats(book)
    fitting = [table for table in tables if _fits(table)]
    names = _sheet_names(fitting)
    _write_brief(book.add_worksheet(_FIRST_SHEET), study, fitting, names, formats)
    for table in fitting:
        _write_table(book.add_worksheet(names[table.name]), table, formats)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{file} cannot be written: {error}") from error
    return file


def _fits(table: Table) -> bool:
    rows = len(table.frame) + 1
    if rows > MOST_ROWS:
        warnings.warn(
            f"{table.name} has {rows:,} rows and a sheet takes {MOST_ROWS:,}: it is left out; "
            "to_parquet takes it",
            stacklevel=5,
        )
    return rows <= MOST_ROWS


def _sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """Names that a workbook takes: short, without its signs, and each once whatever its capitals."""
    names: dict[str, str] = {}
    taken = {_FIRST_SHEET.lower(), "history"}
    for table in tables:
        stem = re.sub(r"[\[\]:*?/\\]", "-", table.name)[:_MOST_NAME]
        name, number = stem, 2
        while name.lower() in taken:
            end = f" {number}"
            name, number = stem[: _MOST_NAME - len(end)] + end, number + 1
        taken.add(name.lower())
        names[table.name] = name
    return names


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[str, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.heading = book.add_format({"bold": True, "font_color": "#14598f"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#14598f", "underline": 1})
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#efece5"})

    def number(self, code: str) -> Any:
        """The format with that number format."""
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"num_format": code})
        return self._numbers[code]


def _code(kind: str, unit: str) -> str:
    """The number format of a unit."""
    if kind == "date":
        return "yyyy-mm-dd"
    if kind == "integer":
        return "#,##0" if unit else "0"
    if unit == "share" or unit.startswith("1/"):
        return "0.0%"
    if unit.startswith("USD"):
        return "#,##0.00"
    return "#,##0.0##" if unit else "General"


def _write_brief(
    sheet: Any, study: Study, tables: Sequence[Table], names: dict[str, str], formats: _Formats
) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    statements = _brief.first_page(study.brief) if study.brief else []
    if not statements:
        statements = [
            _brief.Statement(study.title, True),
            _brief.Statement("No brief was written with this result.", False),
        ]
    row = 0
    for statement in statements:
        look = formats.title if row == 0 else formats.heading if statement.is_heading else formats.text
        if statement.is_heading:
            row += 1 if row else 0
            sheet.write_string(row, 0, statement.text, look)
        else:
            sheet.merge_range(row, 0, row, 1, "", look)
            sheet.write_string(row, 0, statement.text, look)
            # A merged cell does not grow by itself: lines of some 120 letters.
            sheet.set_row(row, 15 * math.ceil(len(statement.text) / 120))
        row += 1
    row += 1
    sheet.write_string(row, 0, "Sheets", formats.heading)
    for table in tables:
        row += 1
        name = names[table.name]
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        sheet.write_string(row, 1, table.description)
    row += 2
    sheet.write_string(row, 0, "Made from", formats.heading)
    sheet.write_string(row, 1, f"{study.name}, run {study.digest or 'not known'}")


def _write_table(sheet: Any, table: Table, formats: _Formats) -> None:
    frame = table.frame
    units = frame["unit"].astype(object).tolist() if _has_row_units(table) else None
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, formats.head)
        note = "\n".join(filter(None, [column.description, f"Unit: {column.unit}" if column.unit else ""]))
        if note:
            sheet.write_comment(0, place, note, {"x_scale": 2, "y_scale": 1 + len(note) / 160})
        by_unit = units is not None and column.type == "number" and not column.unit
        codes = [_code(column.type, str(unit)) for unit in units or ()] if by_unit else None
        shared = _code(column.type, column.unit)
        values = frame[column.name]
        width = len(column.name) + 2
        for row, value in enumerate(values.astype(object).tolist(), start=1):
            # Also pandas' own sign for a missing value; the cell stays empty.
            if value is None or pd.isna(value):
                continue
            code = codes[row - 1] if codes is not None else shared
            _write_cell(sheet, row, place, value, column, formats.number(code))
            if row <= _SAMPLE:
                width = max(width, _width(value, column, code))
        sheet.set_column(place, place, min(width, _WIDEST))
    sheet.autofilter(0, 0, len(frame), len(table.columns) - 1)


def _has_row_units(table: Table) -> bool:
    return any(column.name == "unit" for column in table.columns)


def _write_cell(sheet: Any, row: int, place: int, value: Any, column: Column, look: Any) -> None:
    if column.type == "string":
        sheet.write_string(row, place, str(value))
    elif column.type == "boolean":
        sheet.write_boolean(row, place, bool(value))
    elif column.type == "date":
        sheet.write_datetime(row, place, value.to_pydatetime(), look)
    elif column.type == "integer" and abs(int(value)) >= 2**53:
        # A cell's number has 53 bits.
        sheet.write_string(row, place, str(value))
    elif math.isfinite(value):
        sheet.write_number(row, place, float(value), look)
    else:
        sheet.write_string(row, place, str(value))


def _width(value: Any, column: Column, code: str) -> int:
    """Letters of a cell, about."""
    if column.type == "date":
        return 11
    if column.type in ("string", "boolean"):
        return len(str(value)) + 1
    if code == "General":
        return min(len(f"{value:g}"), 12) + 1
    return len(f"{value:,.2f}") + 2
