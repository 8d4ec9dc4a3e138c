"""Section 7.3 of docs/model/odd.md, Livelihood."""
import numpy as np
from terms import FARM, HOME, cents


class Livelihood:
    """What a household earns, spends, saves and owes."""

    def home_count(self, low, high):
        some = (self.status == HOME) & (self.age >= low) & (self.age <= high)
        return np.bincount(self.house, some, len(self.y)).astype(int)

    def normal_income(self):
        w = self.home_count(18, 64)
        return self.y * np.where(w == 0, .5, w) ** self.p["livelihood.worker_exponent"]

    def limits(self, normal):
        return cents(normal * self.p["livelihood.limit_microfinance"]), cents(
            normal * self.p["livelihood.limit_moneylender"])

    def borrow(self, amount, debts, normal):
        lent = np.zeros(len(amount))
        for lender, limit in enumerate(self.limits(normal)):
            part = np.minimum(amount - lent, np.maximum(0, limit - debts[lender]))
            debts[lender] += part
            lent += part
        return lent

    def money(self, savings, debts, business, normal, earned, people, received):
        p, rng, n = self.p, self.rng, len(savings)

        def q(name):
            return p["livelihood." + name]

        floor = cents(q("consumption_floor") * q("poverty_line") * (.85 * people + .4))
        interest = cents(debts[0] * q("rate_microfinance")) + cents(debts[1] * q("rate_moneylender"))
        repay = cents(debts * q("amortisation"))
        illness = np.where(rng.random(n) < q("illness_rate"),
                           cents(q("illness_cost") * rng.exponential(size=n)), 0)
        lump = np.where(rng.random(n) < q("loan_rate"),
                        cents(normal * q("loan_size") * (.3 + 1.4 * rng.random(n))), 0)
        debts = debts.copy()
        self.borrow(lump, debts, normal)
        cash = (cents(earned) + cents(business * q("business_return")) + received - floor - illness
                - interest - repay.sum(0))
        spent = np.where(cash >= 0, cents(cash * q("propensity_to_consume")) + cents(
            (savings - q("savings_target") * normal) * q("excess_spent")), 0)
        gap = np.maximum(-cash, 0)
        drawn = np.minimum(savings, gap)
        gap = gap - drawn
        gap = gap - self.borrow(gap, debts, normal)
        distressed = gap > 1e-9
        for lender in range(2):
            lapsed = np.minimum(repay[lender], gap)
            repay[lender] -= lapsed
            gap = gap - lapsed
        return savings + np.maximum(cash, 0) - spent - drawn, debts - repay, distressed

    def pay(self, h, amount, normal):
        part = min(self.savings[h], amount)
        debts = self.debts[:, h:h + 1].copy()
        lent = self.borrow(np.array([amount - part]), debts, normal[h:h + 1])[0]
        if lent < amount - part - 1e-6:
            return False
        self.savings[h] -= part
        self.debts[:, h:h + 1] = debts
        return True

    def livelihood(self):
        """Returns the normal incomes of the month."""
        p, rng, n = self.p, self.rng, len(self.y)
        if self.of_year == 0 or not hasattr(self, "flood"):
            self.flood = rng.random(len(self.communes)) < p["livelihood.flood_probability"]
        a = np.where(self.land == 0, p["livelihood.farm_share_landless"],
                     p["livelihood.farm_share_landed"])
        f = (1 + 2 * p["livelihood.season_swing"] * FARM[self.of_year] * a) * (1 - np.where(
            (8 <= self.of_year) & self.flood[self.commune], p["livelihood.flood_loss"] * a, 0))
        normal = self.normal_income()
        earned = normal * f * self.ln(1, p["livelihood.income_noise"], n) * (
            1 - p["recovery.trauma_income_loss"] * self.worst)
        self.count("remittances", self.remitted.sum())
        self.savings, self.debts, distressed = self.money(
            self.savings, self.debts, self.business, normal, earned, self.home_count(0, 200),
            self.remitted)
        self.count("distressed_months", distressed.sum())
        self.remitted = np.zeros(n)
        return normal
