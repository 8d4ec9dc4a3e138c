"""Section 7.4 of docs/model/odd.md, Decision."""
import numpy as np
from terms import BELIEF, BROKER, CHANNELS, DOMESTIC, ELSEWHERE, FARM, FISHING, INTERNAL, KIN, REGULAR


class Decision:
    """Who leaves a household this month, and by which channel."""

    def cost(self, k):
        return self.p["decision.cost_" + CHANNELS[k]]

    def earnings(self, k):
        return self.p["decision.earnings_" + ("irregular" if k in (BROKER, KIN) else CHANNELS[k])]

    def burden(self, k, cheap, normal):
        """Months of income, with the interest on what is borrowed; nobody saves in a group here."""
        p, c = self.p, self.cost(k)
        borrowed = np.maximum(0, c - self.savings)
        first = np.minimum(borrowed, cheap)
        return (c + p["decision.credit_months"] * (
            first * p["livelihood.rate_microfinance"]
            + (borrowed - first) * p["livelihood.rate_moneylender"])) / np.maximum(normal, 1)

    def stable(self, index, n):
        """Positive stable variates, E exp(-t S) = exp(-t^index)."""
        if index == 1:
            return np.ones(n)
        u, w = np.pi * self.rng.random(n), self.rng.exponential(size=n)
        a = (np.sin((1 - index) * u) * np.sin(index * u) ** (index / (1 - index))
             / np.sin(u) ** (1 / (1 - index)))
        return (a / w) ** ((1 - index) / index)

    def decide(self, normal):
        p, rng, n = self.p, self.rng, len(self.y)
        farm = FARM[self.of_year]

        def D(name):
            return p["decision." + name]

        self.adults = self.home_count(15, 200)
        who = np.flatnonzero(self.candidates & (self.adults[self.house] >= 2))
        h = self.house[who]
        cheap, dear = (np.maximum(0, limit - debt) for limit, debt in zip(
            self.limits(normal), self.debts, strict=True))
        L = self.savings + cheap + dear
        s = p["information.prior_strength"]
        m = (s * self.m0 + self.paid1) / (s + self.E1)
        pi = (s * np.minimum(.95, self.prior[:, None] * self.b) + self.B) / (s + self.E)
        pressure = np.minimum(1.5, self.debts.sum(0) / (6 * np.maximum(normal, 1)))
        small = np.array([float(c["families_under_1ha_rice_pct"]) / 100 for c in self.communes])
        km = np.array([float(c["km_to_checkpoint"]) for c in self.communes])
        abroad = (D("commune_residual") * self.residual + D("commune_smallholding") * small
                  - D("distance_weight") * km / 10)[self.commune]
        age = self.age[who]
        personal = (D("age_weight") * np.maximum(0, age - 28) / 10 + np.where(
            age < 18, D("minor_weight"), 0) - D("trauma_weight") * self.Z[who])
        best = rng.exponential(size=n)
        nest, shared = D("nest_index"), self.stable(D("nest_index"), n)
        details = {}
        for k in range(7):
            open_ = np.ones(len(who), bool)
            deceived, advanced = np.zeros(len(who), bool), np.zeros(len(who), bool)
            if k == KIN:
                open_ = self.kin_open[h]
            if k in (FISHING, DOMESTIC):
                open_ = (self.female[who] == (k == DOMESTIC)) & (
                    rng.random(len(who)) < D(CHANNELS[k] + "_offer_rate"))
            if k in (BROKER, FISHING, DOMESTIC):
                deceived = rng.random(len(who)) < self.d[self.commune[h]]
                advanced = rng.random(len(who)) < np.where(
                    deceived, D("advance_deceptive"), D("advance_honest"))
                open_ &= ~(deceived & (rng.random(len(who)) < D("recognition") * self.K[who]))
            open_ &= advanced | (self.cost(k) <= L[h])
            same = self.channel[who] == k
            U = (D("constant_" + CHANNELS[k]) - D("season_weight") * farm
                 + D("earnings_weight") / 100 * (
                     self.earnings(k) * m[h] * np.where(deceived, 1 + D("deceptive_promise"), 1)
                     - D("forgone_share") * self.y[h])
                 - np.where(advanced, 0, D("cost_weight") * self.burden(k, cheap, normal)[h])
                 + D("debt_weight") * pressure[h] + D("network_weight") * self.tie_share[k, h]
                 + D("experience_weight") * self.X[who] * np.where(same, 1, .5)
                 + D("unfinished_weight") * self.plan[who] * np.where(
                     same, 1, D("unfinished_other"))
                 + personal + np.where(self.female[who], D(
                     "woman_internal" if k == INTERNAL else "woman_abroad"), 0))
            if k != INTERNAL:
                U += abroad[h] - D("risk_weight") * pi[BELIEF[k], h]
            if k in (REGULAR, ELSEWHERE):
                U -= D("information_cost") * (1 - self.K[who]) * np.where(
                    same, 1 - self.plan[who], 1)
            e = rng.exponential(size=len(who))
            if k in (REGULAR, ELSEWHERE, BROKER, KIN):
                e = (e / shared[h]) ** nest
            arrival = np.where(open_, e / np.exp(U), np.inf)
            for j in np.flatnonzero(arrival < best[h]):
                if arrival[j] < best[h[j]]:
                    best[h[j]] = arrival[j]
                    details[h[j]] = (who[j], k, deceived[j], advanced[j])
        return sorted(details.values())
