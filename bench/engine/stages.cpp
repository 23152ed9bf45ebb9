#include "bench/engine/stages.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <optional>
#include <vector>

#include "bench/engine/ceilings.h"
#include "bench/engine/picture.h"
#include "bench/engine/work.h"
#include "vision/device.h"

namespace steadyhand::bench {
namespace {

// What the memory gives between two tokens; nothing on a GPU.
double read_now(const std::optional<ReadMeter>& meter) { return meter ? meter->gb_s() : 0.0; }

// Tokens chosen greedily; each one's time goes to `samples`, and the bandwidth around it, in GB/s,
// beside it.
struct Decoded {
  Samples times;
  std::vector<double> gb_s;
};

void decode(const vision::Qwen3Vl& model, const vision::EncodedPrompt& prompt, at::Tensor logits,
            int tokens, vision::KvCache& cache, const std::optional<ReadMeter>& meter,
            Decoded& decoded) {
  double before = read_now(meter);
  for (int i = 0; i < tokens; ++i) {
    const double ms = milliseconds([&] {
      const auto id = static_cast<std::int32_t>(logits.argmax().item<std::int64_t>());
      logits = model.decode(id, cache.length(), prompt.positions.delta, cache);
      vision::synchronize(logits.device());
    });
    const double after = read_now(meter);
    if (i > 0) {
      decoded.times.add(ms);
      decoded.gb_s.push_back(std::max(before, after));
    }
    before = after;
  }
}

double median_share(const Decoded& decoded, double gigabytes) {
  std::vector<double> shares;
  for (std::size_t i = 0; i < decoded.gb_s.size(); ++i) {
    if (decoded.gb_s[i] > 0) {
      shares.push_back(gigabytes / decoded.times.at(i) * 1e3 / decoded.gb_s[i]);
    }
  }
  if (shares.empty()) return 0;
  const auto middle = shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2);
  std::nth_element(shares.begin(), middle, shares.end());
  return *middle;
}

}  // namespace

Result<Stages> measure_stages(const vision::Qwen3Vl& model, const Options& options) {
  const c10::InferenceMode inference;
  const auto device = model.tensor_options().device();
  const auto asked = make_prompt(options.width, options.height, options.text_tokens);
  Stages stages;
  auto encoded = model.encode(asked);
  if (!encoded) return encoded.error();
  stages.encode = measure(2, std::max(options.repeats, 30), [&] { (void)model.encode(asked); });
  stages.prompt_tokens = static_cast<std::int64_t>(encoded->ids.size());
  for (const vision::Grid& grid : encoded->image_grids) stages.patches += grid.patches();

  const int warm_up = options.repeats >= 10 ? 3 : 1;
  vision::TextInput input;
  stages.vision = measure(warm_up, options.repeats, [&] {
    input = model.prepare(*encoded);
    vision::synchronize(device);
  });
  std::optional<ReadMeter> meter;
  if (device.is_cpu()) meter.emplace();
  Decoded measured;
  for (int i = -warm_up; i < options.repeats; ++i) {
    vision::KvCache cache(model.config().text, stages.prompt_tokens + options.new_tokens,
                          model.tensor_options());
    at::Tensor logits;
    const double ms = milliseconds([&] {
      logits = model.prefill(input, cache, options.open.prefill_chunk);
      vision::synchronize(device);
    });
    Decoded thrown_away;
    if (i >= 0) stages.prefill.add(ms);
    decode(model, *encoded, logits, options.new_tokens, cache, meter,
           i < 0 ? thrown_away : measured);
  }
  const auto element = model.tensor_options().dtype().itemsize();
  stages.vision_tflop = vision_flops(model.config().vision, encoded->image_grids) * 1e-12;
  stages.prefill_tflop = prefill_flops(model.config().text, stages.prompt_tokens) * 1e-12;
  stages.decode_gb = 1e-9 * decode_bytes(model.config().text,
                                         stages.prompt_tokens + options.new_tokens / 2, element);
  stages.decode = measured.times;
  stages.decode_mbu_of_moment = median_share(measured, stages.decode_gb);
  return stages;
}

}  // namespace steadyhand::bench
