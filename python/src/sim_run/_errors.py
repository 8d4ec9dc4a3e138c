"""What can go wrong: problems of an input, and an exception for each exit status of the program."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from ._study import Study


@dataclass(frozen=True)
class Problem:
    """Something wrong or doubtful in a scenario, a table or a setting.

    Attributes:
        severity: ``"error"`` or ``"warning"``.
        file: the file as it was given, ``"-"`` for a dictionary, or a flag such as
            ``"--set levers.savings.coverage=160%"``.
        line: line of the file from 1; None where the file as a whole or a flag is meant.
        column: column of the line from 1; None where it is not known.
        message: the value and the rule that it breaks.
        hint: the way out; may be empty.
    """

    severity: Literal["error", "warning"]
    file: str
    line: int | None
    column: int | None
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        text = f"{place}: {self.severity}: {self.message}"
        return "\n".join([text, *(_HINT + line for line in self.hint.splitlines())])


# A message of the program: file:line:column: error: text, and below it, indented, the way out. The text
# of a flag may have colons, so the place is everything before the first ": error: ".
_HEAD = re.compile(r"^(?P<place>.+?): (?P<severity>error|warning): (?P<message>.*)$")
_PLACE = re.compile(r"^(?P<file>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?$")
_HINT = "    "


def parse_problems(text: str) -> list[Problem]:
    """The problems that the program has printed, in their order; other lines are passed over."""
    problems: list[Problem] = []
    # Not at the other ends of lines that Python knows: a message may quote one.
    lines = iter(text.split("\n"))
    line = next(lines, None)
    while line is not None:
        head = _HEAD.match(line)
        line = next(lines, None)
        if head is None:
            continue
        hints = []
        while line is not None and line.startswith(_HINT):
            hints.append(line.strip())
            line = next(lines, None)
        place = _PLACE.match(head["place"])
        assert place is not None  # Any text matches.
        is_flag = head["place"].startswith("--")
        problems.append(
            Problem(
                severity="error" if head["severity"] == "error" else "warning",
                file=head["place"] if is_flag else place["file"],
                line=None if is_flag or place["line"] is None else int(place["line"]),
                column=None if is_flag or place["column"] is None else int(place["column"]),
                message=head["message"],
                hint="\n".join(hints),
            )
        )
    return problems


class InputWarning(UserWarning):
    """Something doubtful in a scenario, such as a lever that reaches nobody.

    Attributes:
        problem: the problem with its place.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return str(self.problem)


class SimRunError(Exception):
    """The base of all errors of this package."""


class ProgramNotFoundError(SimRunError):
    """No program ``sim-run`` was found; the message says the ways out."""


class TableNotFoundError(SimRunError, LookupError):
    """A result has no such table; the message names those that it has."""


class ResultNotFoundError(SimRunError):
    """A folder has no result."""


class ReplacedResultError(SimRunError):
    """A folder has another result than when it was opened."""


class UnexpectedOutputError(SimRunError):
    """The program ended without an error, and what it wrote is not what this package reads.

    It is another program of that name, or another version of it.
    """


class ProgramError(SimRunError):
    """The program ended with an error.

    Attributes:
        status: its exit status; negative for the number of a signal that ended it.
        stderr: what it wrote on standard error.
        stdout: what it wrote on standard output.
        command: the command line.
    """

    meaning: ClassVar[str] = "the program ended with an error"

    def __init__(self, status: int, stderr: str, stdout: str = "", command: tuple[str, ...] = ()) -> None:
        self.status = status
        self.stderr = stderr
        self.stdout = stdout
        self.command = command
        # As they were given, so that an error can be copied and sent to another process.
        super().__init__(status, stderr, stdout, command)

    def __str__(self) -> str:
        return self._text()

    def _text(self) -> str:
        said = self.stderr.strip() or self.stdout.strip()
        return said or f"{self.meaning} (status {self.status})"


class CheckFailed(ProgramError):
    """Status 1: a check failed, or results differ."""

    meaning = "a check failed, or results differ"


class UsageError(ProgramError):
    """Status 64: the command line is wrong, such as an argument out of its range."""

    meaning = "the command line is wrong"


class InputError(ProgramError):
    """Status 65: a scenario, or data that it names, are invalid.

    Attributes:
        problems: everything that is wrong or doubtful, in the order of its place.
    """

    meaning = "a scenario or its data are invalid"

    def __init__(self, status: int, stderr: str, stdout: str = "", command: tuple[str, ...] = ()) -> None:
        self.problems = parse_problems(stderr)
        super().__init__(status, stderr, stdout, command)

    def _text(self) -> str:
        # What is doubtful besides stands in `problems`.
        errors = [str(problem) for problem in self.problems if problem.severity == "error"]
        return "\n".join(errors) or super()._text()

    @property
    def _first(self) -> Problem | None:
        errors = [problem for problem in self.problems if problem.severity == "error"]
        return next(iter(errors + self.problems), None)

    @property
    def file(self) -> str | None:
        """File or flag of the first error; None where the program named none."""
        return self._first.file if self._first else None

    @property
    def line(self) -> int | None:
        """Line of the first error, from 1; None where a whole file or a flag is meant."""
        return self._first.line if self._first else None

    @property
    def column(self) -> int | None:
        """Column of the first error, from 1; None where it is not known."""
        return self._first.column if self._first else None

    @property
    def message(self) -> str:
        """The value of the first error and the rule that it breaks."""
        return self._first.message if self._first else str(self)

    @property
    def hint(self) -> str:
        """The way out of the first error; may be empty."""
        return self._first.hint if self._first else ""


class MissingInputError(InputError):
    """Status 66: a file or folder that was named does not exist."""

    meaning = "a file that was named does not exist"


class InternalError(ProgramError):
    """Status 70: a fault of the program."""

    meaning = "a fault of the program"


class RefusedOutputError(ProgramError):
    """Status 73: the folder may not be written, or holds something that the run may not replace."""

    meaning = "the folder may not be written"


class ReadWriteError(ProgramError):
    """Status 74: reading or writing failed, such as on a full disk."""

    meaning = "reading or writing failed"


class UnfinishedError(ProgramError):
    """Status 75: interrupted, or a precision not reached. What there is is valid and can be resumed.

    Attributes:
        study: the result so far; None where only a journal for ``resume=True`` was left.
    """

    meaning = "interrupted, or a precision was not reached"
    study: Study | None = None


class StoppedError(ProgramError):
    """Status 130: stopped at once, by a second interrupt."""

    meaning = "stopped by a second interrupt"


class KilledError(ProgramError):
    """A signal ended the program, such as the system's when memory is short."""

    def _text(self) -> str:
        try:
            name = signal.Signals(-self.status).name
        except ValueError:
            name = f"signal {-self.status}"
        return "\n".join(filter(None, [f"the program was ended by {name}", self.stderr.strip()]))


# The table of exit statuses; docs/guide/python.md prints it.
BY_STATUS: dict[int, type[ProgramError]] = {
    1: CheckFailed,
    64: UsageError,
    65: InputError,
    66: MissingInputError,
    70: InternalError,
    73: RefusedOutputError,
    74: ReadWriteError,
    75: UnfinishedError,
    130: StoppedError,
}


def error_of(status: int, stderr: str, stdout: str, command: tuple[str, ...]) -> ProgramError:
    """The exception for an exit status."""
    kind = KilledError if status < 0 else BY_STATUS.get(status, ProgramError)
    return kind(status, stderr, stdout, command)
