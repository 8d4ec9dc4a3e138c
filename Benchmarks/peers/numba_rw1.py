"""RW1 in numba: one compiled loop over households, the same generator as ours."""

import math

import numpy as np
from numba import njit
from rw1 import COMMUNES, FEES, NEIGHBOURS, REMITTANCES, SEASONS, UTILITIES, Stopwatch, main

KEY = np.uint32(0xDECAFBAD)


@njit(inline="always")
def philox(c0, c1, c2, c3, key0, key1):
    for _ in range(10):
        first = np.uint64(c0) * np.uint64(0xD2511F53)
        second = np.uint64(c2) * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = (
            np.uint32(np.uint32(second >> np.uint64(32)) ^ c1 ^ key0), np.uint32(second),
            np.uint32(np.uint32(first >> np.uint64(32)) ^ c3 ^ key1), np.uint32(first))
        key0 = np.uint32(key0 + np.uint32(0x9E3779B9))
        key1 = np.uint32(key1 + np.uint32(0xBB67AE85))
    return c0, c1, c2, c3


@njit(inline="always")
def uniform(word):
    return (np.float32(word & np.uint32(0x7FFFFF)) + np.float32(0.5)) * np.float32(2.0**-23)


@njit
def start(seed, cash, debt, a, saver, members, neighbours):
    size = len(cash) // COMMUNES
    for i in range(len(cash)):
        one, zero, three = np.uint32(i), np.uint32(0), np.uint32(3)
        w = philox(one, zero, three, zero, seed, KEY)
        cash[i] = np.float32(1000) * uniform(w[0])
        debt[i] = np.float32(500) * uniform(w[1])
        a[i] = np.float32(0.3) * uniform(w[2])
        limit = np.float32(0.2) * np.float32(2**23)
        saver[i] = np.float32(w[3] & np.uint32(0x7FFFFF)) < limit
        w = philox(one, zero, three, np.uint32(1), seed, KEY)
        members[i] = 1 + (np.uint64(w[0]) * np.uint64(8) >> np.uint64(32))
        for half in range(2):
            w = philox(one, zero, three, np.uint32(2 + half), seed, KEY)
            for j in range(4):
                other = np.uint64(w[j]) * np.uint64(size) >> np.uint64(32)
                neighbours[4 * half + j, i] = i // size * size + int(other)


@njit(error_model="numpy", fastmath={"contract"})
def month(t, seed, season, cash, debt, a, after, saver, members, status, neighbours, counts):
    f = np.float32
    size = len(cash) // COMMUNES
    sums = np.empty(5, np.float32)
    for commune in range(COMMUNES):
        c = f(commune)
        for i in range(commune * size, (commune + 1) * size):
            w = philox(np.uint32(i), np.uint32(t), np.uint32(2), np.uint32(0), seed, KEY)
            u3 = uniform(w[3])
            m = f(0)
            for j in range(NEIGHBOURS):
                m += a[neighbours[j, i]]
            m *= f(0.125)
            old = a[i]
            now = f(0.96) * old + f(0.1) * m * (f(1) - old)
            if uniform(w[0]) < f(0.03) + f(0.002) * c:
                now += f(0.5) * (f(1) - old)
            after[i] = now

            z = math.sqrt(f(-2) * math.log(uniform(w[1]))) * math.cos(
                f(6.2831853) * uniform(w[2]))
            income = math.exp(f(0.5) * z - f(0.125))
            money = cash[i] + (f(130) + f(2) * c) * income + REMITTANCES[status[i]] - f(28) * f(
                members[i]) * (f(1) - f(0.1) * f(saver[i])) - f(0.01) * debt[i]
            change = money if money < 0 else min(debt[i], f(0.5) * money)
            owed = min(debt[i] - change, f(5000))
            money -= change

            now_status = status[i]
            if now_status == 0:
                x1, x2 = min(money * f(0.001), f(5)), owed * f(0.001)
                x4, x5, x7 = f(saver[i]), f(members[i]) * f(0.125), min(income, f(4))
                total = f(0)
                for k in range(5):
                    b = UTILITIES[k]
                    total += math.exp(
                        b[0] + b[1] * x1 + b[2] * x2 + b[3] * now + b[4] * x4 + b[5] * x5 + b[6] * m
                        + b[7] * x7 + b[8] * f(0.1) * c + b[9] * season)
                    sums[k] = total
                k = 0
                while k < 4 and u3 * total >= sums[k]:
                    k += 1
                if k > 0:
                    counts[commune, 6] += 1
                    owed += FEES[k]
                now_status = k
            else:
                p = f(0)
                if now_status == 3:
                    p = f(0.03) * (f(1) - f(0.7) * now) * (f(1) - f(0.05) * c)
                back = f(0.05) if now_status == 5 else f(1 / 12)
                if u3 < p:
                    now_status = 5
                    counts[commune, 7] += 1
                elif u3 < p + back:
                    now_status = 0
            cash[i], debt[i], status[i] = money, owed, now_status
            counts[commune, now_status] += 1
            counts[commune, 8] += int(f(1024) * now)
            counts[commune, 9] += int(money)


def simulate(households, months, seed):
    n, key = households, np.uint32(seed)
    cash, debt, a, after = (np.empty(n, np.float32) for _ in range(4))
    saver, members, status = (np.zeros(n, np.uint8) for _ in range(3))
    neighbours = np.empty((NEIGHBOURS, n), np.int32)
    start(key, cash, debt, a, saver, members, neighbours)

    def run(t, columns):
        counts = np.zeros((COMMUNES, 10), np.int64)
        month(t, key, SEASONS[t % 12], *columns, neighbours, counts)
        return counts.sum(axis=0)

    # Compiled before the clock, on copies.
    run(1, [x.copy() for x in (cash, debt, a, after, saver, members, status)])
    departures = trafficked = 0
    with Stopwatch() as watch:
        for t in range(1, months + 1):
            counts = run(t, (cash, debt, a, after, saver, members, status))
            a, after = after, a
            departures += counts[6]
            trafficked += counts[7]
    return (watch.wall, watch.cpu, departures, trafficked, counts[0] / n, counts[5] / n,
            counts[8] / n / 1024, counts[9] / n)


if __name__ == "__main__":
    main(simulate)
