"""Section 7.12 of docs/model/odd.md: what is counted, as docs/guide/columns.md defines it."""
import numpy as np
from terms import ABROAD_I, ABROAD_R, AWAY, EX_I, EX_IN, EX_R


class Accounting:
    """Flows of the reported months, and the outcomes of a run."""

    def count(self, name, by=1):
        if self.month >= 1:
            self.counts[name] = self.counts.get(name, 0) + by

    def adults_abroad(self):
        return np.isin(self.status, [ABROAD_R, ABROAD_I, EX_R, EX_I]) & (self.age >= 18)

    def abroad_by_commune(self):
        """Adults abroad of all adults, by code of the commune."""
        here = self.commune[self.house]
        away, adults = self.adults_abroad(), self.age >= 18
        return {c["code"]: away[here == index].sum() / adults[here == index].sum()
                for index, c in enumerate(self.communes)}

    def take_stock(self):
        inside = (self.status == AWAY) | (self.status == EX_IN)
        self.count("migrant_months", self.adults_abroad().sum() + inside.sum())

    def outcomes(self):
        abroad = self.adults_abroad()
        out = {k: float(v) for k, v in self.counts.items()}
        total = abroad.sum()
        out["departures_regular"] += out["departures_elsewhere"]
        out["exploited_end"] = np.isin(self.status, [EX_IN, EX_R, EX_I]).sum()
        out["abroad_share_end"] = total / (self.age >= 18).sum()
        irregular = np.isin(self.status, [ABROAD_I, EX_I]).sum()
        out["irregular_share_end"] = irregular / np.isin(
            self.status, [ABROAD_R, ABROAD_I, EX_R, EX_I]).sum()
        out["male_share_end"] = (abroad & ~self.female).sum() / total
        out["thailand_share_end"] = (abroad & ~self.distant).sum() / total
        out["away_under1_year"] = (abroad & (self.months < 12)).sum() / total
        out["away_over5_years"] = (abroad & (self.months >= 60)).sum() / total
        out["remittance_per_migrant_usd"] = out["remittances"] / out["migrant_months"]
        out["mean_debt_end_usd"] = self.debts.sum() / len(self.y)
        out["mean_savings_end_usd"] = self.savings.mean()
        out["survey_trafficked"] = np.mean([t[0] for t in self.survey])
        out["survey_never_paid"] = np.mean([t[1] for t in self.survey])
        return out
