"""Finding the program, its whole command line, progress, interruption."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sim_run
from conftest import REPOSITORY, SMALL
from sim_run import _shipped
from sim_run._program import execute


def hide(patch: pytest.MonkeyPatch, path: str = os.devnull) -> None:
    patch.delenv("SIM_RUN")
    patch.setenv("PATH", path)


def test_the_variable_comes_first(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sim_run.program() == program
    assert sim_run.version().startswith("0.")
    monkeypatch.setenv("SIM_RUN", str(tmp_path / "none"))
    with pytest.raises(sim_run.ProgramNotFoundError, match=r"SIM_RUN is .*none.*make build"):
        sim_run.version()


def test_then_the_path_without_the_script_of_this_package(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Path(sys.executable).parent / "sim-run"
    assert script.is_file()
    hide(monkeypatch, str(script.parent))
    with pytest.raises(sim_run.ProgramNotFoundError, match="SIM_RUN"):
        sim_run.program()
    (tmp_path / "sim-run").symlink_to(program)
    monkeypatch.setenv("PATH", f"{script.parent}:{tmp_path}")
    assert sim_run.program() == tmp_path / "sim-run"
    monkeypatch.setenv("SIM_RUN", str(script))
    with pytest.raises(sim_run.ProgramNotFoundError, match="script of this package"):
        sim_run.program()


def test_a_program_in_the_package_comes_before_the_path(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the package with a program in it, as a wheel may carry one."""
    package = tmp_path / "sim_run"
    shutil.copytree(Path(sim_run.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "bin").mkdir()
    (package / "bin" / "sim-run").symlink_to(program)
    hide(monkeypatch)
    said = subprocess.run(
        [sys.executable, "-c", "import sim_run; print(sim_run.program())"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == str(package / "bin" / "sim-run")


@pytest.mark.parametrize("start", [["-m", "sim_run"], [str(Path(sys.executable).parent / "sim-run")]])
def test_all_arguments_and_the_status_go_through(start: list[str], folder: Path) -> None:
    arguments = ["validate", "-", "--set", "levers.savings.coverage=160%"]
    scenario = (folder / "scenarios" / "small-baseline.yaml").read_bytes()
    said, expected = (
        subprocess.run(
            [*command, *arguments], input=scenario, cwd=folder / "scenarios", capture_output=True, check=False
        )
        for command in ([sys.executable, *start], [os.environ["SIM_RUN"]])
    )
    assert said.returncode == expected.returncode == 65
    assert said.stderr == expected.stderr != b""


def test_without_a_program_the_command_says_the_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch)
    said = subprocess.run([sys.executable, "-m", "sim_run"], capture_output=True, text=True, check=False)
    assert said.returncode == 66
    assert "SIM_RUN" in said.stderr


def test_progress_is_told_to_a_function_and_to_people(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[tuple[int, int]] = []
    how = {"alone": True, "report": False, "detail": "summary", "out": "here", "force": True}
    sim_run.run("scenarios/small-baseline.yaml", replicates=60, progress=lambda *t: told.append(t), **how)  # type: ignore[arg-type]
    assert told[-1] == (60, 60)
    assert told == sorted(told)
    assert capsys.readouterr() == ("", "")
    sim_run.run("scenarios/small-baseline.yaml", replicates=61, progress=True, **how)  # type: ignore[arg-type]
    shown = capsys.readouterr().err
    assert "/61 replicates" in shown
    # The line is empty again.
    assert shown.endswith("\r")
    assert shown.split("\r")[-2].strip() == ""


def test_the_last_count_is_told_though_the_program_leaves_it_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replicates that finish together may be told by one count, of which the last is not drawn."""
    script = tmp_path / "program"
    script.write_text('#!/bin/sh\nprintf "\\r[##..] 5/7 replicates, 00:01, 00:01 left" >&2\nexit $1\n')
    script.chmod(0o755)
    monkeypatch.setenv("SIM_RUN", str(script))
    for status, expected in (("0", [(5, 7), (7, 7)]), ("75", [(5, 7)])):
        told: list[tuple[int, int]] = []
        outcome = execute([status], progress=lambda *t, told=told: told.append(t))
        assert (outcome.status, outcome.stderr) == (int(status), "")
        assert told == expected


def test_a_fault_of_the_function_is_raised(here: Path) -> None:
    def fail(done: int, total: int) -> None:
        raise RuntimeError(f"at {done}")

    with pytest.raises(RuntimeError, match="at "):
        sim_run.run("scenarios/small-baseline.yaml", alone=True, replicates=2, report=False, progress=fail)


def wait_for(path: Path, lines: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        if path.exists() and path.read_bytes().count(b"\n") > lines:
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} has no {lines} lines")


@pytest.mark.filterwarnings("ignore::sim_run.InputWarning")
def test_an_interrupted_run_goes_on_where_it_was(here: Path) -> None:
    """Ctrl-C at a terminal: it goes to all of the foreground, as here to a group of processes."""
    sim_run.write_scenario(SMALL, here / "small.json")
    script = textwrap.dedent("""
        import sim_run
        scenario = sim_run.read_scenario("small.json")
        sim_run.run(scenario, folder="scenarios", replicates=400, out="out", threads=1, report=False,
                    detail="summary")
    """)
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", script], stderr=subprocess.PIPE, start_new_session=True
    )
    wait_for(here / "out.part" / "journal", 5, process)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in said
    assert b"Interrupted: " in said
    # Ended in order: what was done is a result or a journal, and nobody is at work any more.
    finished = here / "out" / "run.json"
    kept = sim_run.open("out").replicates if finished.exists() else None
    if kept is not None:
        assert sim_run.open("out").ending == "interrupted"
        assert 5 <= kept < 400
    else:
        kept = (here / "out.part" / "journal").read_bytes().count(b"\n") - 1
        assert 5 <= kept < 400
    how = {"folder": "scenarios", "replicates": kept + 3, "report": False, "detail": "summary"}
    resumed = sim_run.run(SMALL, out="out", resume=True, **how)  # type: ignore[arg-type]
    assert (resumed.ending, resumed.replicates) == ("complete", kept + 3)
    whole = sim_run.run(SMALL, out="whole", **how)  # type: ignore[arg-type]
    assert sim_run.compare(whole, resumed).verdict == "identical"


def test_other_commands_are_called(study: sim_run.Study) -> None:
    assert "effects.csv" in sim_run.call("columns", "effects")
    with pytest.raises(sim_run.MissingInputError):
        sim_run.call("compare", study.folder, study.folder / "none")


def test_its_types_come_with_the_package() -> None:
    assert (Path(sim_run.__file__).parent / "py.typed").is_file()
    assert all(getattr(sim_run, name).__doc__ for name in sim_run.__all__)
    assert sim_run.__all__ == sorted(sim_run.__all__)


def test_carried_scenarios_are_copied_once_and_nothing_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError, match="take the folders scenarios and seeds of the checkout"):
        sim_run.copy_scenarios(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
    carried = tmp_path / "carried"
    for name in ("scenarios", "seeds"):
        shutil.copytree(REPOSITORY / name, carried / name)
    shutil.copyfile(REPOSITORY / "python" / "tutorial.ipynb", carried / "tutorial.ipynb")
    monkeypatch.setattr(_shipped, "_HERE", carried)
    scenarios = sim_run.copy_scenarios(tmp_path / "mine")
    assert (scenarios / "casmart-study.yaml").is_file() and (tmp_path / "mine" / "seeds").is_dir()
    assert (tmp_path / "mine" / "tutorial.ipynb").is_file()
    shutil.rmtree(scenarios)
    with pytest.raises(FileExistsError, match="seeds is there already"):
        sim_run.copy_scenarios(tmp_path / "mine")
    assert not scenarios.exists()


def test_a_wheel_carries_a_program_where_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = tmp_path / "carried" / "bin" / "sim-run"
    carried.parent.mkdir(parents=True)
    carried.write_text("#!/bin/sh\n")
    carried.chmod(0o755)
    (tmp_path / "parts.json").write_text("{}")
    names = {}
    for name in ("plain", "carrying"):
        if name == "carrying":
            monkeypatch.setenv("SIM_RUN_CARRY", str(carried.parents[1]))
            monkeypatch.setenv("SIM_RUN_CARRY_GLIBC", "2.34")
            monkeypatch.setenv("SIM_RUN_CARRY_SBOM", str(tmp_path / "parts.json"))
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / name)],
            cwd=REPOSITORY / "python",
            check=True,
            capture_output=True,
        )
        (wheel,) = (tmp_path / name).iterdir()
        with zipfile.ZipFile(wheel) as archive:
            names[name] = {one.filename: one.external_attr >> 16 for one in archive.infolist()}
        assert wheel.name.endswith("manylinux_2_34_x86_64.whl" if name == "carrying" else "none-any.whl")
    added = {one for one in names["carrying"] if one not in names["plain"]}
    assert {one.split("/", 1)[1] for one in added} == {"bin/sim-run", "sboms/parts.json"}
    assert names["carrying"]["sim_run/bin/sim-run"] & 0o111


def impostor(folder: Path, text: str) -> str:
    """A program of that name which says something else."""
    path = folder / "sim-run"
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("said", ["", "hello", "{"])
def test_another_program_of_that_name_is_told(
    study: sim_run.Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SIM_RUN", impostor(tmp_path, f"#!/bin/sh\necho '{said}'\n"))
    asked: list[Callable[[], object]] = [
        lambda: sim_run.run("scenarios/casmart.yaml"),
        lambda: sim_run.validate("scenarios/casmart.yaml"),
        sim_run.parameters,
        lambda: sim_run.replay(study, "scenario=a,replicate=1"),
        lambda: study.report(out=tmp_path / "page.html"),
        lambda: study.to_geojson(tmp_path / "layer.geojson"),
    ]
    for ask in asked:
        with pytest.raises(sim_run.UnexpectedOutputError):
            ask()


@pytest.mark.parametrize("text", ["no program\n", "#!/nowhere/sh\n"])
def test_a_program_that_cannot_run_is_told_with_the_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("SIM_RUN", impostor(tmp_path, text))
    with pytest.raises(sim_run.ProgramNotFoundError, match="cannot be run.*SIM_RUN"):
        sim_run.version()
