// The text transformer of Qwen3-VL: rows of embeddings in, logits out.
//
// Pre-norm blocks with grouped-query attention, RMSNorm on each head's query and key before the
// rotation, SwiGLU; DeepStack features are added to the visual rows after each of the first
// layers. Attention is causal by sequence order, never by M-RoPE position. Immutable once built;
// calls are safe from any thread, each with its own cache.
#pragma once

#include <ATen/core/Tensor.h>
#include <optional>
#include <vector>

#include "vision/config.h"
#include "vision/kv_cache.h"
#include "vision/layers.h"
#include "vision/rotary.h"
#include "vision/trace.h"

namespace steadyhand::vision {

// A stretch of a sequence: what enters the first layer, and what DeepStack adds on the way.
struct TextInput {
  at::Tensor embeddings;              // [tokens, H]
  Rotary rotary;                      // [tokens, Dh]
  at::Tensor visual_rows;             // int64 indices into the stretch, or undefined
  std::vector<at::Tensor> deepstack;  // [visual_rows, H] each
};

struct DecoderLayer {
  RmsNorm input_layernorm;
  RmsNorm post_attention_layernorm;
  Linear q_proj;
  Linear k_proj;
  Linear v_proj;
  Linear o_proj;
  RmsNorm q_norm;
  RmsNorm k_norm;
  Linear gate_proj;
  Linear up_proj;
  Linear down_proj;

  DecoderLayer(Weights& weights, const std::string& scope, const TextConfig& config);
  at::Tensor attend(const at::Tensor& x, const Rotary& rotary, std::size_t index,
                    KvCache& cache) const;
  at::Tensor operator()(const at::Tensor& x, const Rotary& rotary, std::size_t index,
                        KvCache& cache) const;
};

class TextModel {
 public:
  TextModel(Weights& weights, const TextConfig& config, bool tie_word_embeddings);

  at::Tensor embed(const at::Tensor& ids) const;  // [tokens] -> [tokens, H]

  // Runs the stretch through all layers, appending to the cache. Returns the last rows after the
  // final norm: [last_rows, H].
  at::Tensor forward(const TextInput& input, KvCache& cache, std::int64_t last_rows = 1,
                     const Trace& trace = {}) const;

  at::Tensor logits(const at::Tensor& hidden) const;  // [rows, H] -> [rows, V]

  const TextConfig& config() const { return config_; }
  at::TensorOptions options() const { return embed_tokens_.options(); }

 private:
  TextConfig config_;
  at::Tensor embed_tokens_;  // [V, H]
  std::vector<DecoderLayer> layers_;
  RmsNorm norm_;
  Linear lm_head_;  // shares embed_tokens where tied
};

}  // namespace steadyhand::vision
