"""The scenarios that the package carries."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_HERE = Path(__file__).parent
# What a scenario file names lies in these.
_FOLDERS = ("scenarios", "seeds")
_NOTEBOOK = "tutorial.ipynb"


def copy_scenarios(folder: str | os.PathLike[str] = ".") -> Path:
    """Copies what is there to begin with: scenarios with their places, tables and seeds, and a notebook.

    Only a wheel of ``make dist`` carries them; a checkout has them at its top, the notebook in ``python``.

    Args:
        folder: where ``scenarios``, ``seeds`` and ``tutorial.ipynb`` are to stand; made where it is missing.

    Returns:
        The folder of the scenarios.

    Raises:
        FileNotFoundError: the package carries none.
        FileExistsError: one of the three is there already; nothing is changed.
    """
    into = Path(folder)
    if not all((_HERE / name).is_dir() for name in _FOLDERS):
        raise FileNotFoundError(
            "this package carries no scenarios, since it was installed from its sources; "
            "take the folders scenarios and seeds of the checkout"
        )
    notebooks = [_NOTEBOOK] if (_HERE / _NOTEBOOK).is_file() else []
    for name in (*_FOLDERS, *notebooks):
        if (into / name).exists():
            raise FileExistsError(f"{into / name} is there already; name another folder, or move it away")
    for name in _FOLDERS:
        shutil.copytree(_HERE / name, into / name)
    for name in notebooks:
        shutil.copyfile(_HERE / name, into / name)
    return into / "scenarios"
