// Operations on eight lanes as operations on one vector.
//
// The standard library of Swift works out `a * b` of SIMD8<Float> lane by lane and leaves it to the
// optimiser to make vectors of that again, which it does for short formulas only. Here each operation
// is one on vectors from the start. Nothing is fused: every function rounds once.
#ifndef SIM_RUN_LANES_H
#define SIM_RUN_LANES_H

typedef float LanesFloat8 __attribute__((ext_vector_type(8)));
typedef int LanesInt8 __attribute__((ext_vector_type(8)));
typedef unsigned int LanesUInt8 __attribute__((ext_vector_type(8)));
typedef unsigned char LanesBytes8 __attribute__((ext_vector_type(8)));
typedef unsigned short LanesHalves8 __attribute__((ext_vector_type(8)));
typedef short LanesShorts8 __attribute__((ext_vector_type(8)));

#define LANES static inline __attribute__((always_inline))

LANES LanesFloat8 lanes_add(LanesFloat8 a, LanesFloat8 b) { return a + b; }
LANES LanesFloat8 lanes_subtract(LanesFloat8 a, LanesFloat8 b) { return a - b; }
LANES LanesFloat8 lanes_multiply(LanesFloat8 a, LanesFloat8 b) { return a * b; }
LANES LanesFloat8 lanes_divide(LanesFloat8 a, LanesFloat8 b) { return a / b; }

/// Correctly rounded, as IEEE 754 defines it.
LANES LanesFloat8 lanes_square_root(LanesFloat8 a) { return __builtin_elementwise_sqrt(a); }

// A truth value is −1 or 0 in each lane.
LANES LanesInt8 lanes_less(LanesFloat8 a, LanesFloat8 b) { return a < b; }
LANES LanesInt8 lanes_less_integers(LanesInt8 a, LanesInt8 b) { return a < b; }
LANES LanesInt8 lanes_equal_integers(LanesInt8 a, LanesInt8 b) { return a == b; }
LANES LanesInt8 lanes_select_integers(LanesInt8 mask, LanesInt8 a, LanesInt8 b) {
  return (mask & a) | (~mask & b);
}
LANES LanesFloat8 lanes_select(LanesInt8 mask, LanesFloat8 a, LanesFloat8 b) {
  return (LanesFloat8)lanes_select_integers(mask, (LanesInt8)a, (LanesInt8)b);
}
LANES LanesInt8 lanes_and(LanesInt8 a, LanesInt8 b) { return a & b; }
LANES LanesInt8 lanes_or(LanesInt8 a, LanesInt8 b) { return a | b; }
LANES LanesInt8 lanes_not(LanesInt8 a) { return ~a; }
/// A bit for each lane, the first one lowest.
LANES unsigned int lanes_bits(LanesInt8 mask) {
  typedef _Bool Bits __attribute__((ext_vector_type(8)));
  Bits bits = __builtin_convertvector(mask < 0, Bits);
  unsigned char result;
  __builtin_memcpy(&result, &bits, 1);
  return result;
}

LANES LanesFloat8 lanes_as_floats(LanesInt8 a) { return (LanesFloat8)a; }
LANES LanesInt8 lanes_as_integers(LanesFloat8 a) { return (LanesInt8)a; }
// In unsigned numbers, where overflow is defined.
LANES LanesInt8 lanes_add_integers(LanesInt8 a, LanesInt8 b) {
  return (LanesInt8)((LanesUInt8)a + (LanesUInt8)b);
}
LANES LanesInt8 lanes_subtract_integers(LanesInt8 a, LanesInt8 b) {
  return (LanesInt8)((LanesUInt8)a - (LanesUInt8)b);
}
LANES LanesInt8 lanes_multiply_integers(LanesInt8 a, LanesInt8 b) {
  return (LanesInt8)((LanesUInt8)a * (LanesUInt8)b);
}
LANES LanesInt8 lanes_shift_left(LanesInt8 a, int places) {
  return (LanesInt8)((LanesUInt8)a << (LanesUInt8)places);
}
LANES LanesInt8 lanes_shift_right(LanesInt8 a, int places) { return a >> (LanesInt8)places; }
LANES LanesInt8 lanes_shift_right_unsigned(LanesInt8 a, int places) {
  return (LanesInt8)((LanesUInt8)a >> (LanesUInt8)places);
}

// Narrower lanes, widened to 32 bits or cut off.
LANES LanesInt8 lanes_from_bytes(LanesBytes8 a) { return __builtin_convertvector(a, LanesInt8); }
LANES LanesInt8 lanes_from_halves(LanesHalves8 a) { return __builtin_convertvector(a, LanesInt8); }
LANES LanesInt8 lanes_from_shorts(LanesShorts8 a) { return __builtin_convertvector(a, LanesInt8); }
LANES LanesBytes8 lanes_to_bytes(LanesInt8 a) { return __builtin_convertvector(a, LanesBytes8); }
LANES LanesHalves8 lanes_to_halves(LanesInt8 a) { return __builtin_convertvector(a, LanesHalves8); }

// Narrow lanes by 32: questions are answered by a bit for each, the first one lowest.
typedef unsigned char LanesBytes32 __attribute__((ext_vector_type(32)));
typedef unsigned short LanesHalves32 __attribute__((ext_vector_type(32)));
typedef _Bool LanesBits32 __attribute__((ext_vector_type(32)));

LANES unsigned int lanes_from_bits(LanesBits32 bits) {
  unsigned int result;
  __builtin_memcpy(&result, &bits, 4);
  return result;
}
LANES unsigned int lanes_bytes_differ(LanesBytes32 a, LanesBytes32 b) {
  return lanes_from_bits(__builtin_convertvector(a != b, LanesBits32));
}
LANES unsigned int lanes_bytes_at_least(LanesBytes32 a, LanesBytes32 b) {
  return lanes_from_bits(__builtin_convertvector(a >= b, LanesBits32));
}
LANES unsigned int lanes_halves_at_least(LanesHalves32 a, LanesHalves32 b) {
  return lanes_from_bits(__builtin_convertvector(a >= b, LanesBits32));
}
LANES LanesBytes32 lanes_bytes_and(LanesBytes32 a, LanesBytes32 b) { return a & b; }
LANES LanesBytes32 lanes_bytes_or(LanesBytes32 a, LanesBytes32 b) { return a | b; }
LANES LanesBytes32 lanes_bytes_shift_left(LanesBytes32 a, unsigned char places) {
  return a << (LanesBytes32)places;
}
/// The first where the second is not 0, 0 elsewhere.
LANES LanesBytes32 lanes_bytes_where(LanesBytes32 a, LanesBytes32 b) {
  return a & (LanesBytes32)(b != 0);
}

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

/// Begins to fetch the line of an address; any address will do.
LANES void lanes_prefetch(const void *address) { __builtin_prefetch(address); }

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
