#include "vision/gemv.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <cstdint>

#include "vision/x86.h"

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

// One row of each of N streams, `stride` weights apart: out[k * out_stride] = row k times x. Rows
// far apart keep N pages and N prefetchers busy, and each stream goes on where its last row ended;
// N neighbouring rows would jump at the end of every row. Two sums a row hide the latency of the
// dot product.
template <int N>
STEADYHAND_BF16 void dot_streams(const at::BFloat16* rows, std::int64_t stride, std::int64_t in,
                                 const at::BFloat16* x, at::BFloat16* out,
                                 std::int64_t out_stride) {
  __m512 even[N], odd[N];
  for (int k = 0; k < N; ++k) even[k] = odd[k] = _mm512_setzero_ps();
  std::int64_t i = 0;
  for (; i + 64 <= in; i += 64) {
    const __m512bh first = load(x + i), second = load(x + i + 32);
#pragma GCC unroll 4
    for (int k = 0; k < N; ++k) {
      even[k] = _mm512_dpbf16_ps(even[k], load(rows + k * stride + i), first);
      odd[k] = _mm512_dpbf16_ps(odd[k], load(rows + k * stride + i + 32), second);
    }
  }
  for (; i < in; i += 32) {
    const std::int64_t left = std::min<std::int64_t>(in - i, 32);
    const __m512bh value = load_tail(x + i, left);
    for (int k = 0; k < N; ++k) {
      even[k] = _mm512_dpbf16_ps(even[k], load_tail(rows + k * stride + i, left), value);
    }
  }
  for (int k = 0; k < N; ++k) {
    out[k * out_stride] = at::BFloat16(_mm512_reduce_add_ps(_mm512_add_ps(even[k], odd[k])));
  }
}

void rows_times_x(const at::BFloat16* weight, std::int64_t in, const at::BFloat16* x,
                  at::BFloat16* out, std::int64_t begin, std::int64_t end) {
  constexpr int kStreams = 4;
  const std::int64_t each = (end - begin) / kStreams;
  std::int64_t row = begin;
  for (; row < begin + each; ++row) {
    dot_streams<kStreams>(weight + row * in, each * in, in, x, out + row, each);
  }
  row = begin + kStreams * each;
  for (; row < end; ++row) dot_streams<1>(weight + row * in, 0, in, x, out + row, 0);
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
  constexpr std::int64_t kWorthWaking = 1 << 17;  // weights below which one thread does it all
  if (out * in < kWorthWaking) {
    rows_times_x(w, in, values, sums, 0, out);
    return result;
  }
  // Threads take blocks as they come: one that another program holds up delays nobody else.
  constexpr std::int64_t kBlock = 64;
  std::atomic<std::int64_t> next{0};
  at::parallel_for(0, at::get_num_threads(), 1, [&](std::int64_t, std::int64_t) {
    for (std::int64_t begin = 0; (begin = next.fetch_add(kBlock)) < out;) {
      rows_times_x(w, in, values, sums, begin, std::min(begin + kBlock, out));
    }
  });
  return result;
}

#else

bool gemv_applies(const at::Tensor&, const at::Tensor&) { return false; }
at::Tensor gemv(const at::Tensor& x, const at::Tensor& weight) { return at::linear(x, weight); }

#endif

}  // namespace steadyhand::vision
