"""Section 7.9 of docs/model/odd.md, Hearsay."""
import numpy as np
from terms import ABROAD_I, AWAY, BROKER, FISHING, KIN, REGULAR


class Hearsay:
    """What ties see and are told."""

    def show(self):
        away = (self.status >= AWAY) & (self.status <= ABROAD_I)
        self.shown = np.array([np.bincount(self.house, away & (self.channel == k), len(self.y)) > 0
                               for k in range(7)])
        in_thailand = self.shown[[REGULAR, BROKER, KIN, FISHING]].any(0)
        n = len(self.y)
        self.kin_open = in_thailand | (np.bincount(
            self.end_a, in_thailand[self.end_b] & self.end_kin, n) > 0)
        self.tie_share = np.array([np.bincount(self.end_a, s[self.end_b], n) for s in self.shown]
                                  ) / np.maximum(1, self.degree)

    def hearsay(self):
        self.show()
        kept = self.half("information.belief_half_life")
        for h, (belief, bad) in self.stories.items():
            for other, _ in self.tie[h]:
                self.E[belief, other] += self.p["information.tie_counts"] / kept
                self.B[belief, other] += bad * self.p["information.tie_counts"] / kept
