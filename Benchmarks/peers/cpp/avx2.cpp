// RW1 by hand in AVX2 intrinsics: eight households at a time, in stages over blocks of 256. Short stages:
// with the chain of a whole formula in one loop it is an eighth slower.
#include <immintrin.h>

#include "rw1.h"

using F = __m256;
using I = __m256i;

static inline F all(float x) { return _mm256_set1_ps(x); }
static inline I all(int x) { return _mm256_set1_epi32(x); }
static inline F fma(F a, F b, F c) { return _mm256_fmadd_ps(a, b, c); }
static inline F bytes(const uint8_t *p) {
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)p)));
}

/// e to the x: 2ⁿ times a polynomial of the rest, within 2 units in the last place.
static inline F exponential(F x) {
  x = _mm256_max_ps(_mm256_min_ps(x, all(88.0f)), all(-87.0f));
  const F n = _mm256_round_ps(x * all(1.442695041f), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  F r = _mm256_fnmadd_ps(n, all(0.693359375f), x);
  r = _mm256_fnmadd_ps(n, all(-2.12194440e-4f), r);
  F y = fma(all(1.3814467e-3f), r, all(8.368781e-3f));
  y = fma(y, r, all(4.1668393e-2f));
  y = fma(y, r, all(0.1666652f));
  y = fma(y, r, all(0.49999994f));
  y = fma(y, r * r, r + all(1.0f));
  const I power = _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23);
  return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(y), power));
}

/// The logarithm of a normal number above 0.
static inline F logarithm(F x) {
  const I base = all(0x3F3504F3);
  const I offset = _mm256_sub_epi32(_mm256_castps_si256(x), base);
  const F e = _mm256_cvtepi32_ps(_mm256_srai_epi32(offset, 23));
  const I bits = _mm256_add_epi32(_mm256_and_si256(offset, all(0x7FFFFF)), base);
  const F f = _mm256_castsi256_ps(bits) - all(1.0f), z = f * f;
  F y = fma(all(7.0376836292e-2f), f, all(-1.1514610310e-1f));
  y = fma(y, f, all(1.1676998740e-1f));
  y = fma(y, f, all(-1.2420140846e-1f));
  y = fma(y, f, all(1.4249322787e-1f));
  y = fma(y, f, all(-1.6668057665e-1f));
  y = fma(y, f, all(2.0000714765e-1f));
  y = fma(y, f, all(-2.4999993993e-1f));
  y = fma(y, f, all(3.3333331174e-1f));
  y = fma(y * f, z, e * all(-2.12194440e-4f));
  y = fma(all(-0.5f), z, y) + f;
  return fma(e, all(0.693359375f), y);
}

/// cos(2πu) for u from 0 to 1: the sine of a quarter turn at most.
static inline F cosine(F u) {
  const F centred = u - all(0.5f);
  const F t = _mm256_andnot_ps(all(-0.0f), centred) - all(0.25f), z = t * t;
  F y = fma(all(-15.094643f), z, all(42.058693f));
  y = fma(y, z, all(-76.70586f));
  y = fma(y, z, all(81.60525f));
  y = fma(y, z, all(-41.3417f));
  return fma(y, z, all(6.2831855f)) * t;
}

static inline F number(I word) {
  const F x = _mm256_cvtepi32_ps(_mm256_and_si256(word, all(0x7FFFFF)));
  return fma(x, all(0x1p-23f), all(0x1p-24f));
}

/// Both halves of the products of eight words and a constant.
static inline void multiply(I x, I factor, I &high, I &low) {
  const I even = _mm256_mul_epu32(x, factor);
  const I odd = _mm256_mul_epu32(_mm256_srli_epi64(x, 32), factor);
  high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
  low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
}

struct alignas(32) Scratch {
  float u0[256], income[256], u2[256], u3[256], mean[256], odds[5][272];
};

