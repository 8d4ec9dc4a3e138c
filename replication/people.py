"""Section 5 of docs/model/odd.md, Initialisation: persons, households, ties."""
import math

import numpy as np
from terms import share_out


class People:
    """Who lives where, with whom, and who knows whom."""

    def households(self):
        p, rng = self.p, self.rng
        ages = [(18, 24), (25, 35), (36, 45), (46, 60), (61, 85)]
        names = ["18_24", "25_35", "36_45", "46_60", "61"]
        members, commune, village, poor, land = [], [], [], [], []
        villages = 0
        for index, c in enumerate(self.communes):
            left = share_out(int(c["adults_18_plus"]), [float(c["m" + n]) for n in names]
                             + [float(c["f" + n]) for n in names]).reshape(2, 5)

            def take(female, group, left=left):
                left[female, group] -= 1
                low, high = ages[group]
                age = rng.integers(low, high + 1)
                return (min(age, rng.integers(low, high + 1)) if group == 4 else age, female)

            here = []
            for _ in range(int(c["families"])):
                weights = np.array([.25, 1.2, 1.3, 1.3, .9]) * left.sum(0)
                group = np.searchsorted(np.cumsum(weights), rng.random() * weights.sum(), "right")
                female = int(rng.random() < p["population.women_heads"])
                if left[female, group] == 0:
                    female = 1 - female
                here.append([take(female, group)])
            for home in here:
                age, female = home[0]
                if rng.random() < p["population.spouse_of_" + ("woman" if female else "man")]:
                    own = next(i for i, a in enumerate(ages) if age <= a[1])
                    for group in (own, own - 1, own + 1):
                        if 0 <= group < 5 and left[1 - female, group] > 0:
                            home.append(take(1 - female, group))
                            break
            for group in range(5):
                while left[:, group].sum() > 0:
                    person = take(int(left[1, group] >= left[0, group]), group)
                    a, b = rng.integers(len(here), size=2)
                    here[a if len(here[a]) <= len(here[b]) else b].append(person)
            lot = np.repeat(np.arange(len(here)), [
                (1, 2, 4)[min(2, sum(20 <= m[0] <= 55 for m in home))] for home in here])
            for _ in range(int(c["persons"]) - int(c["adults_18_plus"])):
                a, b = lot[rng.integers(len(lot), size=2)]
                here[a if len(here[a]) <= len(here[b]) else b].append(
                    (rng.integers(18), int(rng.random() < .5)))
            n = len(here)
            sizes = share_out(n, .5 + rng.random(int(c["villages"])))
            v = np.repeat(np.arange(len(sizes)), sizes)
            effect = self.ln(1, p["population.poverty_clustering"], len(sizes))
            poor1, poor2 = float(c["idpoor1_pct"]), float(c["idpoor2_pct"])
            counts = share_out(n, [poor1, poor2, 100 - poor1 - poor2])
            order = np.argsort(rng.exponential(size=n) / effect[v])
            cls = np.zeros(n, int)
            cls[order[:counts[0]]], cls[order[counts[0]:counts[0] + counts[1]]] = 1, 2
            acres = np.zeros(n, int)
            small = float(c["families_under_1ha_rice_pct"])
            if small > 0:
                none = 100 * p["population.landless_share"]
                counts = share_out(n, [none, small, max(0, 100 - none - small)])
                acres[rng.permutation(n)] = np.repeat([0, 1, 2], counts)
            members += here
            commune += [index] * n
            village += list(v + villages)
            villages += len(sizes)
            poor, land = poor + list(cls), land + list(acres)
        self.commune, self.village = np.array(commune), np.array(village)
        self.poor, self.land = np.array(poor), np.array(land)
        n = len(members)
        self.first = np.concatenate([[0], np.cumsum([len(m) for m in members])])
        self.house = np.repeat(np.arange(n), np.diff(self.first))
        flat = [m for home in members for m in home]
        self.age = np.array([m[0] for m in flat])
        self.female = np.array([m[1] for m in flat], bool)
        N = len(flat)
        self.remits = rng.random(N) < p["work.remitters"]
        self.K0 = np.clip(p["population.knowledge_mean"] + (2 * rng.random(N) - 1)
                          * p["population.knowledge_spread"], 0, 1)
        self.K, self.X, self.Z = self.K0.copy(), np.zeros(N), np.zeros(N)
        self.plan = np.zeros(N)
        self.status, self.channel, self.sector = (np.zeros(N, int) for _ in range(3))
        self.months, self.timer, self.leader = np.zeros(N, int), np.zeros(N, int), np.full(N, -1)
        for flag in "cheated unpaid confined bonded distant deceived trafficked informal waits".split():
            setattr(self, flag, np.zeros(N, bool))
        factor = np.array([p["livelihood." + f] for f in
                           ("not_poor_factor", "very_poor_factor", "poor_factor")])[self.poor]
        self.y = factor * self.ln(p["livelihood.worker_income"], p["livelihood.income_spread"], n)
        self.business = np.where(rng.random(n) < p["population.business_share"], self.ln(
            p["population.business_capital"], p["population.business_spread"], n), 0)
        self.m0 = self.ln(p["information.earnings_bias"], p["information.earnings_spread"], n)
        sd = p["information.belief_spread"]
        bias = [p["information.bias_" + b] for b in
                ("regular", "broker", "kin", "fishing", "domestic")]
        self.b = np.array([self.ln(x * math.exp(-sd * sd / 2), sd, n) for x in bias])
        self.E, self.B = np.zeros((5, n)), np.zeros((5, n))
        self.E1, self.paid1 = np.zeros(n), np.zeros(n)
        self.savings, self.debts = np.zeros(n), np.zeros((2, n))
        self.remitted = np.zeros(n)

    def ties(self):
        p, rng, n = self.p, self.rng, len(self.y)
        start = np.searchsorted(self.village, np.arange(self.village.max() + 2))
        bounds = np.searchsorted(self.commune, np.arange(len(self.communes) + 1))
        self.tie = [[] for _ in range(n)]
        for h in range(n):
            low, high = start[self.village[h]], start[self.village[h] + 1]
            c0, c1 = bounds[self.commune[h]], bounds[self.commune[h] + 1]
            for step in range(1, int(p["network.mean_ties"]) // 2 + 1):
                if n > c1 - c0 and rng.random() < p["network.long_ties"]:
                    other = rng.integers(n - (c1 - c0))
                    other += (c1 - c0) * (other >= c0)
                elif high - low <= step:
                    continue
                elif rng.random() < p["network.rewiring"]:
                    other = low + rng.integers(high - low - 1)
                    other += other >= h
                else:
                    other = low + (h - low + step) % (high - low)
                kin = rng.random() < p["network.kin_share"]
                self.tie[h].append((other, kin))
                self.tie[other].append((h, kin))
        ends = np.array([(h, o, k) for h in range(n) for o, k in self.tie[h]])
        self.end_a, self.end_b, self.end_kin = ends[:, 0], ends[:, 1], ends[:, 2].astype(bool)
        self.degree = np.bincount(self.end_a, minlength=n)
        self.shown = np.zeros((7, n), bool)
