"""The commands of the program as functions."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import pandas as pd

from ._errors import (
    CheckFailed,
    InputError,
    MissingInputError,
    Problem,
    UnexpectedOutputError,
    UnfinishedError,
    parse_problems,
)
from ._program import Outcome, Progress, execute
from ._scenario import ScenarioLike, Source, file_of, set_arguments, source_of
from ._study import MANIFEST, REPORT, Study

if sys.version_info >= (3, 11):  # noqa: UP036 -- the tools of the project are newer than the package's oldest
    from typing import Unpack
elif TYPE_CHECKING:
    from typing_extensions import Unpack

PathLike = str | os.PathLike[str]
Detail = Literal["summary", "monthly", "full"]
Language = Literal["en", "fr"]


def _flags(**values: Any) -> list[str]:
    """Flags of the command line; None and False leave one out."""
    words = []
    for name, value in values.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            words.append(flag)
        elif value is not None and value is not False:
            words.append(f"{flag}={value}")
    return words


def _absolute(path: PathLike | None) -> str | None:
    """A path that holds in any working folder."""
    return None if path is None else os.path.abspath(path)


def _folders(*folders: Study | PathLike) -> list[str]:
    """Folders as arguments, which are not taken for flags."""
    return [
        f"./{path}" if path.startswith("-") else path for path in (os.fspath(folder) for folder in folders)
    ]


@dataclass(frozen=True)
class Estimate:
    """How large a run would be.

    Attributes:
        name: name of the study.
        folder: the results folder that it would write.
        arms: names of the scenarios; of more than 20 the first and the last.
        replicates: replicates; with ``within`` about as many.
        runs: runs of one scenario in one replicate.
        households: households of a run.
        threads: threads.
        minutes: time, about.
        memory_mb: memory in MB, about.
        written_mb: size of the folder in MB, about.
        problems: what is doubtful in the scenario.
    """

    name: str
    folder: Path
    arms: tuple[str, ...]
    replicates: int
    runs: int
    households: int
    threads: int
    minutes: float
    memory_mb: float
    written_mb: float
    problems: tuple[Problem, ...] = ()


def _estimate(source: Source, arguments: Sequence[str]) -> Estimate:
    outcome = _scenario_command("run", source, [*arguments, "--dry-run"]).check()
    with outcome.read() as text:
        # A folder may have a name of several lines.
        *head, arms = text.rstrip("\n").split("\n")[:-7]
        rows = text.rstrip("\n").split("\n")[-7:]
        named = re.fullmatch(r"(\S+): would write (.*)", "\n".join(head), re.DOTALL)
        if named is None:
            raise ValueError(head)
        names = [name for part in arms.split(": ", 1)[1].split(", ") for name in part.split(" … ")]
        figures = [float(row.split()[-1].replace(",", "")) for row in rows]
        replicates, runs, households, threads, minutes, memory, written = figures
    return Estimate(
        name=named[1],
        folder=Path(named[2]),
        arms=tuple(name for name in names if not name.endswith(" in all")),
        replicates=int(replicates),
        runs=int(runs),
        households=int(households),
        threads=int(threads),
        minutes=minutes,
        memory_mb=memory,
        written_mb=written,
        problems=tuple(parse_problems(outcome.stderr)),
    )


def _scenario_command(
    command: str, source: Source, arguments: Sequence[str], progress: Progress = False
) -> Outcome:
    return execute(
        [command, source.argument, *arguments], stdin=source.stdin, cwd=source.cwd, progress=progress
    )


def _run_arguments(
    set: Mapping[str, Any] | None, shard: str | tuple[int, int] | None, **flags: Any
) -> list[str]:
    part = f"{shard[0]}/{shard[1]}" if isinstance(shard, tuple) else shard
    return [*set_arguments(set), *_flags(shard=part, **flags)]


def run(
    scenario: ScenarioLike,
    *,
    folder: PathLike | None = None,
    replicates: int | None = None,
    set: Mapping[str, Any] | None = None,
    seed: int | None = None,
    seeds: PathLike | None = None,
    alone: bool = False,
    precision: str | float | None = None,
    within: str | None = None,
    detail: Detail = "monthly",
    burn_in: bool = False,
    share: bool = False,
    shard: str | tuple[int, int] | None = None,
    out: PathLike | None = None,
    threads: int | None = None,
    force: bool = False,
    resume: bool = False,
    report: bool = True,
    lang: Language | None = None,
    catalogue: PathLike | None = None,
    beyond_limits: bool = False,
    progress: Progress = False,
) -> Study:
    """Simulates a scenario or study and opens its results folder.

    Args:
        scenario: scenario or study file, or what it would say as a dictionary.
        folder: where the files lie that a dictionary names; by default the working folder.
        replicates: number of replicates, instead of that in the file.
        set: values instead of those in the file, by path: ``{"levers.awareness.coverage": "17%"}``.
        seed: seed from which those of the replicates derive.
        seeds: seed list: CSV with replicate and seed.
        alone: run a scenario without its baseline: levels, but no effect.
        precision: add replicates until half the interval of the effect is at most this share of it, such
            as ``"5%"`` or 0.05.
        within: add replicates until this time is over: ``"60s"``, ``"10m"`` or ``"2h"``.
        detail: how much is written: ``summary``, ``monthly`` or ``full``.
        burn_in: write the months of the burn-in too.
        share: write a result for publication, with rounded reach and no rows by commune and month.
        shard: run a part of the replicates for `merge`, ``(2, 8)`` or ``"2/8"``; it is the part's folder
            that is opened.
        out: results folder; ``results/NAME`` if not given.
        threads: threads; all processors if not given.
        force: replace the result of another run.
        resume: continue an unfinished run, or add replicates to a finished one.
        report: write the decision brief.
        lang: language of the brief, ``en`` or ``fr``; by default that of the locale.
        catalogue: file of texts in another language.
        beyond_limits: run even if the estimate exceeds memory or disk.
        progress: True shows a bar on standard error; a function is called with the replicates that are
            done and all, from another thread.

    Raises:
        InputError: the scenario or its data are invalid.
        UnfinishedError: the run was interrupted from outside, or ``precision`` was not reached; its
            ``study`` is the valid result so far.
        ProgramError: another exception by exit status.
        ProgramNotFoundError: there is no program.
        KeyboardInterrupt: after the program has ended in order; ``resume=True`` goes on.

    Warns:
        InputWarning: what is doubtful in the scenario.
    """
    source = source_of(scenario, folder)
    arguments = _run_arguments(
        set,
        shard,
        replicates=replicates,
        seed=seed,
        seeds=_absolute(seeds) if source.cwd else seeds,
        alone=alone,
        precision=precision,
        within=within,
        detail=detail,
        burn_in=burn_in,
        share=share,
        threads=threads,
        force=force,
        resume=resume,
        no_report=not report,
        lang=lang,
        catalogue=_absolute(catalogue) if source.cwd else catalogue,
        beyond_limits=beyond_limits,
    )
    # What would be run: names the folder, and is where problems are told.
    planned = _estimate(source, [*arguments, *_flags(out=out)])
    # Of a dictionary the working folder is another; the results are in that of the caller all the same.
    place = Path(out) if out is not None else Path("results") / planned.name
    arguments += _flags(out=_absolute(place) if source.cwd else place)
    arguments += ["--progress=always"] if progress else ["--quiet"]
    outcome = _scenario_command("run", source, arguments, progress)
    written = planned.folder
    try:
        outcome.check()
    except UnfinishedError as error:
        if (written / MANIFEST).is_file():
            error.study = Study(written)
        raise
    study = Study(written)
    study._ran_in = _absolute(source.cwd)
    study._warn(planned.problems, stacklevel=2)
    return study


def estimate(
    scenario: ScenarioLike,
    *,
    folder: PathLike | None = None,
    replicates: int | None = None,
    set: Mapping[str, Any] | None = None,
    alone: bool = False,
    within: str | None = None,
    detail: Detail = "monthly",
    burn_in: bool = False,
    share: bool = False,
    shard: str | tuple[int, int] | None = None,
    out: PathLike | None = None,
    threads: int | None = None,
    report: bool = True,
    beyond_limits: bool = False,
) -> Estimate:
    """How long a run would take and how large it would be. Nothing is run. Arguments are those of `run`.

    Raises:
        InputError: the scenario is invalid, or the machine cannot hold the run.
        ProgramError: another exception by exit status.
    """
    arguments = _run_arguments(
        set,
        shard,
        replicates=replicates,
        alone=alone,
        within=within,
        detail=detail,
        burn_in=burn_in,
        share=share,
        out=out,
        threads=threads,
        no_report=not report,
        beyond_limits=beyond_limits,
    )
    return _estimate(source_of(scenario, folder), arguments)


@dataclass(frozen=True)
class Validation:
    """What was found of a scenario or study.

    Attributes:
        problems: errors and warnings, in the order of their places.
        name: name of the scenario or study; None where there are errors, as all that follows.
        arms: scenarios that the file names; a run of one scenario has its baseline besides.
        replicates: replicates of each.
        communes: communes of the baseline.
        burn_in: months before month 1.
        months: months reported.
        filled: what was taken for columns and cells that the commune table lacks, as text; else empty.
    """

    problems: tuple[Problem, ...]
    name: str | None = None
    arms: int | None = None
    replicates: int | None = None
    communes: int | None = None
    burn_in: int | None = None
    months: int | None = None
    filled: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended before a run."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful, such as a lever that reaches nobody."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def is_valid(self) -> bool:
        """Whether there are no errors."""
        return not self.errors


_VALID = re.compile(
    r"^.*: (?P<name>\S+): (?P<arms>[\d,]+) arms?, (?P<replicates>[\d,]+) replicates?, "
    r"(?P<communes>[\d,]+) communes?, (?P<burn_in>[\d,]+) \+ (?P<months>[\d,]+) months?"
)


def validate(
    scenario: ScenarioLike,
    *,
    folder: PathLike | None = None,
    set: Mapping[str, Any] | None = None,
) -> Validation:
    """Reads a scenario or study with all that it names, and returns what is wrong or doubtful.

    Args:
        scenario: the file, or what it would say as a dictionary.
        folder: where the files lie that a dictionary names; by default the working folder.
        set: values instead of those in the file, by path.

    Raises:
        MissingInputError: the scenario file does not exist.
    """
    source = source_of(scenario, folder)
    outcome = _scenario_command("validate", source, set_arguments(set))
    problems = tuple(parse_problems(outcome.stderr))
    try:
        outcome.check()
    except MissingInputError:
        raise
    except InputError:
        return Validation(problems)
    with outcome.read() as text:
        head, _, filled = text.partition("\n")
        found = _VALID.match(head)
        if found is None:
            raise ValueError(head)
    counts = {
        name: int(found[name].replace(",", ""))
        for name in ("arms", "replicates", "communes", "burn_in", "months")
    }
    return Validation(problems, found["name"], **counts, filled=filled)


@dataclass(frozen=True)
class Comparison:
    """How two results differ.

    Attributes:
        verdict: ``identical`` (the same bytes), ``equivalent`` (each indicator within the margin),
            ``shifted`` or ``undecided``.
        text: which indicators, by how much, with what power.
    """

    verdict: Literal["identical", "equivalent", "shifted", "undecided"]
    text: str

    @property
    def agrees(self) -> bool:
        """Whether the results are identical or equivalent."""
        return self.verdict in ("identical", "equivalent")

    def __str__(self) -> str:
        return self.text


def compare(
    first: Study | PathLike,
    second: Study | PathLike,
    *,
    margin: str | float = "5%",
    margin_sd: float = 1.5,
) -> Comparison:
    """Compares two results.

    Args:
        first: a result.
        second: another.
        margin: margin as a share of the first mean.
        margin_sd: margin in standard deviations between replicates of the first result; the larger of both
            holds.

    Raises:
        InputError: the results cannot be compared.
        MissingInputError: there is no result.
    """
    outcome = execute(
        ["compare", *_folders(first, second), "--all", *_flags(margin=margin, margin_sd=margin_sd)]
    )
    if outcome.status not in (0, 1):
        outcome.check()
    verdict = outcome.stdout.partition(":")[0].strip()
    if verdict not in ("identical", "equivalent", "shifted", "undecided"):
        outcome.check()
        raise CheckFailed(outcome.status, outcome.stderr, outcome.stdout, outcome.command)
    return Comparison(verdict, outcome.stdout)  # type: ignore[arg-type]  # It is one of the four.


@dataclass(frozen=True)
class Check:
    """A check of a replay.

    Attributes:
        name: what was compared.
        failure: the first difference; None where everything agrees.
    """

    name: str
    failure: str | None


@dataclass(frozen=True)
class Replay:
    """A replicate that was run again.

    Attributes:
        checks: what was compared.
        text: what the program says, with the row.
    """

    checks: tuple[Check, ...]
    text: str

    @property
    def passed(self) -> bool:
        """Whether everything agrees."""
        return all(check.failure is None for check in self.checks)


def replay(
    study: Study | PathLike,
    row: str,
    *,
    scenario: ScenarioLike | None = None,
    folder: PathLike | None = None,
    threads: int | None = None,
) -> Replay:
    """Runs the replicate behind a row of a table again and compares it, month by month and row by row.

    Args:
        study: the result.
        row: ``"monthly.csv:57"`` with the head as line 1, or ``"scenario=all,replicate=3"``.
        scenario: the scenario, if it is not where ``run.json`` says; needed for a dictionary.
        folder: where the files lie that a dictionary names; by default the working folder.
        threads: threads; all processors if not given.

    Raises:
        InputError: the files give another scenario now.
        UsageError: there is no such row.
        ProgramError: another exception by exit status.
    """
    with file_of(scenario, folder) as named:
        outcome = execute(["replay", *_folders(study), *_flags(row=row, threads=threads), *named])
    checks = []
    for line in outcome.stdout.splitlines():
        word, _, rest = line.partition("  ")
        if word == "ok":
            checks.append(Check(rest.strip(), None))
        elif word == "FAIL":
            name, _, failure = rest.strip().partition(": ")
            checks.append(Check(name, failure))
    if outcome.status not in (0, 1) or not checks:
        outcome.check()
    with outcome.read() as text:
        if not checks:
            raise ValueError(text)
    return Replay(tuple(checks), outcome.stdout)


def merge(
    parts: Study | PathLike | Sequence[Study | PathLike],
    *,
    out: PathLike,
    scenario: ScenarioLike | None = None,
    folder: PathLike | None = None,
    share: bool = False,
    force: bool = False,
    report: bool = True,
    lang: Language | None = None,
    catalogue: PathLike | None = None,
    beyond_limits: bool = False,
) -> Study:
    """Joins the parts that ``run(..., shard=...)`` has written; the tables are those of one run.

    Args:
        parts: folders of parts, or a folder that contains them, such as ``results/NAME.shards``.
        out: results folder of the whole.
        scenario: the scenario, if it is not where ``run.json`` says; needed for a dictionary.
        folder: where the files lie that a dictionary names; by default the working folder.
        share: write a result for publication.
        force: replace the result of another run.
        report: write the decision brief.
        lang: language of the brief.
        catalogue: file of texts in another language.
        beyond_limits: go on even if the estimate exceeds memory or disk.

    Raises:
        InputError: a part is missing or belongs to another run.
        ProgramError: another exception by exit status.
    """
    cwd = None if scenario is None else source_of(scenario, folder).cwd
    flags = _flags(
        out=_absolute(out) if cwd else out,
        share=share,
        force=force,
        no_report=not report,
        lang=lang,
        catalogue=_absolute(catalogue),
        beyond_limits=beyond_limits,
        quiet=True,
    )
    paths = [os.path.abspath(part) for part in _listed(parts)]
    with file_of(scenario, folder) as named:
        execute(["merge", *paths, *flags, *named], cwd=cwd).check()
    study = Study(out)
    study._ran_in = _absolute(cwd)
    return study


def missing_parts(parts: Study | PathLike | Sequence[Study | PathLike]) -> list[tuple[int, int]]:
    """The parts that `merge` would miss, as ``(i, n)``.

    Raises:
        InputError: the parts belong to different runs.
    """
    outcome = execute(["merge", *_folders(*_listed(parts)), "--missing"])
    found = re.findall(r"^(\d+)/(\d+)$", outcome.stdout, re.MULTILINE)
    if not found:
        outcome.check()
    return [(int(index), int(count)) for index, count in found]


def _listed(parts: Study | PathLike | Sequence[Study | PathLike]) -> list[Study | PathLike]:
    return [parts] if isinstance(parts, (str, os.PathLike, Study)) else list(parts)


def report(
    study: Study | PathLike,
    *,
    lang: Language | None = None,
    catalogue: PathLike | None = None,
    out: PathLike | None = None,
    charts: PathLike | None = None,
    other: Study | PathLike | None = None,
    force: bool = False,
    ran_in: PathLike | None = None,
) -> Path:
    """Writes the decision brief of a result. See `Study.report`."""
    pages = [study] if other is None else [study, other]
    page = out if out is not None else REPORT if other is not None else None
    flags = _flags(
        lang=lang,
        catalogue=_absolute(catalogue),
        out=_absolute(page),
        charts=_absolute(charts),
        force=force,
        quiet=True,
    )
    execute(["report", *(os.path.abspath(folder) for folder in pages), *flags], cwd=ran_in).check()
    return _written(Path(page) if page is not None else Path(study) / REPORT)


def _written(path: Path) -> Path:
    if not path.exists():
        raise UnexpectedOutputError(f"the program ended without an error and has not written {path}")
    return path


def export(
    study: Study | PathLike, file: PathLike, *, force: bool = False, ran_in: PathLike | None = None
) -> Path:
    """Writes a result as a map layer. See `Study.to_geojson`."""
    flags = _flags(geojson=True, out=_absolute(file), force=force, quiet=True)
    execute(["export", os.path.abspath(study), *flags], cwd=ran_in).check()
    return _written(Path(file))


class AnalysisOptions(TypedDict, total=False):
    """What `optimise`, `calibrate` and `sensitivity` take, each as in `run`."""

    folder: PathLike | None
    """Where the files lie that a dictionary names; by default the working folder."""
    set: Mapping[str, Any] | None
    """Values instead of those in the file, by path."""
    seed: int | None
    """Seed of designs, runs and draws."""
    threads: int | None
    """Threads; all processors if not given."""
    out: PathLike | None
    """Results folder; ``results/NAME`` if not given."""
    force: bool
    """Replace a result that was made with other settings."""
    resume: bool
    """Continue an unfinished analysis."""
    progress: Progress
    """True shows a bar on standard error; a function is called with the runs that are done and all."""
    beyond_limits: bool
    """Run even if the estimate exceeds memory."""


def optimise(
    study: ScenarioLike,
    *,
    lang: Language | None = None,
    catalogue: PathLike | None = None,
    **options: Unpack[AnalysisOptions],
) -> Study:
    """Finds the best mix of levers within each budget: table ``frontier``, gain and USD.

    Args:
        study: study file with ranges, budget and ``optimisation``, or what it would say as a dictionary.
        lang: language of the page, ``en`` or ``fr``; by default that of the locale.
        catalogue: file of texts in another language.
        options: see `AnalysisOptions`.

    Raises:
        InputError: the study is invalid.
        ProgramError: another exception by exit status.
    """
    return _analyse("optimise", study, options, lang=lang, catalogue=_absolute(catalogue))


def calibrate(study: ScenarioLike, **options: Unpack[AnalysisOptions]) -> Study:
    """Fits the parameters of a study's baseline to targets; its tables say how well, with the draws.

    Args:
        study: study file with ranges and ``calibration``, or what it would say as a dictionary.
        options: see `AnalysisOptions`.

    Raises:
        InputError: the study is invalid.
        ProgramError: another exception by exit status.
    """
    return _analyse("calibrate", study, options)


def sensitivity(study: ScenarioLike, **options: Unpack[AnalysisOptions]) -> Study:
    """Finds which parameters matter for an outcome and for the effects of variants.

    Args:
        study: study file with ranges and ``sensitivity`` or ``screening``, or what it would say as a
            dictionary.
        options: see `AnalysisOptions`.

    Raises:
        InputError: the study is invalid.
        ProgramError: another exception by exit status.
    """
    return _analyse("sensitivity", study, options)


def _analyse(command: str, study: ScenarioLike, options: AnalysisOptions, **more: Any) -> Study:
    if unknown := sorted({*options} - {*AnalysisOptions.__annotations__}):
        raise TypeError(f"{command}() got an unexpected keyword argument {unknown[0]!r}")
    folder, set, out = options.get("folder"), options.get("set"), options.get("out")
    progress = options.get("progress", False)
    source = source_of(study, folder)
    checked = validate(study, folder=folder, set=set)
    # Where there are errors the command tells them itself.
    place = Path(out) if out is not None else Path("results") / (checked.name or "unnamed")
    flags = _flags(
        seed=options.get("seed"),
        threads=options.get("threads"),
        out=_absolute(place) if source.cwd else place,
        force=options.get("force"),
        resume=options.get("resume"),
        beyond_limits=options.get("beyond_limits"),
        **more,
    )
    speech = ["--progress=always"] if progress else ["--quiet"]
    _scenario_command(command, source, [*set_arguments(set), *flags, *speech], progress).check()
    result = Study(place)
    result._warn(checked.warnings, stacklevel=3)
    return result


def parameters(filter: str | None = None) -> pd.DataFrame:
    """Everything that a scenario can set, by path: unit, range, default, judgement, source, meaning.

    Args:
        filter: text that the paths contain.

    Raises:
        UsageError: no path contains it.
    """
    return _listing("parameters", filter).set_index("path")


def columns(filter: str | None = None) -> pd.DataFrame:
    """Every column that results can have: file, column, type, unit, detail, meaning.

    Args:
        filter: text that the names of files or columns contain.

    Raises:
        UsageError: no name contains it.
    """
    return _listing("columns", filter)


def _listing(command: str, filter: str | None) -> pd.DataFrame:
    words = [] if filter is None else [filter]
    with execute([command, "--format=json", *words]).check().read() as text:
        frame = pd.DataFrame(json.loads(text))
    # The program writes an empty text where there is no judgement.
    for name in {"q05", "q50", "q95"} & {*frame.columns}:
        frame[name] = pd.to_numeric(frame[name].replace("", None))
    return frame


def version() -> str:
    """Version of the program, with its commit."""
    return execute(["--version"]).check().stdout.strip()
