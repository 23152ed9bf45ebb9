#include "bench/engine/ceilings.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <span>
#include <sys/mman.h>

#include "bench/engine/samples.h"
#include "vision/device.h"

namespace steadyhand::bench {
namespace {

// No power of two: streams that far apart would meet in the same banks of the memory.
constexpr std::size_t kBufferBytes = std::size_t{768} << 20;

// An anonymous mapping in huge pages where the kernel grants them: no page walk slows the reads.
class LargeBuffer {
 public:
  LargeBuffer() {
    void* data =
        ::mmap(nullptr, kBufferBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data == MAP_FAILED) return;
    ::madvise(data, kBufferBytes, MADV_HUGEPAGE);
    words_ = {static_cast<std::uint64_t*>(data), kBufferBytes / sizeof(std::uint64_t)};
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] = i * 0x9e3779b97f4a7c15u;
  }
  ~LargeBuffer() {
    if (!words_.empty()) ::munmap(words_.data(), kBufferBytes);
  }
  LargeBuffer(const LargeBuffer&) = delete;
  LargeBuffer& operator=(const LargeBuffer&) = delete;
  std::span<const std::uint64_t> words() const { return words_; }

 private:
  std::span<std::uint64_t> words_;
};

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define STEADYHAND_WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define STEADYHAND_WIDEST
#endif

// The sum of N streams side by side, a vector each, so that enough loads are in flight.
template <std::size_t N>
[[gnu::always_inline]] inline std::uint64_t sum_streams(std::span<const std::uint64_t> words) {
  using Wide [[gnu::vector_size(64), gnu::may_alias]] = std::uint64_t;
  constexpr std::size_t kWords = sizeof(Wide) / sizeof(std::uint64_t);
  const std::size_t each = words.size() / N / kWords;
  const auto* wide = reinterpret_cast<const Wide*>(words.data());
  Wide even[N] = {};
  Wide odd[N] = {};
  for (std::size_t i = 0; i + 2 <= each; i += 2) {
#pragma GCC unroll 4
    for (std::size_t k = 0; k < N; ++k) {
      even[k] += wide[k * each + i];
      odd[k] += wide[k * each + i + 1];
    }
  }
  std::uint64_t total = 0;
  for (std::size_t k = 0; k < N; ++k) {
    for (std::size_t i = 0; i < kWords; ++i) total += even[k][i] + odd[k][i];
  }
  return total;
}

// Which of them is fastest depends on the machine's prefetchers.
STEADYHAND_WIDEST std::uint64_t sum1(std::span<const std::uint64_t> words) {
  return sum_streams<1>(words);
}
STEADYHAND_WIDEST std::uint64_t sum2(std::span<const std::uint64_t> words) {
  return sum_streams<2>(words);
}
STEADYHAND_WIDEST std::uint64_t sum4(std::span<const std::uint64_t> words) {
  return sum_streams<4>(words);
}

double read_gb_s(std::span<const std::uint64_t> words, bool all_threads, int repeats) {
  std::atomic<std::uint64_t> kept{0};  // the sums must be wanted by somebody
  const auto count = static_cast<std::int64_t>(words.size());
  double best = 0;
  for (const auto sum : {sum1, sum2, sum4}) {
    const auto one_range = [&](std::int64_t begin, std::int64_t end) {
      kept += sum(
          words.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
    };
    const Samples samples = measure(repeats > 1 ? 1 : 0, repeats, [&] {
      if (all_threads) {
        at::parallel_for(0, count, 1 << 16, one_range);
      } else {
        one_range(0, count);
      }
    });
    best = std::max(best, static_cast<double>(words.size_bytes()) / samples.best() * 1e-6);
  }
  return best;
}

double copy_gb_s(at::Device device) {
  const auto from = at::randint(256, {std::int64_t{1} << 31}, at::dtype(at::kByte).device(device));
  auto to = at::empty_like(from);
  const Samples samples = measure(3, 30, [&] {
    to.copy_(from);
    vision::synchronize(device);
  });
  return 2.0 * static_cast<double>(from.numel()) / samples.best() * 1e-6;
}

double product_tflops(at::Device device, at::ScalarType type) {
  const std::int64_t side = device.is_cuda() ? 8192 : 2048;
  const auto a = at::randn({side, side}, at::kFloat).to(device, type);
  const auto b = at::randn({side, side}, at::kFloat).to(device, type);
  auto out = at::empty({side, side}, a.options());
  const Samples samples = measure(2, 12, [&] {
    at::mm_out(out, a, b);
    vision::synchronize(device);
  });
  const auto edge = static_cast<double>(side);
  return 2.0 * edge * edge * edge / samples.best() * 1e-9;
}

}  // namespace

class ReadMeter::Buffer : public LargeBuffer {};

ReadMeter::ReadMeter() : buffer_(std::make_unique<Buffer>()) {}
ReadMeter::~ReadMeter() = default;
double ReadMeter::gb_s() const { return read_gb_s(buffer_->words(), true, 1); }

Json Ceilings::json() const {
  Json json;
  json.set("bfloat16_tflops", bfloat16_tflops).set("float32_tflops", float32_tflops);
  return json.set("read_gb_s", read_gb_s).set("read_gb_s_one_thread", read_gb_s_one_thread);
}

Ceilings measure_ceilings(at::Device device) {
  Ceilings ceilings;
  ceilings.bfloat16_tflops = product_tflops(device, at::kBFloat16);
  ceilings.float32_tflops = product_tflops(device, at::kFloat);
  if (device.is_cuda()) {
    ceilings.read_gb_s = copy_gb_s(device);
    return ceilings;
  }
  const LargeBuffer buffer;
  if (buffer.words().empty()) return ceilings;
  ceilings.read_gb_s = read_gb_s(buffer.words(), true, 12);
  ceilings.read_gb_s_one_thread = read_gb_s(buffer.words(), false, 12);
  return ceilings;
}

Ceilings best_of(const Ceilings& a, const Ceilings& b) {
  return {std::max(a.bfloat16_tflops, b.bfloat16_tflops),
          std::max(a.float32_tflops, b.float32_tflops), std::max(a.read_gb_s, b.read_gb_s),
          std::max(a.read_gb_s_one_thread, b.read_gb_s_one_thread)};
}

}  // namespace steadyhand::bench
