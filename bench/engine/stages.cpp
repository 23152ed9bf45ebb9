#include "bench/engine/stages.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include "bench/engine/picture.h"
#include "bench/engine/work.h"
#include "vision/device.h"

namespace steadyhand::bench {
namespace {

// Tokens chosen greedily; each one's time goes to `samples`.
void decode(const vision::Qwen3Vl& model, const vision::EncodedPrompt& prompt, at::Tensor logits,
            int tokens, vision::KvCache& cache, Samples& samples) {
  for (int i = 0; i < tokens; ++i) {
    const double ms = milliseconds([&] {
      const auto id = static_cast<std::int32_t>(logits.argmax().item<std::int64_t>());
      logits = model.decode(id, cache.length(), prompt.positions.delta, cache);
      vision::synchronize(logits.device());
    });
    if (i > 0) samples.add(ms);
  }
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
  for (int i = -warm_up; i < options.repeats; ++i) {
    vision::KvCache cache(model.config().text, stages.prompt_tokens + options.new_tokens,
                          model.tensor_options());
    at::Tensor logits;
    const double ms = milliseconds([&] {
      logits = model.prefill(input, cache, options.open.prefill_chunk);
      vision::synchronize(device);
    });
    Samples thrown_away;
    if (i >= 0) stages.prefill.add(ms);
    decode(model, *encoded, logits, options.new_tokens, cache,
           i < 0 ? thrown_away : stages.decode);
  }
  const auto element = model.tensor_options().dtype().itemsize();
  stages.vision_tflop = vision_flops(model.config().vision, encoded->image_grids) * 1e-12;
  stages.prefill_tflop = prefill_flops(model.config().text, stages.prompt_tokens) * 1e-12;
  stages.decode_gb = 1e-9 * decode_bytes(model.config().text,
                                         stages.prompt_tokens + options.new_tokens / 2, element);
  return stages;
}

}  // namespace steadyhand::bench
