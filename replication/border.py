"""Section 5 of docs/model/odd.md, Initialisation: posts, and how far they are."""
import math


class Border:
    """Posts, and the crossings that a commune has."""

    def km(self, a, b):
        return math.hypot((float(a["latitude"]) - float(b["latitude"])) * 110.6,
                          (float(a["longitude"]) - float(b["longitude"])) * 108.2)

    def posts(self):
        p = self.p
        self.kind, at = ["checkpoint"], {}
        for i, c in enumerate(self.communes):
            if float(c["border_km"]) > 0:
                at[i] = len(self.kind)
                self.kind += ["gate", "informal"]
        self.options = []
        for i, c in enumerate(self.communes):
            near = sorted(at, key=lambda o: 0 if o == i else self.km(c, self.communes[o]))[:2]
            options = [(0, float(c["km_to_checkpoint"]))]
            for o in near:
                far = (0 if o == i else self.km(c, self.communes[o])) + float(
                    self.communes[o]["km_to_border"])
                options += [(at[o], far), (at[o] + 1, far)]
            self.options.append(options)
        self.officers = [int(p["journey.officers_" + k]) for k in self.kind]
        # Without training the perceived chance is and stays the true one.
        self.stop = [p["journey.stop_informal" if k == "informal" else "journey.stop_gate"]
                     for k in self.kind]
