// Operations on eight lanes as operations on one vector.
//
// The standard library of Swift works out `a * b` of SIMD8<Float> lane by lane and leaves it to the
// optimiser to make vectors of that again, which it does for short formulas only. Here each operation
// is one on vectors from the start. Nothing is fused: every function rounds once.
#ifndef SIM_RUN_LANES_H
#define SIM_RUN_LANES_H

typedef float LanesFloat8 __attribute__((ext_vector_type(8)));
typedef int LanesInt8 __attribute__((ext_vector_type(8)));

#define LANES static inline __attribute__((always_inline))

LANES LanesFloat8 lanes_add(LanesFloat8 a, LanesFloat8 b) { return a + b; }
LANES LanesFloat8 lanes_subtract(LanesFloat8 a, LanesFloat8 b) { return a - b; }
LANES LanesFloat8 lanes_multiply(LanesFloat8 a, LanesFloat8 b) { return a * b; }
LANES LanesFloat8 lanes_divide(LanesFloat8 a, LanesFloat8 b) { return a / b; }

/// Four words of 64 bits, of which the generator multiplies the lower halves.
typedef unsigned long long LanesWords4 __attribute__((ext_vector_type(4)));

LANES LanesWords4 lanes_words_lower(LanesWords4 a) { return a & 0xFFFFFFFFull; }
LANES LanesWords4 lanes_words_upper(LanesWords4 a) { return a >> 32; }
LANES LanesWords4 lanes_words_raised(LanesWords4 a) { return a << 32; }
LANES LanesWords4 lanes_words_or(LanesWords4 a, LanesWords4 b) { return a | b; }
LANES LanesWords4 lanes_words_xor(LanesWords4 a, LanesWords4 b) { return a ^ b; }
/// The whole products of the lower halves.
LANES LanesWords4 lanes_words_multiply(LanesWords4 a, unsigned int factor) {
  return (a & 0xFFFFFFFFull) * (LanesWords4)factor;
}

/// One number for each index. An instruction where there is one: measured on Zen 3, it keeps more
/// distant loads under way than eight loads and inserts.
LANES LanesFloat8 lanes_gather(const float *base, LanesInt8 i) {
#if defined(__AVX2__)
  LanesInt8 all = {-1, -1, -1, -1, -1, -1, -1, -1};
  return (LanesFloat8)__builtin_ia32_gatherd_ps256((LanesFloat8){0}, base, i, (LanesFloat8)all, 4);
#else
  return (LanesFloat8){base[i[0]], base[i[1]], base[i[2]], base[i[3]],
                       base[i[4]], base[i[5]], base[i[6]], base[i[7]]};
#endif
}

#endif
