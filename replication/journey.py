"""Section 7.5 of docs/model/odd.md, Journey."""
from terms import ELSEWHERE, INTERNAL, REGULAR, cents


class Journey:
    """Who waited, who sets out, and who gets through."""

    def journey(self, departures, normal):
        """Returns the trips that begin, one to a household at most."""
        left = {}
        for i in self.waiting:
            h = self.house[i]
            if self.timer[i] > 1:
                self.timer[i] -= 1
            elif self.adults[h] >= 2 and h not in left:
                self.waits[i] = False
                left[h] = (i, self.channel[i], False, False, False)
        for i, k, deceived, advanced in departures:
            h = self.house[i]
            if h not in left:
                trip = self.set_out(i, k, deceived, advanced, normal)
                if trip:
                    left[h] = trip
        return left.values()

    def set_out(self, i, k, deceived, advanced, normal):
        p, U, h = self.p, self.rng.random, self.house[i]
        if advanced:
            self.debts[1, h] += self.cost(k)
        else:
            self.pay(h, self.cost(k), normal)
        if k in (REGULAR, ELSEWHERE):
            low, high = int(p["journey.wait_shortest"]), int(p["journey.wait_longest"])
            self.waits[i], self.channel[i] = True, k
            self.timer[i] = max(1, self.rng.integers(low, high + 1))
            return None
        if k == INTERNAL:
            return i, k, False, False, False
        best = None
        for post, km in self.options[self.commune[h]]:
            informal = self.kind[post] == "informal"
            u = (-p["journey.distance_cost"] * km / 10 - p["journey.informal_cost"] * informal
                 - p["journey.detection_weight"] * self.stop[post] + self.rng.gumbel())
            if best is None or u > best[0]:
                best = (u, post, informal)
        _, post, informal = best
        if U() < self.stop[post] and not (
                U() < p["journey.bribe_probability"] and self.pay(h, p["journey.bribe"], normal)):
            self.count("turned_back")
            if not advanced:
                self.savings[h] += cents(self.cost(k) * (1 - p["journey.fare_lost"]))
            return None
        return i, k, deceived, advanced, informal
