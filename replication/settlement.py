"""Sections 7.10 and 7.12 of docs/model/odd.md: transit, the survey, screening. Without levers no services."""


class Settlement:
    """Who is returned from elsewhere, asked and screened."""

    def settle(self):
        p, rng, U = self.p, self.rng, self.rng.random
        transit = 0
        if self.deportees:
            transit = rng.poisson(p["return.transit_per_day"] * 30.4 * self.season)
        people = [self.deportees[j] for j in rng.integers(max(1, len(self.deportees)), size=transit)]
        mine = [(self.trafficked[i], self.unpaid[i], self.cheated[i], self.confined[i])
                for i in self.deported]
        if self.month >= 1 and self.of_year + 1 == p["survey.month"]:
            everyone = mine + people
            for j in rng.permutation(len(everyone))[: int(p["survey.sample"])]:
                self.survey.append(everyone[j])
        missed = [t for t in mine if t[0] and U() >= p["return.sensitivity"]]
        self.count("screened_missed", len(missed))
        self.deportees = (self.deportees + mine)[-1024:]
