"""What every peer shares: the constants of RW1, its sizes, and the line that a run prints."""

import json
import pathlib
import sys
import time

import numpy as np

_constants = json.loads(pathlib.Path(__file__).with_name("constants.json").read_text())
REMITTANCES = np.array(_constants["remittances"], np.float32)
FEES = np.array(_constants["fees"], np.float32)
UTILITIES = np.array(_constants["utilities"], np.float32)
SEASONS = np.array(_constants["seasons"], np.float32)
COMMUNES = 10
NEIGHBOURS = 8


def line(households, months, seed, wall, cpu, departures, trafficked, home, caught, awareness, cash):
    """The cells that `sim-run bench rw1` prints."""
    cells = [households, months, seed, 1, wall, cpu, int(departures), int(trafficked)]
    return ",".join(str(cell) for cell in cells + [float(x) for x in (home, caught, awareness, cash)])


def main(simulate):
    """Runs `simulate(households, months, seed)`, which returns its timing and counts."""
    households, months, seed = (int(argument) for argument in sys.argv[1:4])
    print(line(households, months, seed, *simulate(households, months, seed)))


class Stopwatch:
    """Wall time and processor time of the process."""

    def __enter__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.wall, self.cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
