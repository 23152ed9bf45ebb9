#include "vision/weighted_rows.h"

#include <algorithm>

#include "vision/x86.h"

namespace steadyhand::vision {
namespace {

void sum_plain(const WeightedRows& rows, std::uint8_t* out, std::ptrdiff_t from,
               std::ptrdiff_t to) {
  for (std::ptrdiff_t i = from; i < to; ++i) {
    std::int32_t sum = 1 << (rows.precision - 1);
    for (int j = 0; j < rows.count; ++j) sum += rows.weights[j] * rows.first[j * rows.stride + i];
    out[i] = static_cast<std::uint8_t>(std::clamp(sum >> rows.precision, 0, 255));
  }
}

#if defined(__x86_64__)

// Two rows at a time: their bytes are widened to 16 bits and interleaved, so that one multiply-add
// takes both with their weights. Returns the bytes done, a multiple of 32.
__attribute__((target("avx512f,avx512bw,avx512vl"))) std::ptrdiff_t sum_avx512(
    const WeightedRows& rows, std::uint8_t* out, std::ptrdiff_t bytes) {
  const __m512i half = _mm512_set1_epi32(1 << (rows.precision - 1));
  const __m128i shift = _mm_cvtsi32_si128(rows.precision);
  std::ptrdiff_t i = 0;
  for (; i + 32 <= bytes; i += 32) {
    __m512i low = half;
    __m512i high = half;
    for (int j = 0; j < rows.count; j += 2) {
      const std::uint8_t* row = rows.first + j * rows.stride + i;
      // The partner of an odd last row has weight zero: any readable row will do.
      const std::uint8_t* next = j + 1 < rows.count ? row + rows.stride : row;
      const __m512i a = _mm512_cvtepu8_epi16(_mm256_loadu_si256((const __m256i*)row));
      const __m512i b = _mm512_cvtepu8_epi16(_mm256_loadu_si256((const __m256i*)next));
      const auto first = static_cast<std::uint16_t>(rows.weights[j]);
      const auto second = static_cast<std::uint16_t>(rows.weights[j + 1]);
      const __m512i weights =
          _mm512_set1_epi32(static_cast<int>((std::uint32_t{second} << 16) | first));
      low = _mm512_add_epi32(low, _mm512_madd_epi16(_mm512_unpacklo_epi16(a, b), weights));
      high = _mm512_add_epi32(high, _mm512_madd_epi16(_mm512_unpackhi_epi16(a, b), weights));
    }
    low = _mm512_sra_epi32(low, shift);
    high = _mm512_sra_epi32(high, shift);
    // Both packs work within 128-bit lanes, as the unpacks did, so the order is the input's.
    const __m512i words = _mm512_max_epi16(_mm512_packs_epi32(low, high), _mm512_setzero_si512());
    _mm256_storeu_si256((__m256i*)(out + i), _mm512_cvtusepi16_epi8(words));
  }
  return i;
}

bool has_avx512() {
  static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
  return has;
}

#endif

}  // namespace

void sum_weighted_rows(const WeightedRows& rows, std::uint8_t* out, std::ptrdiff_t bytes) {
  std::ptrdiff_t done = 0;
#if defined(__x86_64__)
  if (has_avx512()) done = sum_avx512(rows, out, bytes);
#endif
  sum_plain(rows, out, done, bytes);
}

}  // namespace steadyhand::vision
