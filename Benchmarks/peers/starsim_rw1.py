"""RW1 in Starsim: a module with states of its own, stepped by the simulation's loop."""

import numpy as np
import starsim as ss
from rw1 import COMMUNES, FEES, NEIGHBOURS, REMITTANCES, SEASONS, UTILITIES, Stopwatch, main


class Households(ss.Module):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.define_states(
            ss.FloatArr("commune", default=0),
            ss.FloatArr("cash", default=ss.random()),
            ss.FloatArr("debt", default=ss.random()),
            ss.FloatArr("awareness", default=ss.random()),
            ss.BoolArr("saver", default=ss.bernoulli(p=0.2)),
            ss.FloatArr("members", default=ss.randint(low=1, high=9)),
            ss.IntArr("status", default=0),
        )
        self.income = ss.normal(loc=0, scale=1)
        self.lot = ss.random()
        # The chance depends on the commune, which is known once there are agents.
        self.session = ss.bernoulli(p=lambda self, sim, uids: 0.03 + 0.002 * self.commune[uids])
        self.departures = self.trafficked = 0

    def init_post(self):
        super().init_post()
        n = len(self.cash)
        size = n // COMMUNES
        self.commune[:] = np.arange(n) // size
        self.cash[:] = 1000 * self.cash.values
        self.debt[:] = 500 * self.debt.values
        self.awareness[:] = 0.3 * self.awareness.values
        rng = np.random.default_rng(self.sim.pars.rand_seed)
        base = self.commune.values.astype(int) * size
        self.neighbours = rng.integers(0, size, (NEIGHBOURS, n)) + base

    def step(self):
        uids = self.sim.people.auids
        c, saver, members = self.commune.values, self.saver.values, self.members.values
        status, old, debt = self.status.values, self.awareness.values, self.debt.values
        m = old[self.neighbours].mean(axis=0)
        a = 0.96 * old + 0.1 * m * (1 - old)
        taught = self.session.filter(uids)
        a[taught] += 0.5 * (1 - old[taught])
        self.awareness[uids] = a

        income = np.exp(0.5 * self.income.rvs(uids) - 0.125)
        cash = self.cash.values + (130 + 2 * c) * income + REMITTANCES[status]
        cash -= 28 * members * (1 - 0.1 * saver) + 0.01 * debt
        change = np.where(cash < 0, cash, np.minimum(debt, 0.5 * cash))
        debt = np.minimum(debt - change, 5000)
        cash -= change
        self.cash[uids] = cash

        season = SEASONS[(self.ti + 1) % 12]
        x = np.stack([
            np.ones(len(a)), np.minimum(cash / 1000, 5), debt / 1000, a, saver, members / 8, m,
            np.minimum(income, 4), 0.1 * c, np.full(len(a), season),
        ])
        sums = np.cumsum(np.exp(UTILITIES @ x), axis=0)
        u = self.lot.rvs(uids)
        chosen = (u * sums[4] >= sums[:4]).sum(axis=0)

        home = status == 0
        p = np.where(status == 3, 0.03 * (1 - 0.7 * a) * (1 - 0.05 * c), 0)
        back = np.where(status == 5, 0.05, 1 / 12)
        leaves = home & (chosen > 0)
        taken = ~home & (u < p)
        returns = ~home & ~taken & (u < p + back)
        debt[leaves] += FEES[chosen[leaves]]
        self.debt[uids] = debt
        after = np.where(home, chosen, status)
        after[taken] = 5
        after[returns] = 0
        self.status[uids] = after
        self.departures += np.count_nonzero(leaves)
        self.trafficked += np.count_nonzero(taken)
        place = c.astype(int)
        self.counts = np.bincount(place * 6 + after, minlength=6 * COMMUNES).reshape(COMMUNES, 6)
        self.sums = [
            np.bincount(place, weights=np.floor(values), minlength=COMMUNES)
            for values in (1024 * a, cash)
        ]


def simulate(households, months, seed):
    module = Households(name="households")
    # A month is a step; the first one is month 1.
    sim = ss.Sim(
        n_agents=households, modules=module, start=2000, dur=ss.months(months - 1),
        dt=ss.month, rand_seed=seed, verbose=0)
    sim.init()
    with Stopwatch() as watch:
        sim.run()
    ours = sim.custom.households
    assert ours.ti >= months - 1, f"{ours.ti} steps"
    n = households
    return (watch.wall, watch.cpu, ours.departures, ours.trafficked, ours.counts[:, 0].sum() / n,
            ours.counts[:, 5].sum() / n, ours.sums[0].sum() / n / 1024, ours.sums[1].sum() / n)


if __name__ == "__main__":
    main(simulate)
