"""RW1 in NumPy: whole columns, NumPy's own generator."""

import numpy as np
from rw1 import COMMUNES, FEES, NEIGHBOURS, REMITTANCES, SEASONS, UTILITIES, Stopwatch, main


def simulate(households, months, seed):
    rng = np.random.default_rng(seed)
    f = np.float32
    size = households // COMMUNES
    commune = np.arange(households) // size
    c = commune.astype(f)
    cash = 1000 * rng.random(households, f)
    debt = 500 * rng.random(households, f)
    a = f(0.3) * rng.random(households, f)
    saver = (rng.random(households, f) < 0.2).astype(f)
    members = rng.integers(1, 9, households).astype(f)
    status = np.zeros(households, np.int8)
    neighbours = (rng.integers(0, size, (NEIGHBOURS, households)) + commune * size).astype(np.int32)
    departures = trafficked = 0

    with Stopwatch() as watch:
        for t in range(1, months + 1):
            u = rng.random((2, households), f)
            z = rng.standard_normal(households, f)
            m = a[neighbours].mean(axis=0)
            attends = u[0] < f(0.03) + f(0.002) * c
            a = f(0.96) * a + f(0.1) * m * (1 - a) + np.where(attends, f(0.5) * (1 - a), f(0))

            income = np.exp(f(0.5) * z - f(0.125))
            cash += (130 + 2 * c) * income + REMITTANCES[status]
            cash -= 28 * members * (1 - f(0.1) * saver) + f(0.01) * debt
            change = np.where(cash < 0, cash, np.minimum(debt, f(0.5) * cash))
            debt = np.minimum(debt - change, f(5000))
            cash -= change

            x = np.stack([
                np.ones(households, f), np.minimum(cash / 1000, f(5)), debt / 1000, a, saver,
                members / 8, m, np.minimum(income, f(4)), f(0.1) * c,
                np.full(households, SEASONS[t % 12]),
            ])
            sums = np.cumsum(np.exp(UTILITIES @ x), axis=0)
            chosen = (u[1] * sums[4] >= sums[:4]).sum(axis=0, dtype=np.int8)

            home = status == 0
            p = np.where(status == 3, f(0.03) * (1 - f(0.7) * a) * (1 - f(0.05) * c), f(0))
            back = np.where(status == 5, f(0.05), f(1 / 12))
            taken = ~home & (u[1] < p)
            returns = ~home & ~taken & (u[1] < p + back)
            leaves = home & (chosen > 0)
            debt[leaves] += FEES[chosen[leaves]]
            status = np.where(home, chosen, status)
            status[taken] = 5
            status[returns] = 0
            departures += np.count_nonzero(leaves)
            trafficked += np.count_nonzero(taken)
            counts = np.bincount(commune * 6 + status, minlength=6 * COMMUNES).reshape(COMMUNES, 6)
            awareness = np.floor(1024 * a).astype(np.int64).reshape(COMMUNES, size).sum(axis=1)
            money = np.floor(cash).astype(np.int64).reshape(COMMUNES, size).sum(axis=1)

    n = households
    return (watch.wall, watch.cpu, departures, trafficked, counts[:, 0].sum() / n,
            counts[:, 5].sum() / n, awareness.sum() / n / 1024, money.sum() / n)


if __name__ == "__main__":
    main(simulate)
