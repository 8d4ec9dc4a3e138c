// RW1 in C++: state, initial state, counts and main, shared by the implementations of the month.
#pragma once
#include <time.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "constants.h"  // REMITTANCES, FEES, UTILITIES, SEASONS: written by Benchmarks/peers/run

using Words = std::array<uint32_t, 4>;

static inline Words philox(Words c, uint32_t k0, uint32_t k1) {
  for (int round = 0; round < 10; round++) {
    uint64_t first = uint64_t(c[0]) * 0xD2511F53u, second = uint64_t(c[2]) * 0xCD9E8D57u;
    c = {uint32_t(second >> 32) ^ c[1] ^ k0, uint32_t(second),
         uint32_t(first >> 32) ^ c[3] ^ k1, uint32_t(first)};
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return c;
}

static inline float uniform(uint32_t word) {
  return (float(word & 0x7FFFFF) + 0.5f) * 0x1p-23f;
}

constexpr int COMMUNES = 10;
constexpr uint32_t KEY = 0xDECAFBADu;

template <class T>
T *column(size_t n) {
  // A line more than needed keeps equal columns from lying a power of two apart.
  size_t bytes = (n * sizeof(T) + 63) / 64 * 64 + 64;
  void *start = aligned_alloc(64, bytes);
  for (size_t i = 0; i < bytes; i++) static_cast<char *>(start)[i] = 0;
  return static_cast<T *>(start);
}

struct State {
  int households, size;
  uint32_t seed;
  float *cash, *debt, *aware, *next;
  uint8_t *saver, *members, *status, *commune;
  int32_t *neighbours[8];

  State(int n, uint32_t seed) : households(n), size(n / COMMUNES), seed(seed) {
    cash = column<float>(n), debt = column<float>(n);
    aware = column<float>(n), next = column<float>(n);
    saver = column<uint8_t>(n), members = column<uint8_t>(n);
    status = column<uint8_t>(n), commune = column<uint8_t>(n);
    for (auto &one : neighbours) one = column<int32_t>(n);
    for (int i = 0; i < n; i++) {
      Words w = start(i, 0);
      cash[i] = 1000 * uniform(w[0]);
      debt[i] = 500 * uniform(w[1]);
      aware[i] = 0.3f * uniform(w[2]);
      saver[i] = float(w[3] & 0x7FFFFF) < 0.2f * 0x1p23f;
      members[i] = 1 + below(start(i, 1)[0], 8);
      commune[i] = i / size;
      for (int half = 0; half < 2; half++) {
        Words words = start(i, 2 + half);
        for (int j = 0; j < 4; j++)
          neighbours[4 * half + j][i] = commune[i] * size + below(words[j], size);
      }
    }
  }

  Words start(int i, uint32_t sub) const { return philox({uint32_t(i), 0, 3, sub}, seed, KEY); }
  static uint32_t below(uint32_t word, uint32_t bound) { return uint64_t(word) * bound >> 32; }
};

struct Counts {
  int64_t status[6] = {}, departures = 0, trafficked = 0, awareness = 0, cash = 0;
};

/// Takes households first to last − 1, of one commune, through a month.
void month(State &state, int t, int commune, int first, int last, Counts &counts);

static double seconds(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  int n = count > 1 ? atoi(arguments[1]) : 160000, months = count > 2 ? atoi(arguments[2]) : 48;
  uint32_t seed = count > 3 ? atoi(arguments[3]) : 1;
  State state(n, seed);
  Counts flows, last;
  double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (int t = 1; t <= months; t++) {
    last = Counts();
    for (int c = 0; c < COMMUNES; c++) {
      Counts counts;
      month(state, t, c, c * state.size, (c + 1) * state.size, counts);
      for (int s = 0; s < 6; s++) last.status[s] += counts.status[s];
      last.awareness += counts.awareness;
      last.cash += counts.cash;
      flows.departures += counts.departures;
      flows.trafficked += counts.trafficked;
    }
    std::swap(state.aware, state.next);
  }
  wall = seconds(CLOCK_MONOTONIC) - wall, cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  printf("%d,%d,%u,1,%.6f,%.6f,%ld,%ld,%.9g,%.9g,%.9g,%.9g\n", n, months, seed, wall, cpu,
         flows.departures, flows.trafficked, double(last.status[0]) / n,
         double(last.status[5]) / n, double(last.awareness) / n / 1024, double(last.cash) / n);
}
