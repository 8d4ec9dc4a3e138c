"""The blocks of the guide and the cells of the notebook, run as they stand."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
import sim_run
from conftest import REPOSITORY, make_folder


def shorten(folder: Path) -> None:
    """Shorter runs: the same commands over a year of two communes, in which they take seconds."""
    baseline = sim_run.read_scenario(folder / "scenarios" / "baseline.yaml")
    baseline["calendar"] = {"start": "2016-01", "burn_in": 6, "months": 12}
    baseline["population"] = {"select": ["010904", "010903"]}
    sim_run.write_scenario(baseline, folder / "scenarios" / "baseline.yaml", force=True)


def test_the_blocks_of_the_guide_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shorten(make_folder(tmp_path))
    monkeypatch.chdir(tmp_path)
    page = REPOSITORY / "docs" / "guide" / "python.md"
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) > 10
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sim_run.InputWarning)
        for number, block in enumerate(blocks, start=1):
            exec(compile(block, f"block {number} of {page.name}", "exec"), names)
    plt.close("all")
    assert (tmp_path / "casmart.xlsx").is_file()
    assert names["whole"].replicates == 4  # type: ignore[attr-defined]


def test_the_notebook_runs_from_start_to_end(tmp_path: Path) -> None:
    import nbclient
    import nbformat

    shorten(make_folder(tmp_path))
    text = (REPOSITORY / "python" / "tutorial.ipynb").read_text()
    notebook: Any = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are not committed"
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    kinds = {
        kind
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        for kind in output.get("data", ())
    }
    assert {"image/png", "text/html"} <= kinds
