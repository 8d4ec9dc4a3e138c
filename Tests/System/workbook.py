#!/usr/bin/env python3
"""Compares a workbook of `sim-run export --xlsx` with the tables of its results folder, cell by cell.

workbook.py FOLDER WORKBOOK...          as openpyxl reads it
workbook.py --sheets FOLDER WORKBOOK SHEETS     as files that LibreOffice has made of its sheets
"""

import csv
import datetime
import html
import json
import pathlib
import re
import sys

import openpyxl

FRENCH = json.loads(pathlib.Path("Sources/CTexts/Catalogue/columns-fr.json").read_text())


def tables(folder):
    """Name, fields and rows of each table of the data package."""
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        with open(folder / resource["path"], newline="") as file:
            rows = list(csv.reader(file))
        yield resource["name"], {field["name"]: field for field in resource["schema"]["fields"]}, rows


def same(written, cell, kind):
    if written == "":
        return cell is None
    if kind == "date":
        return isinstance(cell, datetime.datetime) and cell.date().isoformat() == written
    if kind in ("number", "integer"):
        # The library writes sixteen digits.
        return isinstance(cell, (int, float)) and abs(cell - float(written)) <= 1e-15 * abs(float(written))
    return cell == written


def notes_of(book, name, head):
    """What the heads of a sheet say, by column."""
    notes = {}
    for place, column in enumerate(head):
        note = book[name].cell(1, place + 1).comment
        assert note and note.text.strip(), f"{name}.{column}: no note"
        notes[column] = note.text
    return notes


def compare(folder, path, is_english=True):
    book = openpyxl.load_workbook(path)
    names = book.sheetnames
    cells = 0
    for name, fields, rows in tables(folder):
        sheet = book[name]
        read = list(sheet.iter_rows(values_only=True))
        assert len(read) == len(rows), f"{name}: {len(read)} rows, not {len(rows)}"
        head = rows[0]
        assert list(read[0]) == head, f"{name}: {read[0]}"
        for column, note in notes_of(book, name, head).items():
            meaning = fields[column]["description"]
            unit = fields[column].get("unit")
            if not is_english:
                meaning = FRENCH["meanings"][meaning]
                unit = unit and FRENCH["units"][unit]
            assert meaning in note, f"{name}.{column}: {note}"
            assert not unit or f"[{unit}]" in note, f"{name}.{column}: no unit"
        for number, (written, got) in enumerate(zip(rows[1:], read[1:], strict=True), start=2):
            for place, column in enumerate(head):
                assert same(written[place], got[place], fields[column]["type"]), (
                    f"{name} row {number}, {column}: {got[place]!r} for {written[place]!r}"
                )
                cells += 1
        assert sheet.freeze_panes, f"{name}: no frozen head"
    assert names[2:] == [name for name, _, _ in tables(folder)], names
    return book[names[0]], names, cells


def in_page(folder, sheet):
    """Each line of the first sheet stands on the page."""
    page = html.unescape(re.sub(r"<[^>]*>", "", (folder / "report.html").read_text()))
    lines = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    for line in lines[:-1]:
        assert line.removeprefix("– ") in page, line
    return len(lines) - 1


def shown(text):
    """A number as LibreOffice writes it: shares as percent."""
    return float(text[:-1]) / 100 if text.endswith("%") else float(text.replace(",", ""))


def sheet_of(sheets, name):
    found = [file for file in sheets.iterdir() if file.name.endswith(f"-{name}.csv")]
    assert len(found) == 1, f"{name}: {found}"
    with open(found[0], newline="") as file:
        return list(csv.reader(file))


def compare_texts(book, name, sheets):
    """A sheet of texts, such as that of the brief: every line, in its order."""
    wanted = [list(row) for row in book[name].iter_rows(values_only=True)]
    read = [row + [""] * (len(wanted[0]) - len(row)) for row in sheet_of(sheets, name)]
    for number, (written, got) in enumerate(zip(wanted, read, strict=True), start=1):
        for one, other in zip(written, got, strict=True):
            is_same = (one or "") == other if one is None or isinstance(one, str) else one == shown(other)
            assert is_same, f"{name} row {number}: {other!r} for {one!r}"
    return sum(any(row) for row in read)


def compare_sheets(folder, path, sheets):
    book = openpyxl.load_workbook(path)
    lines = sum(compare_texts(book, name, sheets) for name in book.sheetnames[:2])
    cells = 0
    for name, fields, rows in tables(folder):
        read = sheet_of(sheets, name)
        assert len(read) == len(rows), f"{name}: {len(read)} rows, not {len(rows)}"
        for written, got in zip(rows, read, strict=True):
            for column, one, other in zip(rows[0], written, got, strict=True):
                if one == other:
                    continue
                if fields[column]["type"] == "date":
                    day = datetime.datetime.strptime(other, "%m/%d/%Y").date()
                    assert one == day.isoformat(), f"{name}.{column}: {other} for {one}"
                    continue
                # Fifteen digits of a number.
                assert abs(float(one) - shown(other)) <= 1e-14 * abs(float(one)), f"{name}.{column}: {other}"
            cells += len(written)
    return cells, lines


if __name__ == "__main__":
    if sys.argv[1] == "--sheets":
        folder, workbook, sheets = map(pathlib.Path, sys.argv[2:])
        cells, lines = compare_sheets(folder, workbook, sheets)
        print(f"workbook: {workbook.name}: {cells} cells and {lines} lines of text as LibreOffice reads them")
        sys.exit()
    folder = pathlib.Path(sys.argv[1])
    first, names, cells = compare(folder, sys.argv[2])
    lines = in_page(folder, first)
    for other in sys.argv[3:]:
        _, others, again = compare(folder, other, is_english=False)
        assert again == cells and others[0] != names[0], others
    print(f"workbook: {cells} cells of {len(names) - 2} tables as they stand, {lines} lines of the page")
