"""Runs the program sim-run from Python and reads its results.

    import sim_run

    study = sim_run.run("scenarios/casmart-study.yaml", replicates=30)
    study.effects

No figure of the model is computed here: tables are those that the program has written. Units of columns are
those of ``study.describe(table)``, units of settings those of ``sim_run.parameters()``.
"""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _version

from ._commands import (
    AnalysisOptions,
    Check,
    Comparison,
    Estimate,
    Replay,
    Validation,
    calibrate,
    columns,
    compare,
    estimate,
    merge,
    missing_parts,
    optimise,
    parameters,
    replay,
    run,
    sensitivity,
    validate,
    version,
)
from ._errors import (
    CheckFailed,
    InputError,
    InputWarning,
    InternalError,
    KilledError,
    MissingInputError,
    Problem,
    ProgramError,
    ProgramNotFoundError,
    ReadWriteError,
    RefusedOutputError,
    ReplacedResultError,
    ResultNotFoundError,
    SimRunError,
    StoppedError,
    TableNotFoundError,
    UnexpectedOutputError,
    UnfinishedError,
    UsageError,
)
from ._program import call, program
from ._scenario import read_scenario, scenario_text, study_from_frame, write_scenario
from ._shipped import copy_scenarios
from ._study import Study, open

try:
    __version__ = _version("sim-run")
except PackageNotFoundError:  # read from a checkout that is not installed
    __version__ = "0"

__all__ = [
    "AnalysisOptions",
    "Check",
    "CheckFailed",
    "Comparison",
    "Estimate",
    "InputError",
    "InputWarning",
    "InternalError",
    "KilledError",
    "MissingInputError",
    "Problem",
    "ProgramError",
    "ProgramNotFoundError",
    "ReadWriteError",
    "RefusedOutputError",
    "ReplacedResultError",
    "Replay",
    "ResultNotFoundError",
    "SimRunError",
    "StoppedError",
    "Study",
    "TableNotFoundError",
    "UnexpectedOutputError",
    "UnfinishedError",
    "UsageError",
    "Validation",
    "calibrate",
    "call",
    "columns",
    "compare",
    "copy_scenarios",
    "estimate",
    "merge",
    "missing_parts",
    "open",
    "optimise",
    "parameters",
    "program",
    "read_scenario",
    "replay",
    "run",
    "scenario_text",
    "sensitivity",
    "study_from_frame",
    "validate",
    "version",
    "write_scenario",
]
