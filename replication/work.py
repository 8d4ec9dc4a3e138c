"""Section 7.6 of docs/model/odd.md, Work."""
import math

import numpy as np
from terms import (
    ABROAD_I,
    ABROAD_R,
    AWAY,
    BROKER,
    CHANNELS,
    DOMESTIC,
    ELSEWHERE,
    FISHING,
    HOME,
    INTERNAL,
    KIN,
    REGULAR,
    SECTORS,
)


class Work:
    """What becomes of those who arrive, and of those who are away."""

    def draw_sector(self, i, k, along):
        p = self.p
        if along:
            return 8 if self.rng.random() < p["work.children_begging"] else 0
        if k in (FISHING, DOMESTIC):
            return 3 if k == FISHING else 4
        mix = "internal" if k == INTERNAL else "women" if self.female[i] else "men"
        names = [s for s in SECTORS[1:8] if f"work.{mix}_mix.{s}" in p]
        if k == INTERNAL:
            names.remove("construction" if self.female[i] else "entertainment")
        weights = np.cumsum([p[f"work.{mix}_mix.{s}"] for s in names])
        return SECTORS.index(names[np.searchsorted(weights, self.rng.random() * weights[-1])])

    def draw_distant(self, k):
        p, u = self.p, self.rng.random()
        return (k == ELSEWHERE or k == FISHING and u < p["work.distant_fishing"]
                or k == DOMESTIC and u < p["work.distant_domestic"])

    def draw_stay(self, k):
        kind = "internal" if k == INTERNAL else (
            "short" if self.rng.random() < self.p["work.short_stay_share"] else "long")
        return max(1, int(self.ln(self.p[f"work.{kind}_stay"],
                                  self.p[f"work.{kind}_stay_spread"]) + .5))

    def abuse(self, i, trafficked):
        p, U = self.p, self.rng.random
        self.trafficked[i] = trafficked
        end = "_trafficked" if trafficked else ""
        self.cheated[i] = U() < p["work.cheated" + end]
        self.unpaid[i] = U() < p["work.unpaid_" + (
            "trafficked" if trafficked else "cheated" if self.cheated[i] else "other")]
        self.confined[i] = U() < p["work.confined" + end]

    def sector_risk(self, s):
        risks = [self.p["work.risk." + name] for name in SECTORS[1:]]
        return min(risks) if s == 0 else risks[s - 1]

    def internal_mean(self):
        names = ["manufacturing", "services", "entertainment"]
        w = [self.p["work.internal_mix." + s] for s in names]
        return sum(a * self.p["work.risk." + s] for a, s in zip(w, names, strict=True)) / sum(w)

    def risk(self, i):
        p, k = self.p, self.channel[i]
        if k == INTERNAL:
            return 0
        by = ("risk_regular" if k in (REGULAR, ELSEWHERE) else "risk_kin" if k == KIN
              else "risk_deceptive" if self.deceived[i] else "risk_honest")
        r = p["work.placement_risk"] * self.sector_risk(self.sector[i]) * p["work." + by]
        r *= p["work.risk_bonded"] if self.bonded[i] else 1
        r *= p["journey.informal_risk"] if self.informal[i] else 1
        r *= p["work.risk_distant"] if self.distant[i] else 1
        r *= p["work.risk_child"] if self.leader[i] >= 0 else 1
        return min(.95, r * math.exp(p["work.risk_knowledge"] * self.K[i]))

    def exploit(self, i):
        self.status[i] += 3
        self.abuse(i, True)
        self.leader[i] = -1
        median = self.p["work.spell_fishing" if self.sector[i] == 3 else "work.spell"]
        self.timer[i] = max(1, int(self.ln(median, self.p["work.spell_spread"]) + .5))
        self.count("true_cases")

    def place(self, i, k, deceived, bonded, informal, leader):
        self.channel[i], self.leader[i] = k, leader
        self.sector[i] = self.draw_sector(i, k, leader >= 0)
        self.deceived[i], self.bonded[i], self.informal[i] = deceived, bonded, informal
        self.distant[i] = self.draw_distant(k)
        self.months[i], self.timer[i], self.plan[i] = 0, self.draw_stay(k), 0
        self.status[i] = AWAY if k == INTERNAL else ABROAD_R if k < BROKER else ABROAD_I
        self.count("departures")
        self.count("departures_" + CHANNELS[k])
        if self.rng.random() < self.risk(i):
            self.exploit(i)
        else:
            self.abuse(i, False)

    def leave(self, i, *trip):
        self.place(i, *trip, -1)
        if self.age[i] >= 18 and trip[0] not in (FISHING, DOMESTIC):
            h = self.house[i]
            for child in range(self.first[h], self.first[h + 1]):
                if (self.age[child] < 15 and self.status[child] == HOME
                        and self.rng.random() < self.p["decision.children_along"]):
                    self.place(child, *trip, i)

    def months_away(self):
        p, U = self.p, self.rng.random
        mean = self.internal_mean()
        for i in self.away:
            self.months[i] += 1
            s = self.status[i]
            if s in (AWAY, ABROAD_R, ABROAD_I):
                if s == AWAY:
                    hazard = p["work.onset_internal"] * self.sector_risk(self.sector[i]) / mean
                    if not self.female[i] and self.age[i] >= 18:
                        hazard *= p["work.internal_men"]
                else:
                    hazard = p["work.onset"] * self.risk(i)
                every = int(p["work.remittance_interval"])
                if U() < hazard:
                    self.exploit(i)
                elif (self.remits[i] and not self.unpaid[i] and self.age[i] >= 15
                      and self.months[i] % every == 0):
                    part = p["work.cheated_pay"] if self.cheated[i] else 1
                    self.remitted[self.house[i]] += (self.earnings(self.channel[i]) * part
                                                     * p["work.remitted_share"] * every)
