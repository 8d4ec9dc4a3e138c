// What the compiler was told of the processor: Swift itself has no condition for it.
#ifndef SIM_RUN_BUILD_H
#define SIM_RUN_BUILD_H

#if defined(__AVX512F__)
#define BUILD_VECTORS "avx512"
#elif defined(__AVX2__)
#define BUILD_VECTORS "avx2"
#else
#define BUILD_VECTORS "portable"
#endif

#endif
