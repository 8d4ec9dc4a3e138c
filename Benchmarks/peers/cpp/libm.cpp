// RW1 as plain C++: one household after the other, the C library's mathematics.
#include <math.h>

#include "rw1.h"

void month(State &s, int t, int commune, int first, int last, Counts &counts) {
  const float season = SEASONS[t % 12], c = commune;
  for (int i = first; i < last; i++) {
    const Words words = philox({uint32_t(i), uint32_t(t), 2, 0}, s.seed, KEY);
    const float u3 = uniform(words[3]);

    float m = 0;
    for (auto column : s.neighbours) m += s.aware[column[i]];
    m *= 0.125f;
    const float old = s.aware[i];
    float a = 0.96f * old + 0.1f * m * (1 - old);
    if (uniform(words[0]) < 0.03f + 0.002f * c) a += 0.5f * (1 - old);
    s.next[i] = a;

    const float z = sqrtf(-2 * logf(uniform(words[1]))) * cosf(6.2831853f * uniform(words[2]));
    const float income = expf(0.5f * z - 0.125f);
    float cash = s.cash[i] + (130 + 2 * c) * income + REMITTANCES[s.status[i]] -
                 28 * s.members[i] * (1 - 0.1f * s.saver[i]) - 0.01f * s.debt[i];
    const float change = cash < 0 ? cash : fminf(s.debt[i], 0.5f * cash);
    float debt = fminf(s.debt[i] - change, 5000);
    cash -= change;

    int status = s.status[i];
    if (status == 0) {
      const float x[10] = {1, fminf(cash * 0.001f, 5), debt * 0.001f, a, float(s.saver[i]),
                           s.members[i] * 0.125f, m, fminf(income, 4), 0.1f * c, season};
      float sum[5], total = 0;
      for (int k = 0; k < 5; k++) {
        float utility = 0;
        for (int j = 0; j < 10; j++) utility += UTILITIES[k][j] * x[j];
        sum[k] = total += expf(utility);
      }
      int k = 0;
      while (k < 4 && u3 * total >= sum[k]) k++;
      status = k;
      debt += FEES[k];
      counts.departures += k > 0;
    } else {
      const float p = status == 3 ? 0.03f * (1 - 0.7f * a) * (1 - 0.05f * c) : 0;
      const float back = status == 5 ? 0.05f : 1 / 12.0f;
      if (u3 < p) {
        status = 5;
        counts.trafficked++;
      } else if (u3 < p + back) {
        status = 0;
      }
    }
    s.cash[i] = cash;
    s.debt[i] = debt;
    s.status[i] = status;
    counts.status[status]++;
    counts.awareness += int64_t(a * 1024);
    counts.cash += int64_t(cash);
  }
}
