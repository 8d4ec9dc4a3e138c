"""Section 7.7 of docs/model/odd.md, Return."""
from terms import (
    ABROAD_I,
    ABROAD_R,
    AWAY,
    BELIEF,
    DEPORT,
    EX_I,
    EX_IN,
    EX_R,
    HOME,
    INTERNAL,
    RETURNING,
    SECTORS,
)


class Return:
    """Who is deported, comes free, or goes home."""

    def returns(self):
        self.deported, self.stories = [], {}
        self.season = max(0, 1 + self.p["return.deportation_season"] * (
            DEPORT[self.of_year] / DEPORT.mean() - 1))
        for i in self.away:
            self.come_back(i, self.season)

    def come_back(self, i, season):
        p, U, s = self.p, self.rng.random, self.status[i]
        if s in (ABROAD_I, EX_I) and self.leader[i] < 0 and not self.distant[i]:
            chance = p["return.deportation_rate"] / 12 * season * p["return.crackdown"]
            chance *= p["return.deportation_exploited"] if s == EX_I else 1
            exposure = (p["return.exposure." + SECTORS[self.sector[i]]] if self.sector[i] else 1)
            chance *= exposure
            chance *= p["return.deportation_unpaid"] if self.unpaid[i] else 1
            if U() < min(1, chance) or U() < 1 - (
                    1 - p["return.mass_return"]) ** exposure:
                return self.deport(i)
        if s in (AWAY, ABROAD_R, ABROAD_I):
            if self.leader[i] >= 0:
                return
            if self.timer[i] > 1:
                self.timer[i] -= 1
            else:
                self.go_home(i)
        elif s in (EX_IN, EX_R, EX_I):
            if U() < p["return.rescue_rate"]:
                return self.free(i)
            if self.timer[i] > 1:
                self.timer[i] -= 1
                return
            self.count("escaped" if U() < p["return.escape_share"] else "released")
            if self.age[i] >= 18 and U() < p["return.stays_on"]:
                self.unpaid[i] = False
                self.status[i] -= 3
                self.timer[i] = self.draw_stay(self.channel[i])
            else:
                self.free(i)
        elif s == RETURNING and self.months[i] > 0:
            if not self.distant[i] or U() < 1 / p["return.repatriation_wait"]:
                self.go_home(i)

    def along(self, i):
        h = self.house[i]
        return [c for c in range(self.first[h], self.first[h + 1]) if self.leader[c] == i]

    def end(self, i, left=0):
        self.plan[i] = 1 if self.unpaid[i] else min(1, left / 12)
        brought = self.p["return.experience_trafficked"] if self.trafficked[i] else 1
        self.X[i] = max(self.X[i], brought)
        if self.trafficked[i]:
            self.Z[i] = max(self.Z[i], self.p["recovery.trauma_exploited"])

    def free(self, i, left=0):
        self.status[i], self.months[i], self.leader[i] = RETURNING, 0, -1
        self.end(i, left)

    def deport(self, i):
        for j in [i] + self.along(i):
            self.free(j, self.timer[j] if self.status[j] in (AWAY, ABROAD_R, ABROAD_I) else 0)
            self.count("deported")
            self.deported.append(j)

    def go_home(self, i):
        for j in [i] + self.along(i):
            if self.status[j] in (AWAY, ABROAD_R, ABROAD_I):
                self.end(j)
            self.status[j], self.months[j], self.leader[j] = HOME, 0, -1
            k, h = self.channel[j], self.house[j]
            if k != INTERNAL:
                own = self.p["information.own_counts"]
                self.E[BELIEF[k], h] += own
                self.B[BELIEF[k], h] += own * self.trafficked[j]
                self.E1[h] += own
                self.paid1[h] += own * (not self.unpaid[j])
                self.stories[h] = (BELIEF[k], self.trafficked[j])
