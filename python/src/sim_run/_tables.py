"""Tables of a results folder as frames, typed by its data package."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

if TYPE_CHECKING:
    import pyarrow

ColumnType = Literal["string", "integer", "number", "boolean", "date"]

PACKAGE = "datapackage.json"

# Numbers are read to the last bit: from version 3.1 on in any case.
_VERSION = tuple(map(int, pd.__version__.split(".")[:2]))
_EXACT: Any = {} if _VERSION >= (3, 1) else {"float_precision": "round_trip"}
# What pandas takes for text where nobody says.
_TEXT: Any = "str" if _VERSION >= (3, 0) else "object"

# Columns of `optimise` that are whole by chance in one result and not in another.
_MEASURES = {
    *("cost_usd", "most_usd", "averted", "se", "ci_low", "ci_high", "q05", "q95", "regret", "worst_regret"),
    *("worst_tenth", "p_harm", "p_best", "budget"),
}
# Texts that name single things, such as a code or a path. All others are words of a list, and categories.
_TEXTS = {"commune", "commune_name", "parameter", "factors", "mix", "path", "why"}


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: as the file's head has it.
        type: type in the data package.
        unit: unit of its values, such as ``persons`` or ``USD``; empty where it has none.
        description: what it says, in a sentence.
        is_key: whether it is part of the table's key, and so has no gaps.
    """

    name: str
    type: ColumnType
    unit: str = ""
    description: str = ""
    is_key: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a results folder, not read yet.

    Attributes:
        name: file name without its ending.
        path: the CSV file.
        description: what a row is; empty where the folder does not say.
        columns: its columns in their order.
        missing: texts that stand for a missing value.
        size: bytes of the file as it was written; None where the folder does not say.
    """

    name: str
    path: Path
    description: str
    columns: tuple[Column, ...]
    missing: tuple[str, ...] = ("",)
    size: int | None = None

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        return {column.name: column for column in self.columns}[name]

    @property
    def is_read(self) -> bool:
        """Whether its frame is in memory."""
        return "frame" in self.__dict__

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table with the types of its columns; its `attrs` have their units and descriptions.

        Raises:
            ValueError: the file is not as the data package says.
        """
        return _framed(self)


def tables_of(folder: Path) -> dict[str, Table]:
    """The tables of a results folder by name: those of its data package in its order, then other files."""
    tables: dict[str, Table] = {}
    package = folder / PACKAGE
    if package.is_file():
        for resource in json.loads(package.read_text(encoding="utf-8"))["resources"]:
            table = _of_package(folder, resource)
            tables[table.name] = table
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in tables:
            tables[path.stem] = Table(path.stem, path, "", _columns_of(path))
    return tables


def _of_package(folder: Path, resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    key = set(schema.get("primaryKey", ()))
    return Table(
        name=resource["name"],
        path=folder / resource["path"],
        description=resource.get("description", ""),
        columns=tuple(
            Column(
                field["name"],
                field["type"],
                field.get("unit", ""),
                field.get("description", ""),
                field["name"] in key,
            )
            for field in schema["fields"]
        ),
        missing=tuple(schema.get("missingValues", ("",))),
        size=resource.get("bytes"),
    )


def _columns_of(path: Path) -> tuple[Column, ...]:
    """Columns of a file that no data package tells of, such as those of ``optimise``: a type is that of
    all its cells, and a number with a zero in front is a code."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows, [])
        cells: list[set[str]] = [set() for _ in names]
        for row in rows:
            for seen, cell in zip(cells, row, strict=False):
                seen.add(cell)
    return tuple(
        Column(
            name, "number" if name in _MEASURES or name.startswith("levers.") else _type_of(seen - {""})
        )
        for name, seen in zip(names, cells, strict=True)
    )


def _type_of(cells: set[str]) -> ColumnType:
    if not cells:
        return "string"
    if cells <= {"yes", "no"} or cells <= {"true", "false"}:
        return "boolean"
    if all(_is_whole(cell) for cell in cells):
        return "integer"
    if all(_is_number(cell) for cell in cells):
        return "number"
    return "string"


def _is_whole(cell: str) -> bool:
    digits = cell.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < 19 and str(int(digits)) == digits


def _is_number(cell: str) -> bool:
    if _is_whole(cell):
        return True
    digits = cell.removeprefix("-")
    if not digits[:1].isdecimal() or (digits[0] == "0" and digits[1:2].isdecimal()):
        return False
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _framed(table: Table) -> pd.DataFrame:
    size = table.path.stat().st_size
    if table.size is not None and size != table.size:
        raise ValueError(
            f"{table.path} has {size:,} bytes and was written with {table.size:,}: it was changed, or cut"
        )
    names = [column.name for column in table.columns]
    read_as: dict[str, Any] = {
        column.name: {"integer": "Int64", "number": "float64", "date": "string", "boolean": "string"}.get(
            column.type, "string" if column.name in _TEXTS else "category"
        )
        for column in table.columns
    }
    frame: pd.DataFrame = pd.read_csv(
        table.path,
        dtype=read_as,
        # A scenario may be called NA.
        keep_default_na=False,
        na_values=list(table.missing),
        encoding="utf-8",
        **_EXACT,
    )
    if list(frame.columns) != names:
        raise ValueError(f"{table.path} has the columns {list(frame.columns)}; expected were {names}")
    for column in table.columns:
        frame[column.name] = _typed(frame[column.name], column, read_as[column.name])
    frame.attrs = {
        "table": table.name,
        "description": table.description,
        "units": {column.name: column.unit for column in table.columns if column.unit},
        "descriptions": {column.name: column.description for column in table.columns if column.description},
    }
    return frame


def _typed(values: pd.Series[Any], column: Column, read_as: str) -> pd.Series[Any]:
    if column.type == "integer" and not values.hasnans:
        return values.astype("int64")
    if column.type == "date":
        return pd.to_datetime(values, format="%Y-%m-%d")
    if column.type == "boolean":
        truths = values.map({"yes": True, "true": True, "no": False, "false": False}).astype("boolean")
        return truths if truths.hasnans else truths.astype("bool")
    if read_as == "category":
        # In the order of the file, which is that of the study: the baseline comes first.
        order = values.drop_duplicates().dropna().astype(object).tolist()
        return values.cat.set_categories(pd.Index(order, dtype=_TEXT))
    return values


def arrow_of(table: Table) -> pyarrow.Table:
    """A table for Arrow: units and descriptions are metadata of its fields.

    Raises:
        ImportError: pyarrow is not installed.
    """
    pa = needed("pyarrow", "arrow")
    made: pyarrow.Table = pa.Table.from_pandas(table.frame, preserve_index=False)
    fields = [
        (_of_text(pa, field) if pa.types.is_dictionary(field.type) else field).with_metadata(
            {key: text for key, text in (("unit", column.unit), ("description", column.description)) if text}
        )
        for field, column in zip(made.schema, table.columns, strict=True)
    ]
    return made.cast(pa.schema(fields, metadata=made.schema.metadata))


def _of_text(pa: Any, field: Any) -> Any:
    """A field of categories of text; a table without rows does not tell what they would be."""
    if not pa.types.is_null(field.type.value_type):
        return field
    return field.with_type(pa.dictionary(field.type.index_type, pa.string()))


def needed(module: str, extra: str) -> Any:
    """An optional library.

    Raises:
        ImportError: it is not installed; the message says how.
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(f"{error}; install it with: pip install 'sim-run[{extra}]'") from error
