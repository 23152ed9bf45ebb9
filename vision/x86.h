// The vector intrinsics of x86-64, where the compiler targets it; nothing elsewhere.
//
// g++ 12's AVX-512 headers start from deliberately undefined registers and warn of them wherever
// they are inlined, so those two warnings are off in every file that includes this.
#pragma once

#if defined(__x86_64__)
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>
#endif
