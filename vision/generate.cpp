// The generation loop behind VisionLanguageModel: encode, see, read, then one token at a time.
#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <chrono>
#include <exception>
#include <sys/resource.h>

#include "vision/device.h"
#include "vision/qwen3_vl.h"
#include "vision/sampler.h"
#include "vision/text_stream.h"

namespace steadyhand::vision {
namespace {

using Clock = std::chrono::steady_clock;

class Stopwatch {
 public:
  explicit Stopwatch(at::Device device) : device_(device) {}
  double lap() {
    synchronize(device_);
    const auto now = Clock::now();
    const std::chrono::duration<double, std::milli> taken = now - last_;
    last_ = now;
    return taken.count();
  }

 private:
  at::Device device_;
  Clock::time_point last_ = Clock::now();
};

std::size_t peak_resident_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

Error cancelled() { return {ErrorCode::cancelled, "generation was cancelled"}; }

Sampling sampling_of(const GenerateOptions& options, const GenerationDefaults& defaults) {
  if (options.sampling) return *options.sampling;
  return {defaults.do_sample ? defaults.temperature : 0.0, defaults.top_k, defaults.top_p,
          defaults.repetition_penalty, 0};
}

class LoadedModel final : public VisionLanguageModel {
 public:
  LoadedModel(std::unique_ptr<Qwen3Vl> model, ModelOptions options)
      : model_(std::move(model)), options_(options) {}

  const ModelInfo& info() const override { return model_->info(); }

  Result<Generation> generate(const Prompt& prompt, const GenerateOptions& options) override {
    const c10::InferenceMode inference;
    try {
      return run(prompt, options);
    } catch (const c10::Error& error) {  // memory or device ran out: libtorch speaks in exceptions
      return unavailable("generation failed: " + std::string(error.what_without_backtrace()));
    } catch (const std::bad_alloc&) {
      return unavailable("generation failed: out of memory");
    }
  }

 private:
  Result<Generation> run(const Prompt& prompt, const GenerateOptions& options) {
    Stopwatch watch(model_->tensor_options().device());
    auto encoded = model_->encode(prompt);
    if (!encoded) return encoded.error();
    Generation out;
    out.timings.preprocess_ms = watch.lap();
    const auto length = static_cast<std::int64_t>(encoded->ids.size());
    if (length == 0) return bad_input("prompt: expected at least one token, got none");
    const std::int64_t room =
        std::min(options_.max_tokens, model_->config().text.max_position_embeddings) - length;
    if (room < 1) {
      return bad_input("prompt: expected at most " + std::to_string(length + room - 1) +
                       " tokens, got " + std::to_string(length));
    }
    if (options.stop_token.stop_requested()) return cancelled();

    const TextInput input = model_->prepare(*encoded);
    out.timings.vision_ms = watch.lap();
    const std::int64_t most = std::min(options.max_new_tokens, room);
    KvCache cache(model_->config().text, length + most, model_->tensor_options());
    at::Tensor logits = model_->prefill(input, cache, options_.prefill_chunk);
    out.forward_passes = 1;
    out.timings.prefill_ms = watch.lap();

    if (auto decoded = decode(*encoded, options, most, cache, logits, out); !decoded) {
      return decoded.error();
    }
    out.timings.decode_ms = watch.lap();
    out.timings.total_ms = out.timings.preprocess_ms + out.timings.vision_ms +
                           out.timings.prefill_ms + out.timings.decode_ms;
    out.prompt_token_ids = std::move(encoded->ids);
    out.peak_bytes = peak_resident_bytes();
    return out;
  }

  Status decode(const EncodedPrompt& prompt, const GenerateOptions& options, std::int64_t most,
                KvCache& cache, at::Tensor logits, Generation& out) const {
    Sampler sampler(sampling_of(options, model_->config().generation), prompt.ids);
    TextStream stream(model_->tokenizer(), options.stop);
    const auto give = [&](const std::string& piece) {
      if (options.on_text && !piece.empty()) options.on_text(piece);
    };
    const auto& ends = model_->config().generation.eos_token_ids;
    out.finish = FinishReason::max_new_tokens;
    for (std::int64_t made = 0; made < most; ++made) {
      if (options.stop_token.stop_requested()) return cancelled();
      const Choice choice = sampler.choose(logits);
      out.output_token_ids.push_back(choice.id);
      out.log_probs.push_back(choice.log_prob);
      if (std::find(ends.begin(), ends.end(), choice.id) != ends.end()) {
        out.finish = FinishReason::end_of_turn;
        break;
      }
      give(stream.add(choice.id));
      if (stream.stopped()) {
        out.finish = FinishReason::stop_string;
        break;
      }
      if (made + 1 == most) break;
      logits = model_->decode(choice.id, cache.length(), prompt.positions.delta, cache);
      ++out.forward_passes;
    }
    give(stream.finish());
    out.text = stream.text();
    return Done{};
  }

  std::unique_ptr<Qwen3Vl> model_;
  ModelOptions options_;
};

}  // namespace

Result<std::unique_ptr<VisionLanguageModel>> open_qwen3_vl(const std::string& folder,
                                                           const ModelOptions& options) {
  auto model = Qwen3Vl::open(folder, options);
  if (!model) return model.error();
  return std::unique_ptr<VisionLanguageModel>(
      std::make_unique<LoadedModel>(std::move(*model), options));
}

}  // namespace steadyhand::vision
