"""Words and small rules that all sections of docs/model/odd.md share."""
import numpy as np

FARM = [.6, -.4, -.9, -1, -.5, .1, .4, .2, -.3, 0, .8, 1]
DEPORT = np.array([.87, .84, .97, 1.32, .74, .68, 1.06, 1.46, 1.33, .89, .84, .855])
CHANNELS = ["internal", "regular", "elsewhere", "broker", "kin", "fishing", "domestic"]
INTERNAL, REGULAR, ELSEWHERE, BROKER, KIN, FISHING, DOMESTIC = range(7)
BELIEF = [-1, 0, 0, 1, 2, 3, 4]
(HOME, AWAY, ABROAD_R, ABROAD_I, EX_IN, EX_R, EX_I, RETURNING) = range(8)
SECTORS = ["none", "construction", "agriculture", "fishing", "domestic", "manufacturing", "services",
           "entertainment", "begging"]


def share_out(total, weights):
    weights = np.array(weights, float)
    exact = total * weights / weights.sum()
    parts = exact.astype(int)
    rest = sorted(range(len(weights)), key=lambda i: (-(exact[i] - parts[i]), i))
    for i in rest[: total - parts.sum()]:
        parts[i] += 1
    return parts


def cents(x):
    return np.floor(np.clip(x, 0, 80000) * 100 + .5) / 100
