"""Section 7.2 of docs/model/odd.md, Information."""
import numpy as np
from terms import HOME


class Information:
    """What fades, and who is away, waits, or may leave."""

    def half(self, name):
        return .5 ** (1 / self.p[name])

    def information(self):
        self.K = self.K0 + (self.K - self.K0) * self.half("information.knowledge_half_life")
        self.X *= self.half("decision.experience_half_life")
        self.plan *= self.half("decision.unfinished_half_life")
        home = self.status == HOME
        self.away = np.flatnonzero(~home)
        self.waiting = np.flatnonzero(home & self.waits)
        self.candidates = home & ~self.waits & (self.age >= 15) & (self.age <= 54)
        self.worst = np.zeros(len(self.y))
        np.maximum.at(self.worst, self.house[home], self.Z[home])
        self.Z[home] *= self.half("recovery.trauma_half_life")
        kept = self.half("information.belief_half_life")
        self.E, self.B = self.E * kept, self.B * kept
        self.E1, self.paid1 = self.E1 * kept, self.paid1 * kept
