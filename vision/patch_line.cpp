#include "vision/patch_line.h"

#include <array>
#include <bit>

#include "vision/x86.h"

namespace steadyhand::vision {
namespace {

void store(float value, float* out) { *out = value; }
void store(float value, std::uint16_t* out) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  *out = static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

template <class T>
const std::array<T, 256>& normalised_levels() {
  static const auto table = [] {
    std::array<T, 256> values{};
    for (std::size_t level = 0; level < 256; ++level) {
      store((static_cast<float>(level) - 127.5f) / 127.5f, &values[level]);
    }
    return values;
  }();
  return table;
}

// Where column c's pixels go, from the first column's place.
std::int64_t column_offset(const PatchLine& line, std::int64_t column) {
  const std::int64_t patch_elements = 3 * line.patch * line.patch;
  const std::int64_t block = column / line.merge;
  return (block * line.merge * line.merge + column % line.merge) * patch_elements;
}

template <class T>
void write_plain(const PatchLine& line, T* out) {
  const auto& levels = normalised_levels<T>();
  const int step = bytes_per_pixel(line.format);
  const int red = line.format == PixelFormat::bgrx ? 2 : 0;
  const std::int64_t plane = line.patch * line.patch;
  const std::uint8_t* pixel = line.row;
  for (std::int64_t column = 0; column < line.columns; ++column) {
    T* place = out + column_offset(line, column);
    for (std::int64_t x = 0; x < line.patch; ++x, pixel += step) {
      place[x] = levels[pixel[red]];
      place[plane + x] = levels[pixel[1]];
      place[2 * plane + x] = levels[pixel[2 - red]];
    }
  }
}

#if defined(__x86_64__)

#define STEADYHAND_AVX512 \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,fma")))

// A product with the reciprocal and one Newton step: the correctly rounded quotient for all 256
// levels, at a fraction of a division's time.
STEADYHAND_AVX512 inline __m512 normalise(__m512i levels) {
  const __m512 divisor = _mm512_set1_ps(127.5f);
  const __m512 reciprocal = _mm512_set1_ps(1.0f / 127.5f);
  const __m512 centred = _mm512_sub_ps(_mm512_cvtepi32_ps(levels), divisor);
  const __m512 guess = _mm512_mul_ps(centred, reciprocal);
  const __m512 left = _mm512_fnmadd_ps(guess, divisor, centred);
  return _mm512_fmadd_ps(left, reciprocal, guess);
}

// 16 pixels, their channels brought together: bytes 0-15 red, 16-31 green, 32-47 blue.
STEADYHAND_AVX512 inline __m512i load_planar(const std::uint8_t* pixels, PixelFormat format) {
  struct Order {
    std::uint8_t index[64];
  };
  static constexpr auto order_of = [](int step, int red) {
    Order order{};
    for (int x = 0; x < 16; ++x) {
      order.index[x] = static_cast<std::uint8_t>(x * step + red);
      order.index[16 + x] = static_cast<std::uint8_t>(x * step + 1);
      order.index[32 + x] = static_cast<std::uint8_t>(x * step + 2 - red);
    }
    return order;
  };
  static constexpr Order kRgb = order_of(3, 0);
  static constexpr Order kBgrx = order_of(4, 2);
  const bool is_rgb = format == PixelFormat::rgb;
  const __mmask64 mask = is_rgb ? (__mmask64{1} << 48) - 1 : ~__mmask64{0};
  const __m512i bytes = _mm512_maskz_loadu_epi8(mask, pixels);
  return _mm512_permutexvar_epi8(_mm512_loadu_si512(is_rgb ? &kRgb : &kBgrx), bytes);
}

STEADYHAND_AVX512 inline void store_planes(__m512i planar, float* out) {
  const __m128i red = _mm512_castsi512_si128(planar);
  const __m128i green = _mm512_extracti32x4_epi32(planar, 1);
  const __m128i blue = _mm512_extracti32x4_epi32(planar, 2);
  _mm512_storeu_ps(out, normalise(_mm512_cvtepu8_epi32(red)));
  _mm512_storeu_ps(out + 256, normalise(_mm512_cvtepu8_epi32(green)));
  _mm512_storeu_ps(out + 512, normalise(_mm512_cvtepu8_epi32(blue)));
}

// Levels (16-bit lanes) through 64 table values; only the low six bits of each lane count.
STEADYHAND_AVX512 inline __m512i look_up64(__m512i levels, const std::uint16_t* table) {
  return _mm512_permutex2var_epi16(_mm512_loadu_si512(table), levels,
                                   _mm512_loadu_si512(table + 32));
}

// 32 levels through the table of 256 bfloat16 values.
STEADYHAND_AVX512 inline __m512i look_up(__m512i levels, const std::uint16_t* table) {
  const __m512i low = look_up64(levels, table);
  const __m512i middle = look_up64(levels, table + 64);
  const __m512i upper = look_up64(levels, table + 128);
  const __m512i top = look_up64(levels, table + 192);
  const __mmask32 bit6 = _mm512_test_epi16_mask(levels, _mm512_set1_epi16(64));
  const __mmask32 bit7 = _mm512_test_epi16_mask(levels, _mm512_set1_epi16(128));
  const __m512i lower_half = _mm512_mask_blend_epi16(bit6, low, middle);
  const __m512i upper_half = _mm512_mask_blend_epi16(bit6, upper, top);
  return _mm512_mask_blend_epi16(bit7, lower_half, upper_half);
}

STEADYHAND_AVX512 inline void store_planes(__m512i planar, std::uint16_t* out) {
  const std::uint16_t* table = normalised_levels<std::uint16_t>().data();
  const __m256i red_green = _mm512_castsi512_si256(planar);
  const __m256i blue = _mm512_extracti64x4_epi64(planar, 1);
  const __m512i first = look_up(_mm512_cvtepu8_epi16(red_green), table);
  const __m512i last = look_up(_mm512_cvtepu8_epi16(blue), table);
  _mm256_storeu_si256((__m256i*)out, _mm512_castsi512_si256(first));
  _mm256_storeu_si256((__m256i*)(out + 256), _mm512_extracti64x4_epi64(first, 1));
  _mm256_storeu_si256((__m256i*)(out + 512), _mm512_castsi512_si256(last));
}

// Two rows of one patch: 16 values of each make one cache line of each plane. `out` is aligned to
// cache lines.
STEADYHAND_AVX512 inline void stream_planes(__m512i above, __m512i below,
                                            const std::uint16_t* table, std::uint16_t* out) {
  const __m512i red_green = _mm512_permutex2var_epi64(
      above, _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), below);
  const __m512i blue = _mm512_permutex2var_epi64(
      above, _mm512_setr_epi64(4, 5, 12, 13, 4, 5, 12, 13), below);
  const auto stream = [table](__m256i levels, std::uint16_t* place)
                          STEADYHAND_AVX512 {
    _mm512_stream_si512((__m512i*)place, look_up(_mm512_cvtepu8_epi16(levels), table));
  };
  stream(_mm512_castsi512_si256(red_green), out);
  stream(_mm512_extracti64x4_epi64(red_green, 1), out + 256);
  stream(_mm512_castsi512_si256(blue), out + 512);
}

STEADYHAND_AVX512 void stream_pair(const PatchLine& line, std::uint16_t* out) {
  const std::uint16_t* table = normalised_levels<std::uint16_t>().data();
  const std::int64_t step = 16 * bytes_per_pixel(line.format);
  for (std::int64_t column = 0; column < line.columns; ++column) {
    stream_planes(load_planar(line.row + column * step, line.format),
                  load_planar(line.next + column * step, line.format), table,
                  out + column_offset(line, column));
  }
  _mm_sfence();  // streamed lines are not ordered with what other threads do next
}

template <class T>
STEADYHAND_AVX512 void write_avx512(const PatchLine& line, T* out) {
  const std::int64_t step = 16 * bytes_per_pixel(line.format);
  for (std::int64_t column = 0; column < line.columns; ++column) {
    store_planes(load_planar(line.row + column * step, line.format),
                 out + column_offset(line, column));
  }
}

bool has_avx512() {
  static const bool has = __builtin_cpu_supports("avx512bw") &&
                          __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512vbmi");
  return has;
}

#endif

template <class T>
void write_line(const PatchLine& line, T* out) {
#if defined(__x86_64__)
  if (line.patch == 16 && has_avx512()) return write_avx512(line, out);
#endif
  write_plain(line, out);
}

template <class T>
void write_lines(PatchLine line, T* out) {
  write_line(line, out);
  if (line.next == nullptr) return;
  line.row = line.next;
  write_line(line, out + line.patch);
}

}  // namespace

void write_patch_line(const PatchLine& line, float* out) { write_lines(line, out); }

void write_patch_line(const PatchLine& line, std::uint16_t* out) {
#if defined(__x86_64__)
  const bool is_aligned = reinterpret_cast<std::uintptr_t>(out) % 64 == 0;
  if (line.next != nullptr && is_aligned && line.patch == 16 && has_avx512()) {
    return stream_pair(line, out);
  }
#endif
  write_lines(line, out);
}

}  // namespace steadyhand::vision
