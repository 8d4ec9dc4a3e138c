"""RW1 in Mesa: one agent for each household, in Mesa's order of steps."""

import math

import mesa
from rw1 import COMMUNES, FEES, NEIGHBOURS, REMITTANCES, SEASONS, UTILITIES, Stopwatch, main

FEES, REMITTANCES = FEES.tolist(), REMITTANCES.tolist()
UTILITIES, SEASONS = UTILITIES.tolist(), SEASONS.tolist()


class Household(mesa.Agent):
    def __init__(self, model, commune):
        super().__init__(model)
        random = self.random.random
        self.commune = commune
        self.cash = 1000 * random()
        self.debt = 500 * random()
        self.awareness = self.known = 0.3 * random()
        self.saver = 1 if random() < 0.2 else 0
        self.members = self.random.randint(1, 8)
        self.status = 0
        self.neighbours = []

    def show(self):
        """What the others see this month."""
        self.known = self.awareness

    def step(self):
        random, model, c = self.random, self.model, self.commune
        m = sum(other.known for other in self.neighbours) / NEIGHBOURS
        old = self.awareness
        a = 0.96 * old + 0.1 * m * (1 - old)
        if random.random() < 0.03 + 0.002 * c:
            a += 0.5 * (1 - old)
        self.awareness = a

        income = math.exp(0.5 * random.gauss(0, 1) - 0.125)
        cash = (self.cash + (130 + 2 * c) * income + REMITTANCES[self.status]
                - 28 * self.members * (1 - 0.1 * self.saver) - 0.01 * self.debt)
        change = cash if cash < 0 else min(self.debt, 0.5 * cash)
        self.debt = min(self.debt - change, 5000)
        self.cash = cash - change

        u = random.random()
        if self.status == 0:
            x = (1, min(self.cash / 1000, 5), self.debt / 1000, a, self.saver, self.members / 8, m,
                 min(income, 4), 0.1 * c, model.season)
            odds = [math.exp(sum(b * v for b, v in zip(row, x, strict=True))) for row in UTILITIES]
            lot = u * sum(odds)
            k = 0
            while k < 4 and lot >= odds[k]:
                lot -= odds[k]
                k += 1
            if k > 0:
                self.status = k
                self.debt += FEES[k]
                model.departures += 1
        else:
            p = 0.03 * (1 - 0.7 * a) * (1 - 0.05 * c) if self.status == 3 else 0
            back = 0.05 if self.status == 5 else 1 / 12
            if u < p:
                self.status = 5
                model.trafficked += 1
            elif u < p + back:
                self.status = 0
        counts = model.counts[c]
        counts[self.status] += 1
        counts[6] += int(1024 * a)
        counts[7] += int(self.cash)


class Communes(mesa.Model):
    def __init__(self, households, seed):
        super().__init__(seed=seed)
        self.departures = self.trafficked = 0
        self.month = 0
        size = households // COMMUNES
        for commune in range(COMMUNES):
            village = [Household(self, commune) for _ in range(size)]
            for household in village:
                household.neighbours = self.random.choices(village, k=NEIGHBOURS)

    def step(self):
        # Mesa counts its own steps in self.steps.
        self.month += 1
        self.season = SEASONS[self.month % 12]
        self.counts = [[0] * 8 for _ in range(COMMUNES)]
        self.agents.do("show")
        self.agents.do("step")


def simulate(households, months, seed):
    model = Communes(households, seed)
    with Stopwatch() as watch:
        for _ in range(months):
            model.step()
    n = households
    total = [sum(column) for column in zip(*model.counts, strict=True)]
    return (watch.wall, watch.cpu, model.departures, model.trafficked, total[0] / n, total[5] / n,
            total[6] / n / 1024, total[7] / n)


if __name__ == "__main__":
    main(simulate)
