"""A results folder."""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import pandas as pd

from . import _brief
from ._errors import (
    InputWarning,
    Problem,
    ReplacedResultError,
    ResultNotFoundError,
    TableNotFoundError,
)
from ._tables import PACKAGE, Table, arrow_of, needed, tables_of

if TYPE_CHECKING:
    import polars
    import pyarrow

    from ._commands import Replay
    from ._plots import Plots
    from ._scenario import ScenarioLike

MANIFEST = "run.json"
REPORT = "report.html"

# From version 3 on pandas copies a frame when one of two that share it is changed.
_COPIES_ON_WRITE = int(pd.__version__.split(".")[0]) >= 3


class _TableOf:
    """A table of the folder by the name of the property."""

    def __init__(self, meaning: str) -> None:
        self.__doc__ = f"{meaning}.\n\nRaises:\n    TableNotFoundError: the result has no such table."
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, study: None, owner: type) -> _TableOf: ...

    @overload
    def __get__(self, study: Study, owner: type) -> pd.DataFrame: ...

    def __get__(self, study: Study | None, owner: type) -> _TableOf | pd.DataFrame:
        return self if study is None else study.table(self._name)


class Study:
    """A results folder: its tables, what it says of itself, and its brief.

    Tables are read when they are asked for, once. Units and meanings of columns are those of `describe`.
    Where another result takes the folder's place meanwhile, tables raise `ReplacedResultError`, so that none
    stands beside those of another run: open the folder again.

    Args:
        folder: the results folder.

    Raises:
        ResultNotFoundError: the folder holds no result.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        """The results folder."""
        self.problems: tuple[Problem, ...] = ()
        """What the program found doubtful before it ran; empty for a result that was opened."""
        # The folder in which it was run, from which run.json names its inputs; None: the working folder.
        self._ran_in: str | None = None
        # It stays the same folder where the working folder changes.
        self._place = self.folder.absolute()
        opened = _identity(self._place)
        if opened is None:
            raise ResultNotFoundError(_nothing_in(self.folder))
        self._opened = opened
        manifest = self._place / MANIFEST
        self._manifest: dict[str, Any] = (
            json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
        )

    monthly = _TableOf("State and flows of each commune by month, scenario and replicate; persons and USD")
    posts = _TableOf("Border posts by month, scenario and replicate; persons and USD")
    reach = _TableOf("Persons reached so far by month, commune and component, each counted once")
    reach_end = _TableOf("Persons reached at the end of a shared result, rounded to 10")
    targets = _TableOf("When each target was met, in months, and persons attained")
    outcomes = _TableOf("One value for each indicator, scenario and replicate, over the reported months")
    summary = _TableOf("Each indicator over the replicates, by scenario; its unit stands in ``unit``")
    effects = _TableOf("Each indicator against the baseline; its unit stands in ``unit``")
    contrasts = _TableOf("Effects and interactions of the factors of a factorial study")
    costs = _TableOf("USD for each beneficiary and for each true case averted")
    plane = _TableOf("USD spent beyond the baseline and cases averted, a row for each replicate")
    acceptability = _TableOf("Probability of being the best use of money, by the value of a case in USD")
    budget = _TableOf("Scenarios within the study's budget in USD, and which of them is best")
    voi = _TableOf("What knowing more would be worth, in true cases averted and in USD")
    boxes = _TableOf("Bounds of parameters within which a scenario raises the true cases")
    uncertainty = _TableOf("Shares of chance, population and parameters in the variance between replicates")
    bands = _TableOf("Columns of ``monthly`` over the replicates: mean, 5th, 50th and 95th percentile")
    flips = _TableOf("Persons whose outcome differs from that in the baseline, and why")
    survey = _TableOf("The simulated survey of returned migrants; persons")
    transitions = _TableOf("Persons who moved from one stock to another in a month; with detail ``full``")
    design = _TableOf("What each arm of a design of points sets, in the units of scenario files")
    frontier = _TableOf("Mixes of levers within each budget, of ``sim_run.optimise``; USD, and gain")

    @cached_property
    def _tables(self) -> dict[str, Table]:
        self._check_unchanged()
        return tables_of(self._place)

    @property
    def tables(self) -> list[str]:
        """Names of the tables, in the order of the data package."""
        return list(self._tables)

    def _check_unchanged(self, *, is_read: bool = False) -> None:
        """Raises where the folder has another result, or none and a file of it is yet to be read."""
        found = _identity(self._place)
        if found != self._opened and not (found is None and is_read):
            raise ReplacedResultError(
                f"{self.folder} has another result than when it was opened, or none: open it again"
            )

    def _table(self, name: str) -> Table:
        table = self._tables.get(name)
        self._check_unchanged(is_read=table is not None and table.is_read)
        if table is None:
            detail = self.manifest.get("detail")
            how = f", which was written with detail {detail!r}" if detail else ""
            raise TableNotFoundError(
                f"{self.folder} has no table {name!r}{how}; its tables: {', '.join(self.tables)}"
            )
        return table

    def _tables_named(self, names: Iterable[str] | None) -> list[Table]:
        """Tables by their names; one name alone is a list of one."""
        if isinstance(names, str):
            names = [names]
        return [self._table(name) for name in (self.tables if names is None else names)]

    @overload
    def table(self, name: str, to: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    def table(self, name: str, to: Literal["polars"]) -> polars.DataFrame: ...

    @overload
    def table(self, name: str, to: Literal["arrow"]) -> pyarrow.Table: ...

    def table(
        self, name: str, to: Literal["pandas", "polars", "arrow"] = "pandas"
    ) -> pd.DataFrame | polars.DataFrame | pyarrow.Table:
        """A table by its name, typed by the data package.

        Args:
            name: file name without its ending, such as ``effects``.
            to: the library whose frame it is to be.

        Raises:
            TableNotFoundError: the result has no such table.
            ImportError: the library is not installed.
        """
        table = self._table(name)
        if to == "pandas":
            return table.frame.copy(deep=not _COPIES_ON_WRITE)
        if to == "arrow":
            return arrow_of(table)
        if to == "polars":
            made: polars.DataFrame = needed("polars", "polars").from_arrow(arrow_of(table))
            return made
        raise ValueError(f"to={to!r}: must be pandas, polars or arrow")

    def describe(self, name: str | None = None) -> pd.DataFrame:
        """What the columns of a table are: type, unit, whether they are part of its key, and their meaning.

        Args:
            name: the table; None lists the tables instead, with what a row of each is.

        Raises:
            TableNotFoundError: the result has no such table.
        """
        if name is None:
            rows = [(table.name, table.description, len(table.columns)) for table in self._tables.values()]
            return pd.DataFrame(rows, columns=["table", "description", "columns"]).set_index("table")
        table = self._table(name)
        columns = [
            (column.name, column.type, column.unit, column.is_key, column.description)
            for column in table.columns
        ]
        frame = pd.DataFrame(columns, columns=["column", "type", "unit", "key", "description"])
        frame = frame.set_index("column")
        frame.attrs = {"table": table.name, "description": table.description}
        return frame

    @property
    def manifest(self) -> Mapping[str, Any]:
        """``run.json``: scenarios as resolved, seeds, digests, program; empty where the folder has none, as
        that of ``optimise``."""
        return self._manifest

    @property
    def name(self) -> str:
        """Name of the study; that of the folder where there is no ``run.json``."""
        return str(self.manifest.get("study", self.folder.resolve().name))

    @property
    def title(self) -> str:
        """Title of the study; its name where it has none."""
        return str(self.manifest.get("title") or self.name)

    @property
    def scenarios(self) -> list[str]:
        """Names of the scenarios, the baseline first."""
        return [str(scenario["name"]) for scenario in self.manifest.get("scenarios", ())]

    @property
    def replicates(self) -> int:
        """Replicates that are done."""
        return len(self.manifest.get("replicates", ()))

    @property
    def ending(self) -> str | None:
        """How the run ended: ``complete``, ``interrupted`` or ``enough``."""
        return self.manifest.get("ending")

    @property
    def digest(self) -> str | None:
        """The hash of all that the results depend on: equal digests mean equal tables."""
        return self.manifest.get("run")

    @property
    def brief(self) -> Path | None:
        """The decision brief, an HTML page; None where none was written."""
        page = self.folder / REPORT
        return page if page.is_file() else None

    @property
    def plot(self) -> Plots:
        """Pictures of the tables, with matplotlib."""
        from ._plots import Plots

        return Plots(self)

    def report(
        self,
        *,
        lang: Literal["en", "fr"] | None = None,
        catalogue: str | os.PathLike[str] | None = None,
        out: str | os.PathLike[str] | None = None,
        charts: str | os.PathLike[str] | None = None,
        other: Study | str | os.PathLike[str] | None = None,
        force: bool = False,
        ran_in: str | os.PathLike[str] | None = None,
    ) -> Path:
        """Writes the decision brief, or a page on how another result differs from this one.

        Args:
            lang: language; by default that of the locale.
            catalogue: file of texts in another language.
            out: the page; by default ``report.html`` in the folder, and for two results in the working
                folder.
            charts: folder for each drawing as an SVG file.
            other: another result, for a page on both.
            force: replace a file that the program has not written.
            ran_in: the folder in which the study was run, for its map: of a dictionary that is the
                ``folder`` of `sim_run.run`. By default the working folder, or what `run` was told.

        Returns:
            The page.

        Raises:
            ProgramError: the exception of the program's exit status.
        """
        from ._commands import report

        return report(
            self,
            lang=lang,
            catalogue=catalogue,
            out=out,
            charts=charts,
            other=other,
            force=force,
            ran_in=ran_in or self._ran_in,
        )

    def replay(
        self,
        row: str,
        *,
        scenario: ScenarioLike | None = None,
        folder: str | os.PathLike[str] | None = None,
        threads: int | None = None,
    ) -> Replay:
        """Runs the replicate behind a row again and checks it. See `sim_run.replay`."""
        from ._commands import replay

        return replay(self, row, scenario=scenario, folder=folder, threads=threads)

    def to_parquet(
        self, folder: str | os.PathLike[str], *, tables: Iterable[str] | None = None
    ) -> list[Path]:
        """Writes tables as Parquet files, with units and descriptions as metadata of their columns.

        Args:
            folder: made where it is missing; files of the same names are replaced.
            tables: names of tables; by default all.

        Returns:
            The files.

        Raises:
            TableNotFoundError: the result has no such table.
            ImportError: pyarrow is not installed.
            OSError: a file cannot be written.
        """
        parquet = needed("pyarrow.parquet", "arrow")
        place = Path(folder)
        chosen = self._tables_named(tables)
        place.mkdir(parents=True, exist_ok=True)
        files = []
        for table in chosen:
            files.append(place / f"{table.name}.parquet")
            parquet.write_table(arrow_of(table), files[-1])
        return files

    def to_excel(self, file: str | os.PathLike[str], *, tables: Iterable[str] | None = None) -> Path:
        """Writes a workbook: what the brief's first page says, then a sheet for each table.

        Heads are frozen, numbers have the formats of their units, and the notes of the heads say what a
        column is. A table with more rows than a sheet takes is left out with a warning.

        Args:
            file: the workbook; a file there is replaced.
            tables: names of tables; by default all.

        Raises:
            TableNotFoundError: the result has no such table.
            ImportError: XlsxWriter is not installed.
            OSError: the file cannot be written.
        """
        from ._excel import write

        chosen = self._tables_named(tables)
        return write(self, Path(file), chosen)

    def to_geojson(
        self,
        file: str | os.PathLike[str],
        *,
        force: bool = False,
        ran_in: str | os.PathLike[str] | None = None,
    ) -> Path:
        """Writes communes, posts and border as a map layer (WGS 84), with the means of each scenario.

        Args:
            file: the layer.
            force: replace a file that the program has not written.
            ran_in: the folder in which the study was run, as in `report`.

        Raises:
            ProgramError: the exception of the program's exit status.
        """
        from ._commands import export

        return export(self, file, force=force, ran_in=ran_in or self._ran_in)

    def _warn(self, problems: Iterable[Problem], stacklevel: int) -> None:
        self.problems = tuple(problems)
        for problem in self.problems:
            warnings.warn(InputWarning(problem), stacklevel=stacklevel + 1)

    def __fspath__(self) -> str:
        return os.fspath(self.folder)

    @property
    def _facts(self) -> str:
        if not self.manifest:
            try:
                return f"{len(self.tables)} tables"
            except ReplacedResultError:
                return "replaced by another result, or gone"
        return f"{len(self.scenarios)} scenarios, {self.replicates} replicates, {self.ending}"

    def __repr__(self) -> str:
        return f"<Study {self.name!r}: {self._facts}; {os.fspath(self.folder)!r}>"

    def _repr_html_(self) -> str:
        facts = f"{escape(self._facts)}; <code>{escape(os.fspath(self.folder))}</code>"
        if self.brief:
            return _brief.picture(self.brief) + f"<p>{facts}</p>"
        return f"<p><strong>{escape(self.title)}</strong><br>{facts}</p>" + self.describe().to_html()


def _identity(folder: Path) -> str | None:
    """A hash of the first file that says what result a folder has; None where there is none."""
    for name in (PACKAGE, MANIFEST, "SHA256SUMS", "settings.csv"):
        path = folder / name
        if path.is_file():
            return hashlib.sha256(path.read_bytes()).hexdigest()
    return None


def _nothing_in(folder: Path) -> str:
    if not folder.is_dir():
        text = f"{folder} does not exist" if not folder.exists() else f"{folder} is no folder"
    else:
        text = f"{folder} holds no result: it has no {MANIFEST}"
    if folder.with_name(folder.name + ".part").is_dir():
        text += "; an unfinished run stands beside it: run it again with resume=True"
    return text


def open(folder: str | os.PathLike[str]) -> Study:
    """Opens a results folder.

    Args:
        folder: as ``sim_run.run`` or the program has written it.

    Raises:
        ResultNotFoundError: the folder holds no result.
    """
    return Study(folder)
