#!/usr/bin/env python3
"""Reads the databook of `sim-run columns --databook`, fills it in as somebody would, and makes a place of it.

    databook.py WORKBOOK FOLDER            looks at it, writes the place and FOLDER/filled.xlsx
    databook.py --sheets SHEETS FOLDER     writes the tables of the place as LibreOffice has saved the sheets
"""

import csv
import pathlib
import shutil
import sys

import openpyxl

NEEDED = {
    "communes": ["code", "name", "persons", "families", "latitude", "longitude"],
    "posts": ["name", "kind", "latitude", "longitude"],
}
CODES = {"communes": ["code"], "posts": ["communes"]}
ROWS = {
    "communes": [
        {"code": "010501", "name": "Changha", "persons": 6255, "families": 1517, "latitude": 13.6554,
         "longitude": 102.8824, "international_migrants_male": 361, "international_migrants_female": 214},
        {"code": "010502", "name": "Koub", "persons": 8988, "families": 1974, "latitude": 13.606,
         "longitude": 102.7927, "idpoor1_pct": 12.5},
        {"code": "010507", "name": "Soengh", "persons": 6802, "families": 1474, "latitude": 13.7072,
         "longitude": 102.8502, "district": "Ou Chrov", "default_ten": 1},
    ],
    "posts": [
        {"name": "North", "kind": "checkpoint", "latitude": 13.661, "longitude": 102.549, "officers": 90},
        {"name": "Path", "kind": "informal", "latitude": 13.7, "longitude": 102.6,
         "communes": "010501 010502"},
    ],
}  # fmt: skip


def is_yellow(cell):
    if cell.fill.fill_type != "solid":
        return False
    red, green, blue = (int(cell.fill.fgColor.rgb[place : place + 2], 16) for place in (2, 4, 6))
    return red > 240 and green > 200 and blue < green - 15


def ranges(sheet):
    """Bounds, or words, by column of what a cell may be."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        assert rule.error and rule.errorTitle, sheet.title
        for cells in rule.sqref.ranges:
            assert cells.min_col == cells.max_col and cells.min_row == 2 and cells.max_row > 100_000
            bounds = (rule.type, rule.formula1, rule.formula2)
            found[sheet.cell(1, cells.min_col).value] = bounds
    return found


def look(book):
    names = book.sheetnames
    assert names[1:] == ["communes", "posts", "place.yaml"], names
    guide = [row[0] for row in book[names[0]].iter_rows(values_only=True) if row[0]]
    assert "sim-run validate scenarios/places/my-district" in guide, guide
    assert "sim-run localise scenarios/places/my-district" in guide, guide
    assert any("docs/guide/my-district.md" in line for line in guide), guide
    for name, needed in NEEDED.items():
        sheet = book[name]
        heads = [cell for cell in sheet[1] if cell.value]
        assert [cell.value for cell in heads[: len(needed)]] == needed, name
        for cell in heads:
            assert is_yellow(cell) == (cell.value in needed), f"{name}.{cell.value}: colour of the head"
            column = sheet.column_dimensions[cell.column_letter]
            assert is_yellow(column) == (cell.value in needed), f"{name}.{cell.value}: colour of the cells"
            assert (column.number_format == "@") == (cell.value in CODES[name]), f"{name}.{cell.value}"
            assert cell.comment and len(cell.comment.text) > 20, f"{name}.{cell.value}: no note"
            assert "{" not in cell.comment.text, cell.comment.text
        assert sheet.freeze_panes and sheet.freeze_panes[1:] == "2", sheet.freeze_panes
    communes, posts = ranges(book["communes"]), ranges(book["posts"])
    assert communes["persons"] == ("whole", "1", "10000000"), communes["persons"]
    assert communes["idpoor1_pct"] == ("decimal", "0", "100"), communes["idpoor1_pct"]
    assert communes["longitude"] == ("decimal", "-180", "180"), communes["longitude"]
    texts = {"code", "name", "district"}
    assert {cell.value for cell in book["communes"][1]} - set(communes) == texts, communes
    assert posts["kind"][:2] == ("list", '"checkpoint,gate,informal"'), posts["kind"]
    assert posts["officers"] == ("whole", "0", "500"), posts["officers"]
    return len(guide)


def fill(book):
    for name, rows in ROWS.items():
        sheet = book[name]
        places = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(rows, start=2):
            for column, value in row.items():
                cell = sheet.cell(number, places[column], value)
                if column in CODES[name]:
                    cell.number_format = "@"


def write_table(sheet, path):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            ["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)
        )


def write_place(sheet, folder):
    lines = [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True) if row[0]]
    open_lines = [row[0].value for row in sheet.iter_rows(min_row=2, max_col=1) if is_yellow(row[0])]
    assert open_lines == ["    latitude:", "    longitude:"], open_lines
    filled = {"    latitude:": " 13.661", "    longitude:": " 102.549"}
    (folder / "place.yaml").write_text("".join(line + filled.get(line, "") + "\n" for line in lines))
    # With a table of posts, as the guide says.
    posts = [line.replace("# posts", "posts") for line in lines if "checkpoint" not in line]
    posts = [line for line in posts if line not in filled and not line.startswith("    # name")]
    (folder / "crossings.yaml").write_text("\n".join(posts) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "--sheets":
        sheets, folder = map(pathlib.Path, sys.argv[2:])
        for name in NEEDED:
            found = list(sheets.glob(f"*-{name}.csv"))
            assert len(found) == 1, found
            shutil.copy(found[0], folder / f"{name}.csv")
        table = (folder / "communes.csv").read_text()
        assert "\n010501,Changha," in table, table
        sys.exit()
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(exist_ok=True)
    book = openpyxl.load_workbook(sys.argv[1])
    lines = look(book)
    fill(book)
    for name in NEEDED:
        write_table(book[name], folder / f"{name}.csv")
    write_place(book["place.yaml"], folder)
    book.save(folder / "filled.xlsx")
    columns = book["communes"].max_column + book["posts"].max_column
    print(f"databook: {lines} lines to follow, {columns} columns with a note")
