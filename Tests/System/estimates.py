#!/usr/bin/env python3
"""Holds what `--dry-run` tells to what the program takes: memory and disk within a factor of 2; time, which
other work on the machine lengthens, within a factor of 3 of what the first study says of the machine.
Usage: Tests/System/estimates.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import time

TINY = 3_000  # communes of one person
# MB that an estimate counts for the program itself. How many of its pages are in memory is up to the kernel.
PROGRAM = 30


def studies(folder):
    """Names and arguments of runs that differ in what takes most: persons, arms, replicates, rows,
    communes. Each takes seconds."""
    tiny = folder / "tiny.yaml"
    (folder / "tiny.csv").write_text(tiny_table())
    tiny.write_text(
        "schema: 1\nname: tiny\npopulation: {communes: tiny.csv, select: all}\nreplicates: 4\n"
        "calendar: {start: 2016-01, burn_in: 1, months: 6}\n"
    )
    return [
        ("persons", ["scenarios/casmart.yaml", "--replicates", "12"]),
        ("one run", ["scenarios/casmart.yaml", "--replicates", "1"]),
        ("arms", ["scenarios/casmart-study.yaml", "--replicates", "4"]),
        (
            "combinations",
            ["scenarios/which-lever.yaml", "--replicates", "4", "--detail", "summary"],
        ),
        (
            "replicates",
            [
                "scenarios/casmart.yaml",
                "--replicates",
                "200",
                "--set",
                "population.select=[010904]",
                "--no-report",
            ],
        ),
        ("communes", [str(tiny)]),
    ]


def tiny_table():
    """A table of communes with one household of one woman each."""
    header, first = pathlib.Path("scenarios/places/poipet/communes.csv").read_text().split("\n")[:2]
    names = header.split(",")
    row = dict(zip(names, first.split(","), strict=True))
    row.update({name: "0" for name in names if re.fullmatch("[mf]\\d.*", name)})
    row.update({name: "0" for name in names if name.startswith("international_migrants")})
    one = ("persons", "families", "villages", "adults_18_plus", "f25_35")
    row.update({name: "1" for name in one})
    lines = [header]
    for number in range(TINY):
        row["code"], row["name"] = f"{number:06}", f"C{number}"
        row["latitude"] = f"{13 + number % 100 * 0.01:.2f}"
        row["longitude"] = f"{102.5 + number // 100 * 0.01:.2f}"
        lines.append(",".join(row[name] for name in names))
    return "\n".join(lines) + "\n"


def told(program, arguments):
    """Seconds, MB of memory beside the program and MB on disk that a dry run tells."""
    run = subprocess.run(
        [program, "run", *arguments, "--dry-run"], capture_output=True, text=True, check=True
    )

    def figure(name):
        found = re.search(re.escape(name) + r"\s+([\d.,]+)", run.stdout)
        return float(found.group(1).replace(",", ""))

    return (
        figure("minutes, about") * 60,
        figure("memory in MB, about") - PROGRAM,
        figure("written in MB, about"),
    )


def own_memory(process):
    """MB that a process has of its own now, without pages of the program; 0 once it has ended."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"RssAnon:\s+(\d+)", status)
    return int(found.group(1)) * 1024 / 1e6 if found else 0


def taken(program, arguments, out):
    """The same, measured."""
    start = time.monotonic()
    run = subprocess.Popen(
        [program, "run", *arguments, "--quiet", "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    memory = 0
    while run.poll() is None:
        memory = max(memory, own_memory(run.pid))
        time.sleep(0.005)
    if run.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: ended with {run.returncode}")
    seconds = time.monotonic() - start
    written = sum(path.stat().st_size for path in out.iterdir())
    return seconds, memory, written / 1e6


def main():
    program = sys.argv[1]
    machine = None
    failed = False
    print(f"{'':14}{'seconds':>16}{'memory MB':>16}{'disk MB':>16}   told, and taken")
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(work)
        for name, arguments in studies(folder):
            estimate = told(program, arguments)
            measured = taken(program, arguments, folder / name.replace(" ", "-"))
            machine = machine or measured[0] / estimate[0]
            # Below these a factor tells nothing: seconds, MB, MB.
            wrong = [
                max(a, b) > least and not 1 / factor <= a / max(b, 1e-9) <= factor
                for a, b, least, factor in zip(
                    (estimate[0] * machine, *estimate[1:]), measured, (5, 5, 3), (3, 2, 2),
                    strict=True,
                )
            ]
            cells = "".join(
                f"{f'{a:.1f} {b:.1f}':>15}{'!' if bad else ' '}"
                for a, b, bad in zip(estimate, measured, wrong, strict=True)
            )
            print(f"{name:14}{cells}")
            failed = failed or any(wrong)
    if failed:
        sys.exit("an estimate (!) is too far from what was taken")


main()
