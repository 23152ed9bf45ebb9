#include "vision/gemv.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <cstdint>

#if defined(__x86_64__)
#if !defined(__clang__)  // g++ 12's AVX-512 headers start from deliberately undefined registers
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <immintrin.h>
#endif

namespace steadyhand::vision {

#if defined(__x86_64__)

namespace {

#define STEADYHAND_BF16 __attribute__((target("avx512f,avx512bw,avx512vl,avx512bf16")))

STEADYHAND_BF16 inline __m512bh load(const at::BFloat16* values) {
  return (__m512bh)_mm512_loadu_si512(values);
}

STEADYHAND_BF16 inline __m512bh load_tail(const at::BFloat16* values, std::int64_t count) {
  const auto mask = static_cast<__mmask32>((std::uint64_t{1} << count) - 1);
  return (__m512bh)_mm512_maskz_loadu_epi16(mask, values);
}

// Four rows at once, so that x is loaded once for four and eight loads are in flight.
STEADYHAND_BF16 void dot4(const at::BFloat16* rows, std::int64_t in, const at::BFloat16* x,
                          float* out) {
  __m512 sum0 = _mm512_setzero_ps(), sum1 = sum0, sum2 = sum0, sum3 = sum0;
  std::int64_t i = 0;
  for (; i + 32 <= in; i += 32) {
    const __m512bh value = load(x + i);
    sum0 = _mm512_dpbf16_ps(sum0, load(rows + i), value);
    sum1 = _mm512_dpbf16_ps(sum1, load(rows + in + i), value);
    sum2 = _mm512_dpbf16_ps(sum2, load(rows + 2 * in + i), value);
    sum3 = _mm512_dpbf16_ps(sum3, load(rows + 3 * in + i), value);
  }
  if (i < in) {
    const __m512bh value = load_tail(x + i, in - i);
    sum0 = _mm512_dpbf16_ps(sum0, load_tail(rows + i, in - i), value);
    sum1 = _mm512_dpbf16_ps(sum1, load_tail(rows + in + i, in - i), value);
    sum2 = _mm512_dpbf16_ps(sum2, load_tail(rows + 2 * in + i, in - i), value);
    sum3 = _mm512_dpbf16_ps(sum3, load_tail(rows + 3 * in + i, in - i), value);
  }
  out[0] = _mm512_reduce_add_ps(sum0);
  out[1] = _mm512_reduce_add_ps(sum1);
  out[2] = _mm512_reduce_add_ps(sum2);
  out[3] = _mm512_reduce_add_ps(sum3);
}

STEADYHAND_BF16 float dot1(const at::BFloat16* row, std::int64_t in, const at::BFloat16* x) {
  __m512 sum = _mm512_setzero_ps();
  std::int64_t i = 0;
  for (; i + 32 <= in; i += 32) sum = _mm512_dpbf16_ps(sum, load(row + i), load(x + i));
  if (i < in) sum = _mm512_dpbf16_ps(sum, load_tail(row + i, in - i), load_tail(x + i, in - i));
  return _mm512_reduce_add_ps(sum);
}

void rows_times_x(const at::BFloat16* weight, std::int64_t in, const at::BFloat16* x,
                  at::BFloat16* out, std::int64_t begin, std::int64_t end) {
  std::int64_t row = begin;
  for (; row + 4 <= end; row += 4) {
    float sums[4];
    dot4(weight + row * in, in, x, sums);
    for (std::int64_t k = 0; k < 4; ++k) out[row + k] = at::BFloat16(sums[k]);
  }
  for (; row < end; ++row) out[row] = at::BFloat16(dot1(weight + row * in, in, x));
}

}  // namespace

bool gemv_applies(const at::Tensor& x, const at::Tensor& weight) {
  static const bool has_bf16 = __builtin_cpu_supports("avx512bf16") &&
                               __builtin_cpu_supports("avx512bw") &&
                               __builtin_cpu_supports("avx512vl");
  return has_bf16 && x.is_cpu() && x.scalar_type() == at::kBFloat16 &&
         weight.scalar_type() == at::kBFloat16 && x.numel() == x.size(-1) && weight.is_contiguous();
}

at::Tensor gemv(const at::Tensor& x, const at::Tensor& weight) {
  const std::int64_t in = weight.size(1);
  const std::int64_t out = weight.size(0);
  const auto row = x.contiguous();
  auto shape = x.sizes().vec();
  shape.back() = out;
  auto result = at::empty(shape, x.options());
  const auto* w = weight.const_data_ptr<at::BFloat16>();
  const auto* values = row.const_data_ptr<at::BFloat16>();
  auto* sums = result.mutable_data_ptr<at::BFloat16>();
  constexpr std::int64_t kGrain = 1 << 16;  // weights a thread must have to be worth waking
  at::parallel_for(
      0, out, std::max<std::int64_t>(1, kGrain / in),
      [&](std::int64_t begin, std::int64_t end) { rows_times_x(w, in, values, sums, begin, end); });
  return result;
}

#else

bool gemv_applies(const at::Tensor&, const at::Tensor&) { return false; }
at::Tensor gemv(const at::Tensor& x, const at::Tensor& weight) { return at::linear(x, weight); }

#endif

}  // namespace steadyhand::vision
