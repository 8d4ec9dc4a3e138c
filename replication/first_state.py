"""Section 5 of docs/model/odd.md, Initialisation: migrants, stays under way, savings and debt."""
import math

import numpy as np
from terms import (
    ABROAD_I,
    ABROAD_R,
    AWAY,
    BROKER,
    DOMESTIC,
    ELSEWHERE,
    FARM,
    FISHING,
    HOME,
    INTERNAL,
    KIN,
    REGULAR,
    cents,
)


class FirstState:
    """Who is away when the burn-in begins, and what households own and owe."""

    def first_migrants(self):
        p, rng = self.p, self.rng
        adults = self.home_count(15, 200)
        known = [c for c in self.communes if c["international_migrants_male"]]
        groups = ["18_24", "25_35", "36_45", "46_60", "61"]
        for index, c in enumerate(self.communes):
            source = c if c in known else min(known, key=lambda o: self.km(o, c))
            mine = (self.commune[self.house] == index) & (self.age >= 15) & (self.age <= 54)
            ranked = {}
            total = {s: sum(float(c[s + g]) for g in groups) for s in "mf"}
            for s in "mf":
                some = np.flatnonzero(mine & (self.female == (s == "f")))
                weight = np.exp(p["decision.age_weight"] * np.maximum(0, self.age[some] - 28) / 10
                                + p["decision.minor_weight"] * (self.age[some] < 18))
                ranked[s] = some[np.argsort(rng.exponential(size=len(some)) / weight)]
            plan = []
            for s in "mf":
                name = "international_migrants_" + ("male" if s == "m" else "female")
                rate = float(source[name]) / sum(float(source[s + g]) for g in groups)
                plan.append((s, False, int(rate * total[s] * p["population.migrant_growth"] + .5)))
            for s in "mf":
                plan.append((s, True, int(total[s] * p["population.internal_migrant_share"] + .5)))
            for s, inside, count in plan:
                for i in ranked[s]:
                    if count == 0:
                        break
                    if self.status[i] == HOME and adults[self.house[i]] >= 2:
                        adults[self.house[i]] -= 1
                        self.send(i, inside)
                        if self.age[i] >= 18:
                            count -= 1
                            self.take_children(i)

    def take_children(self, i):
        if self.status[i] not in (AWAY, ABROAD_R, ABROAD_I) or self.channel[i] in (FISHING, DOMESTIC):
            return
        h = self.house[i]
        for c in range(self.first[h], self.first[h + 1]):
            if (self.age[c] < 15 and self.status[c] == HOME
                    and self.rng.random() < self.p["decision.children_along"]):
                self.channel[c], self.leader[c] = self.channel[i], i
                self.sector[c] = self.draw_sector(c, self.channel[i], True)
                self.abuse(c, False)
                self.distant[c], self.deceived[c] = self.distant[i], self.deceived[i]
                self.status[c], self.months[c], self.timer[c] = (
                    self.status[i], self.months[i], self.timer[i])

    def send(self, i, inside):
        p, U = self.p, self.rng.random
        irregular = p["population.initial_irregular_share"]
        if inside:
            k = INTERNAL
        elif U() >= irregular:
            k = ELSEWHERE if U() < .5 * (1 - p["population.initial_thailand_share"]) / (
                1 - irregular) else REGULAR
        else:
            u, b = U(), p["population.initial_broker_share"]
            offer = DOMESTIC if self.female[i] else FISHING
            k = BROKER if u < b else KIN if u < b + p["population.initial_kin_share"] else offer
        self.channel[i], self.sector[i] = k, self.draw_sector(i, k, False)
        self.distant[i] = self.draw_distant(k)
        if k in (BROKER, FISHING, DOMESTIC):
            self.deceived[i] = U() < p["adaptation.deceptive_share"]
        worse = k >= BROKER and U() < p["population.initial_exploited_share"] / irregular
        self.abuse(i, worse)
        self.status[i] = (AWAY if k == INTERNAL else ABROAD_R if k in (REGULAR, ELSEWHERE)
                          else ABROAD_I) + (3 if worse else 0)

        def biased(m, s):
            return self.ln(m * math.exp(s * s), s)
        w = {n: p["work." + n] for n in ("short_stay_share", "short_stay", "short_stay_spread",
                                         "long_stay", "long_stay_spread")}
        if worse:
            stay = biased(p["work.spell_fishing" if self.sector[i] == 3 else "work.spell"],
                          p["work.spell_spread"])
        elif k == INTERNAL:
            stay = biased(p["work.internal_stay"], p["work.internal_stay_spread"])
        else:
            short = w["short_stay_share"] * w["short_stay"] * math.exp(
                w["short_stay_spread"] ** 2 / 2)
            long = (1 - w["short_stay_share"]) * w["long_stay"] * math.exp(
                w["long_stay_spread"] ** 2 / 2)
            kind = "short" if U() < short / (short + long) else "long"
            stay = biased(w[kind + "_stay"], w[kind + "_stay_spread"])
        whole = max(1, int(min(stay + .5, 1200)))
        self.months[i] = int(U() * whole)
        self.timer[i] = whole - self.months[i]

    def first_balances(self):
        p, rng = self.p, self.rng
        size = np.diff(self.first)
        at_home = self.home_count(0, 200)
        normal = self.normal_income()
        cls = self.poor * 2 + (at_home < size)
        sent = (p["decision.earnings_irregular"] * p["work.remitted_share"] * p["work.remitters"]
                * .85 * (1 - p["work.cheated"] * (1 - p["work.cheated_pay"])))
        floor = p["livelihood.consumption_floor"] * p["livelihood.poverty_line"]
        pressure = (floor * (.85 * at_home + .4) - sent * (size - at_home)) / normal
        for one in np.unique(cls):
            mine = np.flatnonzero(cls == one)
            some = mine[np.arange(min(384, len(mine))) * len(mine) // min(384, len(mine))]
            some = some[np.argsort(pressure[some], kind="stable")]
            savings, debts = np.zeros(len(some)), np.zeros((2, len(some)))
            a = np.where(self.land[some] == 0, p["livelihood.farm_share_landless"],
                         p["livelihood.farm_share_landed"])
            every = int(p["work.remittance_interval"])
            away = (size - at_home)[some]
            lived = int(p["population.donor_months"])
            stay = sum(share * p[f"work.{which}_stay"] * math.exp(
                p[f"work.{which}_stay_spread"] ** 2 / 2) for which, share in (
                    ("short", p["work.short_stay_share"]), ("long", 1 - p["work.short_stay_share"])))
            for month in range(lived):
                # The months before the burn-in, so that the last is a December.
                year = (month - lived) % 12
                if year == 0 or month == 0:
                    flood = rng.random(len(some)) < p["livelihood.flood_probability"]
                f = (1 + 2 * p["livelihood.season_swing"] * FARM[year] * a) * (1 - np.where(
                    (year >= 8) & flood, p["livelihood.flood_loss"] * a, 0))
                got = cents(away * sent * every) if month % every == 0 else np.zeros(len(some))
                earned = normal[some] * f * self.ln(1, p["livelihood.income_noise"], len(some))
                savings, debts, _ = self.money(
                    savings, debts, 0, normal[some], earned, at_home[some], got)
                for at in np.flatnonzero(rng.random(len(some)) < away / stay):
                    fee = p["decision.cost_broker"]
                    part = min(savings[at], fee)
                    one = debts[:, at:at + 1].copy()
                    lent = self.borrow(np.array([fee - part]), one, normal[some][at:at + 1])[0]
                    if lent >= fee - part - 1e-6:
                        savings[at] -= part
                        debts[:, at:at + 1] = one
            place = np.searchsorted(pressure[some], pressure[mine])
            low, high = np.maximum(0, place - 8), np.minimum(len(some), place + 8)
            donor = low + (rng.random(len(mine)) * (high - low)).astype(int)
            scale = normal[mine] / normal[some][donor]
            self.savings[mine] = cents(savings[donor] * scale)
            self.debts[:, mine] = cents(debts[:, donor] * scale)
