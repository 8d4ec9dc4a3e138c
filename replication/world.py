"""The state of the communes, and section 3 of docs/model/odd.md: the month, phase by phase."""
import numpy as np
from accounting import Accounting
from border import Border
from decision import Decision
from first_state import FirstState
from hearsay import Hearsay
from information import Information
from journey import Journey
from livelihood import Livelihood
from people import People
from returning import Return
from settlement import Settlement
from work import Work

BURN_IN, MONTHS = 24, 60


class World(People, Border, FirstState, Information, Livelihood, Decision, Journey, Work, Return, Hearsay,
            Settlement, Accounting):
    """One replicate. Arrays over households or persons; each part of it adds one section's rules."""

    def __init__(self, p, communes, residuals, seed):
        """p: parameters by path without `parameters.`; residuals: by code of the commune."""
        self.p, self.rng, self.communes = p, np.random.default_rng(seed), communes
        spread = p["decision.residual_spread"] * np.sqrt(1 + 1 / 8)
        self.residual = np.array([
            residuals[c["code"]] if c["code"] in residuals
            else p["decision.residual_mean"] + spread * self.rng.standard_t(7)
            for c in communes])
        self.households()
        self.ties()
        self.posts()
        self.first_migrants()
        self.show()
        self.first_balances()
        d = p["adaptation.deceptive_share"]
        c = p["information.initial_risk"] / max(
            .01, d * p["work.risk_deceptive"] + (1 - d) * p["work.risk_honest"])
        i = p["information.initial_risk"]
        self.prior = np.array([c * p["work.risk_regular"], i, c * p["work.risk_kin"], i, i])
        self.d = np.full(len(communes), d)
        self.deportees, self.survey, self.counts = [], [], {}

    def ln(self, median, sd, n=None):
        """LN(median, sd)."""
        return median * np.exp(sd * self.rng.standard_normal(n))

    def run(self):
        for month in range(1 - BURN_IN, MONTHS + 1):
            self.step(month)
        return self.outcomes()

    def step(self, month):
        self.month, self.of_year = month, (month - 1) % 12
        self.information()
        normal = self.livelihood()
        departures = self.decide(normal)
        for trip in self.journey(departures, normal):
            self.leave(*trip)
        self.months_away()
        self.returns()
        self.hearsay()
        self.settle()
        # 7.11 has no prosecutions and no training here.
        self.take_stock()
