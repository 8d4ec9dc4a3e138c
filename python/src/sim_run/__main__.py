"""``python -m sim_run …`` and the script ``sim-run``: all arguments go to the program."""

from __future__ import annotations

import os
import sys

from ._errors import ProgramNotFoundError
from ._program import program

# The program's status for a missing file.
_MISSING = 66


def main() -> None:
    """Becomes the program, so that signals and the terminal are its own."""
    try:
        path = str(program())
    except ProgramNotFoundError as error:
        print(f"Error: {error}", file=sys.stderr)
        raise SystemExit(_MISSING) from None
    os.execv(path, [path, *sys.argv[1:]])


if __name__ == "__main__":
    main()