static void draw(const State &s, int t, int first, int count, Scratch &b) {
  for (int i = 0; i < count; i += 8) {
    I c0 = _mm256_add_epi32(all(first + i), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    I c1 = all(t), c2 = all(2), c3 = all(0);
    uint32_t k0 = s.seed, k1 = KEY;
    for (int round = 0; round < 10; round++) {
      I high0, low0, high1, low1;
      multiply(c0, all(int(0xD2511F53)), high0, low0);
      multiply(c2, all(int(0xCD9E8D57)), high1, low1);
      c0 = _mm256_xor_si256(_mm256_xor_si256(high1, c1), all(int(k0)));
      c2 = _mm256_xor_si256(_mm256_xor_si256(high0, c3), all(int(k1)));
      c1 = low1, c3 = low0;
      k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
    }
    _mm256_store_ps(b.u0 + i, number(c0));
    _mm256_store_ps(b.income + i, number(c1));
    _mm256_store_ps(b.u2 + i, number(c2));
    _mm256_store_ps(b.u3 + i, number(c3));
  }
}

static void meet(const State &s, int first, int count, Scratch &b) {
  for (int i = 0; i < count; i += 8) {
    F m[8];
    for (int j = 0; j < 8; j++)
      m[j] = _mm256_i32gather_ps(
          s.aware, _mm256_loadu_si256((const I *)(s.neighbours[j] + first + i)), 4);
    const F sum = ((m[0] + m[1]) + (m[2] + m[3])) + ((m[4] + m[5]) + (m[6] + m[7]));
    _mm256_store_ps(b.mean + i, sum * all(0.125f));
  }
}

static void earn(int count, Scratch &b) {
  for (int i = 0; i < count; i += 8)
    _mm256_store_ps(b.income + i, all(-2.0f) * logarithm(_mm256_load_ps(b.income + i)));
  for (int i = 0; i < count; i += 8) {
    const F z = _mm256_sqrt_ps(_mm256_load_ps(b.income + i)) * cosine(_mm256_load_ps(b.u2 + i));
    _mm256_store_ps(b.income + i, fma(all(0.5f), z, all(-0.125f)));
  }
  for (int i = 0; i < count; i += 8)
    _mm256_store_ps(b.income + i, exponential(_mm256_load_ps(b.income + i)));
}

static inline int64_t sum(I x) {
  alignas(32) int32_t lanes[8];
  _mm256_store_si256((I *)lanes, x);
  int64_t total = 0;
  for (int lane : lanes) total += lane;
  return total;
}

static void decide(State &s, int t, int commune, int first, int count, Scratch &b, Counts &counts) {
  const float c = commune, season = SEASONS[t % 12];
  const F remittances = _mm256_loadu_ps(REMITTANCES), fees = _mm256_loadu_ps(FEES);
  F constant[5];
  for (int k = 0; k < 5; k++)
    constant[k] = all(UTILITIES[k][0] + UTILITIES[k][8] * (0.1f * c) + UTILITIES[k][9] * season);
  const F risk = all(0.03f * (1 - 0.05f * c));
  I statuses[6], departures = all(0), trafficked = all(0), awareness = all(0), money = all(0);
  for (auto &one : statuses) one = all(0);

  for (int i = 0; i < count; i += 8) {
    const int h = first + i;
    const F m = _mm256_load_ps(b.mean + i), income = _mm256_load_ps(b.income + i);
    const I status = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(s.status + h)));
    const F saver = bytes(s.saver + h), members = bytes(s.members + h);

    const F old = _mm256_loadu_ps(s.aware + h), rest = all(1.0f) - old;
    const F attends =
        _mm256_cmp_ps(_mm256_load_ps(b.u0 + i), all(0.03f + 0.002f * c), _CMP_LT_OQ);
    const F a = fma(all(0.96f), old, fma(all(0.1f) * m, rest,
                                         _mm256_and_ps(attends, all(0.5f) * rest)));
    _mm256_storeu_ps(s.next + h, a);

    F debt = _mm256_loadu_ps(s.debt + h);
    F cash = fma(all(130 + 2 * c), income, _mm256_loadu_ps(s.cash + h)) +
             _mm256_permutevar8x32_ps(remittances, status);
    cash = _mm256_fnmadd_ps(all(28.0f) * members, fma(all(-0.1f), saver, all(1.0f)), cash);
    cash = _mm256_fnmadd_ps(all(0.01f), debt, cash);
    const F change = _mm256_blendv_ps(_mm256_min_ps(debt, all(0.5f) * cash), cash, cash);
    debt = _mm256_min_ps(debt - change, all(5000.0f));
    cash = cash - change;
    _mm256_storeu_ps(s.cash + h, cash);

    const F x[7] = {_mm256_min_ps(cash * all(0.001f), all(5.0f)), debt * all(0.001f), a, saver,
                    members * all(0.125f), m, _mm256_min_ps(income, all(4.0f))};
    for (int k = 0; k < 5; k++) {
      F utility = constant[k];
      for (int j = 0; j < 7; j++) utility = fma(all(UTILITIES[k][j + 1]), x[j], utility);
      _mm256_store_ps(b.odds[k] + i, utility);
    }
    _mm256_storeu_ps(s.debt + h, debt);
  }
  for (int k = 0; k < 5; k++)
    for (int i = 0; i < count; i += 8)
      _mm256_store_ps(b.odds[k] + i, exponential(_mm256_load_ps(b.odds[k] + i)));
  for (int i = 0; i < count; i += 8) {
    const int h = first + i;
    const F u3 = _mm256_load_ps(b.u3 + i), cash = _mm256_loadu_ps(s.cash + h);
    const F a = _mm256_loadu_ps(s.next + h);
    F debt = _mm256_loadu_ps(s.debt + h);
    const I status = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(s.status + h)));
    F total = all(0.0f), sums[5];
    for (int k = 0; k < 5; k++) sums[k] = total = total + _mm256_load_ps(b.odds[k] + i);
    const F lot = u3 * total;
    I chosen = all(0);
    for (int k = 0; k < 4; k++)
      chosen = _mm256_sub_epi32(
          chosen, _mm256_castps_si256(_mm256_cmp_ps(lot, sums[k], _CMP_GE_OQ)));

    const I home = _mm256_cmpeq_epi32(status, all(0));
    const F p = _mm256_and_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(status, all(3))),
                              risk * fma(all(-0.7f), a, all(1.0f)));
    const F back =
        _mm256_blendv_ps(all(1 / 12.0f), all(0.05f),
                         _mm256_castsi256_ps(_mm256_cmpeq_epi32(status, all(5))));
    const I stays = _mm256_castps_si256(_mm256_cmp_ps(u3, p + back, _CMP_GE_OQ));
    const I taken = _mm256_andnot_si256(
        home, _mm256_castps_si256(_mm256_cmp_ps(u3, p, _CMP_LT_OQ)));
    const I away = _mm256_blendv_epi8(_mm256_and_si256(status, stays), all(5), taken);
    const I next = _mm256_blendv_epi8(away, chosen, home);
    const I leaves = _mm256_and_si256(home, _mm256_cmpgt_epi32(chosen, all(0)));
    debt = debt + _mm256_and_ps(_mm256_castsi256_ps(leaves),
                                _mm256_permutevar8x32_ps(fees, chosen));
    _mm256_storeu_ps(s.debt + h, debt);
    const I words = _mm256_packus_epi32(next, next);
    const I packed = _mm256_packus_epi16(words, words);
    *(int32_t *)(s.status + h) = _mm256_extract_epi32(packed, 0);
    *(int32_t *)(s.status + h + 4) = _mm256_extract_epi32(packed, 4);

    for (int k = 1; k < 6; k++)
      statuses[k] = _mm256_sub_epi32(statuses[k], _mm256_cmpeq_epi32(next, all(k)));
    departures = _mm256_sub_epi32(departures, leaves);
    trafficked = _mm256_sub_epi32(trafficked, taken);
    awareness = _mm256_add_epi32(awareness, _mm256_cvttps_epi32(a * all(1024.0f)));
    money = _mm256_add_epi32(money, _mm256_cvttps_epi32(cash));
  }
  int64_t others = 0;
  for (int k = 1; k < 6; k++) {
    const int64_t number = sum(statuses[k]);
    counts.status[k] += number;
    others += number;
  }
  counts.status[0] += count - others;
  counts.departures += sum(departures);
  counts.trafficked += sum(trafficked);
  counts.awareness += sum(awareness);
  counts.cash += sum(money);
}

void month(State &s, int t, int commune, int first, int last, Counts &counts) {
  Scratch scratch;
  for (int start = first; start < last; start += 256) {
    const int count = last - start < 256 ? last - start : 256;
    draw(s, t, start, count, scratch);
    meet(s, start, count, scratch);
    earn(count, scratch);
    decide(s, t, commune, start, count, scratch, counts);
  }
}
