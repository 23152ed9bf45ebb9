// Qwen3-VL put together: one checkpoint, its tokenizer, both towers. Internal to this room; others
// open it through model.h. Tests and benchmarks reach the stages here.
//
// Immutable once open; the const members are safe from any thread, each call with its own cache.
#pragma once

#include <memory>
#include <string>

#include "vision/model.h"
#include "vision/prompt_encoder.h"
#include "vision/text_model.h"
#include "vision/vision_tower.h"

namespace steadyhand::vision {

class Qwen3Vl {
 public:
  static Result<std::unique_ptr<Qwen3Vl>> open(const std::string& folder,
                                               const ModelOptions& options);

  const ModelConfig& config() const { return config_; }
  const Tokenizer& tokenizer() const { return tokenizer_; }
  const TextModel& text() const { return text_; }
  const VisionTower& tower() const { return tower_; }
  const ModelInfo& info() const { return info_; }
  at::TensorOptions tensor_options() const { return text_.options(); }

  Result<EncodedPrompt> encode(const Prompt& prompt) const;

  // Runs the vision tower where there are pictures and lays their features over the embeddings.
  TextInput prepare(const EncodedPrompt& prompt, const Trace& trace = {}) const;

  // Runs a prepared prompt through the text model, at most `chunk` tokens at a time. Returns the
  // logits of its last row: [1, V].
  at::Tensor prefill(const TextInput& input, KvCache& cache, std::int64_t chunk,
                     const Trace& trace = {}) const;

  // Runs one generated token; `index` is its place in the sequence. Returns [1, V].
  at::Tensor decode(std::int32_t id, std::int64_t index, std::int64_t delta, KvCache& cache) const;

 private:
  Qwen3Vl(ModelConfig config, Tokenizer tokenizer, Weights& weights);

  ModelConfig config_;
  Tokenizer tokenizer_;
  VisionTower tower_;
  TextModel text_;
  ModelInfo info_;
};

}  // namespace steadyhand::vision
