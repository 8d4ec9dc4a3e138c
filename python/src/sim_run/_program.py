"""Finding the program and running it."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ._errors import ProgramNotFoundError, UnexpectedOutputError, error_of

NAME = "sim-run"
VARIABLE = "SIM_RUN"

Progress = bool | Callable[[int, int], None]

_WAYS_OUT = (
    "Install the wheel or the Debian package of sim-run, which carry it; or set the environment variable "
    f"{VARIABLE} to its path, such as .build/release/sim-run of a checkout after `make build`."
)


def program() -> Path:
    """The program that this package runs.

    It is that of the environment variable ``SIM_RUN``, else one carried by the package, else the first on
    ``PATH``.

    Raises:
        ProgramNotFoundError: there is none; the message says the ways out.
    """
    given = os.environ.get(VARIABLE)
    if given:
        found = shutil.which(os.path.expanduser(given))
        if found is None:
            raise ProgramNotFoundError(f"{VARIABLE} is {given!r}, which is no program. {_WAYS_OUT}")
        if _is_own_script(found):
            raise ProgramNotFoundError(
                f"{VARIABLE} is {given!r}, which is the script of this package, not the program. {_WAYS_OUT}"
            )
        return Path(found).absolute()
    carried = Path(__file__).parent / "bin" / NAME
    if os.access(carried, os.X_OK):
        return carried
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        found = shutil.which(NAME, path=folder) if folder else None
        if found is not None and not _is_own_script(found):
            return Path(found).absolute()
    raise ProgramNotFoundError(f"The program {NAME} was not found. {_WAYS_OUT}")


def _is_own_script(path: str) -> bool:
    """Whether a file is the script that an installer made for this package; it would call itself."""
    with open(path, "rb") as file:
        head = file.read(2000)
    return head.startswith(b"#!") and b"sim_run" in head


@dataclass
class Outcome:
    """How a command ended: what it wrote and its status."""

    status: int
    stdout: str
    stderr: str
    command: tuple[str, ...] = field(default=())

    @contextmanager
    def read(self) -> Iterator[str]:
        """What it wrote on standard output, to be read.

        Raises:
            UnexpectedOutputError: the reading failed.
        """
        try:
            yield self.stdout
        except (ValueError, LookupError) as error:
            said = (self.stdout.strip() or "nothing")[:200]
            raise UnexpectedOutputError(
                f"{' '.join(self.command[:2])} has written what this package does not read: {said}\n"
                f"{self.command[0]} --version says whether it is sim-run, and of which version"
            ) from error

    def check(self) -> Outcome:
        """Raises the exception of the status unless it is 0."""
        if self.status != 0:
            raise error_of(self.status, self.stderr, self.stdout, self.command)
        return self


# What the program draws over itself: [####....] 12/60 replicates, 0:05, 0:20 left.
_BAR = re.compile(r"^\[[#.]+\] ")
_COUNT = re.compile(r"^\[[#.]+\] (?P<done>\d+)(?:/(?P<total>\d+)| \w+, (?P<most>\d+) at most)")


def execute(
    arguments: Sequence[str],
    *,
    stdin: str | None = None,
    cwd: str | os.PathLike[str] | None = None,
    progress: Progress = False,
) -> Outcome:
    """Runs the program to its end.

    The program is a session of its own: else a terminal would send it a Ctrl-C beside that of this
    process, and a second one makes it stop at once. So it goes on to its end where this process is killed.

    Args:
        arguments: what follows the program's name.
        stdin: text for its standard input.
        cwd: its working folder.
        progress: True writes the bar on standard error; a function is told what is done and the whole.

    Raises:
        ProgramNotFoundError: there is no program.
        KeyboardInterrupt: after the program has ended in order; a second one stops it at once.
    """
    command = (str(program()), *arguments)
    environment = dict(os.environ)
    if progress:
        # A terminal of this kind is one that the program draws no bar on.
        if environment.get("TERM", "dumb") == "dumb":
            environment["TERM"] = "xterm"
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        if cwd is not None and not os.path.isdir(cwd):
            raise
        raise ProgramNotFoundError(f"{command[0]} cannot be run: {error.strerror}. {_WAYS_OUT}") from error
    out, err = _Reader(child.stdout), _Reader(child.stderr, progress)
    readers: list[threading.Thread] = [out, err]
    if stdin is not None:
        readers.append(_Feeder(child.stdin, stdin))
    for reader in readers:
        reader.start()
    try:
        child.wait()
    except BaseException as cause:
        _end(child, isinstance(cause, KeyboardInterrupt))
        for reader in readers:
            reader.join()
        if isinstance(cause, KeyboardInterrupt):
            # What became of the work stands at the end of what the program says.
            print(err.text.strip(), file=sys.stderr)
        raise
    for reader in readers:
        reader.join()
    if child.returncode == 0:
        err.end()
    if err.failure is not None:
        raise err.failure
    return Outcome(child.returncode, out.text, err.text, command)


def _end(child: subprocess.Popen[bytes], is_interrupt: bool) -> None:
    """Ends the program in order; at once on a second interrupt."""
    child.send_signal(signal.SIGINT if is_interrupt else signal.SIGTERM)
    while True:
        try:
            child.wait()
            return
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)


class _Reader(threading.Thread):
    """Takes up what the program writes, so that it never waits for a full pipe."""

    def __init__(self, pipe: IO[bytes] | None, progress: Progress = False) -> None:
        super().__init__(daemon=True)
        assert pipe is not None
        self._pipe = pipe
        self._progress = progress
        self._parts: list[str] = []
        self._width = 0
        self._told: tuple[int, int] | None = None
        self.failure: Exception | None = None

    @property
    def text(self) -> str:
        """All lines but those of the bar."""
        return "".join(self._parts)

    def run(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        rest = ""
        with self._pipe:
            while chunk := os.read(self._pipe.fileno(), 65536):
                *pieces, rest = re.split(r"(?<=[\r\n])", rest + decoder.decode(chunk))
                for piece in pieces:
                    self._take(piece)
                # A bar ends where the next begins, and is wanted before.
                if _BAR.match(rest):
                    self._take(rest)
                    rest = ""
        self._take(rest + decoder.decode(b"", final=True))
        if self._width:
            self._draw("")

    def _take(self, piece: str) -> None:
        bar = piece.strip("\r\n").rstrip()
        if not _BAR.match(bar):
            # The program clears its bar with spaces.
            if bar or piece.endswith("\n"):
                self._parts.append(piece)
        elif callable(self._progress):
            count = _COUNT.match(bar)
            if count:
                self._tell(int(count["done"]), int(count["total"] or count["most"]))
                # With a goal there may be fewer in the end.
                self._told = (int(count["done"]), int(count["total"])) if count["total"] else None
        elif self._progress:
            self._draw(bar)

    def _tell(self, done: int, total: int) -> None:
        try:
            if callable(self._progress):
                self._progress(done, total)
        except Exception as error:  # It is raised by who waits; here the pipe is to be read on.
            self.failure = error
            self._progress = False

    def end(self) -> None:
        """Tells that all is done: the program's last count may lack what was finished together with it."""
        if self._told is not None and self._told[0] < self._told[1]:
            self._tell(self._told[1], self._told[1])

    def _draw(self, bar: str) -> None:
        # sys.stderr and not the descriptor: a notebook shows the former.
        print("\r" + bar.ljust(self._width), end="" if bar else "\r", file=sys.stderr, flush=True)
        self._width = len(bar)


class _Feeder(threading.Thread):
    """Writes standard input while the output is read."""

    def __init__(self, pipe: IO[bytes] | None, text: str) -> None:
        super().__init__(daemon=True)
        assert pipe is not None
        self._pipe = pipe
        self._text = text

    def run(self) -> None:
        try:
            with self._pipe:
                self._pipe.write(self._text.encode())
        except BrokenPipeError:
            pass  # The program has ended and says why.


def call(*arguments: str | os.PathLike[str], cwd: str | os.PathLike[str] | None = None) -> str:
    """Runs any command of the program and returns what it prints.

    ``sim_run.call("patterns", "results/casmart-study")`` is ``sim-run patterns results/casmart-study``.

    Raises:
        ProgramError: the exception of the exit status.
    """
    return execute([os.fspath(argument) for argument in arguments], cwd=cwd).check().stdout
