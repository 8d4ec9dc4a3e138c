"""Scenarios and studies as dictionaries: from and to YAML, from frames, and as settings of a run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pandas as pd
import yaml

# Keys are text; values are texts, numbers, truth values, lists and mappings.
ScenarioDict = Mapping[str, Any]
ScenarioLike = str | os.PathLike[str] | ScenarioDict


class _Loader(yaml.SafeLoader):
    """Reads what the program reads: text unless it is plainly a number or a truth value.

    By YAML's own rules ``011002``, the code of a commune, would be the number 4610.
    """


class _Dumper(yaml.SafeDumper):
    """Writes every text that could be read as something else between quotes."""

    def ignore_aliases(self, data: Any) -> bool:
        return True  # The program takes no anchors.


_Loader.yaml_implicit_resolvers = {}
_DIGITS = list("-0123456789")
for _tag, _pattern, _first in (
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)", _DIGITS),
    ("float", r"-?(?:0|[1-9][0-9]*)?(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)", [*_DIGITS, "."]),
    ("null", r"~|null|", ["~", "n", ""]),
):
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def _float(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> float:
    return float(node.value)


_Loader.add_constructor("tag:yaml.org,2002:float", _float)


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    """A mapping whose keys stand once, as the program wants it."""
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"key {key.value!r} is given twice", key.start_mark
            )
        seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_scenario(path: str | os.PathLike[str]) -> dict[str, Any]:
    """A scenario or study file as a dictionary, as it is written: bases are named and not read.

    Shares such as ``17%``, months such as ``2016-01`` and codes such as ``011002`` are text.

    Args:
        path: the YAML file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no YAML, or no mapping; `sim_run.validate` says more of it.
    """
    try:
        read = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        raise ValueError(f"{os.fspath(path)} is not valid YAML: {error}") from None
    if not isinstance(read, dict):
        raise ValueError(f"{os.fspath(path)} is no mapping of keys to values")
    return read


def scenario_text(scenario: ScenarioDict) -> str:
    """A scenario or study as YAML.

    Raises:
        TypeError: a value is of a kind that no scenario has.
    """
    return yaml.dump(_plain(scenario), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def write_scenario(scenario: ScenarioDict, path: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Writes a scenario or study file.

    Args:
        scenario: what it says.
        path: the file. What it names must lie in its folder or below.
        force: replace a file with other contents.

    Raises:
        FileExistsError: there is another file, and ``force`` is not set.
    """
    file, text = Path(path), scenario_text(scenario)
    if not force and file.exists() and file.read_text(encoding="utf-8") != text:
        raise FileExistsError(f"{file} exists with other contents; force=True replaces it")
    file.write_text(text, encoding="utf-8")
    return file


def study_from_frame(
    settings: pd.DataFrame,
    *,
    name: str,
    baseline: str,
    extends: str | None = None,
    **keys: Any,
) -> dict[str, Any]:
    """A study with a variant for each row of a frame.

    Args:
        settings: columns are paths such as ``levers.awareness.coverage`` in the units of
            ``sim_run.parameters()``, or ``extends``; the index names the variants. A missing cell sets
            nothing. A whole number in a column with missing cells stays whole.
        name: name of the study.
        baseline: scenario file of the baseline.
        extends: scenario file that every variant extends; by default the baseline.
        keys: further keys of a study, such as ``replicates=30`` or ``parameters="data/posterior.csv"``.

    Raises:
        ValueError: two rows, or two columns, have one name.
    """
    paths = [str(path) for path in settings.columns]
    if twice := sorted({path for path in paths if paths.count(path) > 1}):
        raise ValueError(f"two columns are named {', '.join(twice)}: a variant sets each path once")
    names = [str(label) for label in settings.index]
    double = sorted({label for label in names if names.count(label) > 1})
    if double:
        raise ValueError(f"two rows are named {', '.join(double)}: the index names the variants")
    variants: dict[str, dict[str, Any]] = {}
    for label, (_, row) in zip(names, settings.astype(object).iterrows(), strict=True):
        variant = {} if extends is None else {"extends": extends}
        for path, value in row.items():
            if isinstance(value, (list, tuple, dict)) or not pd.isna(value):
                variant[str(path)] = _whole(value)
        variants[label] = variant
    return {"schema": 1, "study": name, "baseline": baseline, **keys, "variants": variants}


def _whole(value: Any) -> Any:
    """A column with missing cells is of floats, and the program takes no 40.0 for a number of places."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _plain(value: Any) -> Any:
    """A value as YAML's own kinds, numbers of NumPy and pandas among them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (str, bool, int, float)):
        # The exact type: a number of NumPy is a float too, and YAML has no word for it.
        for kind in (str, bool, int, float):
            if isinstance(value, kind):
                return kind(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if value is None:
        return None
    if hasattr(value, "tolist"):  # NumPy's arrays and numbers
        return _plain(value.tolist())
    raise TypeError(f"{value!r} is a {type(value).__name__}, which no scenario has")


def set_arguments(settings: Mapping[str, Any] | None) -> list[str]:
    """Settings as ``--set path=value``; nested mappings are joined by dots."""
    return [word for path, value in _flat(settings or {}) for word in ("--set", f"{path}={_set_text(value)}")]


def _flat(settings: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _set_text(value: Any) -> str:
    value = _plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_set_text(item) for item in value)}]"
    return repr(value) if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class Source:
    """A scenario as a command takes it: the argument, what standard input has, the folder to run in."""

    argument: str
    stdin: str | None = None
    cwd: str | None = None


def source_of(scenario: ScenarioLike, folder: str | os.PathLike[str] | None) -> Source:
    """How a command is told of a scenario. A dictionary goes by standard input, in its folder: the
    program reads files that a scenario names below there only.

    Raises:
        ValueError: a folder was given for a file, which has its own.
        NotADirectoryError: the folder is none.
    """
    if not isinstance(scenario, Mapping):
        if folder is not None:
            raise ValueError("folder= is for a dictionary; a file has its own")
        return Source(_argument(os.fspath(scenario)))
    place = Path(folder or ".")
    if not place.is_dir():
        raise NotADirectoryError(f"folder={os.fspath(place)!r} is no folder")
    return Source("-", scenario_text(scenario), os.fspath(place))


@contextmanager
def file_of(scenario: ScenarioLike | None, folder: str | os.PathLike[str] | None) -> Iterator[Sequence[str]]:
    """``--scenario FILE`` for commands that take no standard input: a dictionary stands in a file of
    its folder meanwhile."""
    if scenario is None:
        yield []
        return
    source = source_of(scenario, folder)
    if source.stdin is None:
        yield ["--scenario", source.argument]
        return
    with NamedTemporaryFile(
        "w", suffix=".yaml", prefix=".sim-run-", dir=os.path.abspath(source.cwd or "."), encoding="utf-8"
    ) as file:
        file.write(source.stdin)
        file.flush()
        yield ["--scenario", file.name]


def _argument(path: str) -> str:
    """A path that is not taken for a flag or for standard input."""
    return f"./{path}" if path.startswith("-") else path
