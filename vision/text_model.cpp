#include "vision/text_model.h"

#include <ATen/ATen.h>

#include "vision/attention.h"

namespace steadyhand::vision {
namespace {

const std::string kScope = "model.language_model.";

}  // namespace

DecoderLayer::DecoderLayer(Weights& weights, const std::string& scope, const TextConfig& config) {
  const std::int64_t hidden = config.hidden_size;
  const std::int64_t q_size = config.num_attention_heads * config.head_dim;
  const std::int64_t kv_size = config.num_key_value_heads * config.head_dim;
  const double eps = config.rms_norm_eps;
  const auto linear = [&](const std::string& name, std::int64_t in, std::int64_t out) {
    return Linear::without_bias(weights, scope + "." + name, in, out);
  };
  input_layernorm = RmsNorm(weights, scope + ".input_layernorm", hidden, eps);
  post_attention_layernorm = RmsNorm(weights, scope + ".post_attention_layernorm", hidden, eps);
  q_proj = linear("self_attn.q_proj", hidden, q_size);
  k_proj = linear("self_attn.k_proj", hidden, kv_size);
  v_proj = linear("self_attn.v_proj", hidden, kv_size);
  o_proj = linear("self_attn.o_proj", q_size, hidden);
  q_norm = RmsNorm(weights, scope + ".self_attn.q_norm", config.head_dim, eps);
  k_norm = RmsNorm(weights, scope + ".self_attn.k_norm", config.head_dim, eps);
  gate_proj = linear("mlp.gate_proj", hidden, config.intermediate_size);
  up_proj = linear("mlp.up_proj", hidden, config.intermediate_size);
  down_proj = linear("mlp.down_proj", config.intermediate_size, hidden);
}

at::Tensor DecoderLayer::attend(const at::Tensor& x, const Rotary& rotary, std::size_t index,
                                KvCache& cache) const {
  const std::int64_t tokens = x.size(0);
  const std::int64_t head_dim = q_norm.weight.size(0);
  const auto heads = [&](const at::Tensor& rows) { return rows.view({tokens, -1, head_dim}); };
  const auto q = rotate(q_norm(heads(q_proj(x))), rotary);
  const auto k = rotate(k_norm(heads(k_proj(x))), rotary);
  const auto [keys, values] = cache.append(index, k, heads(v_proj(x)));
  return o_proj(attend_causal(q, keys, values).reshape({tokens, -1}));
}

at::Tensor DecoderLayer::operator()(const at::Tensor& x, const Rotary& rotary, std::size_t index,
                                    KvCache& cache) const {
  const auto h = x + attend(input_layernorm(x), rotary, index, cache);
  const auto y = post_attention_layernorm(h);
  return h + down_proj(at::silu(gate_proj(y)) * up_proj(y));
}

TextModel::TextModel(Weights& weights, const TextConfig& config, bool tie_word_embeddings)
    : config_(config),
      embed_tokens_(
          weights.take(kScope + "embed_tokens.weight", {config.vocab_size, config.hidden_size})) {
  for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
    layers_.emplace_back(weights, kScope + "layers." + std::to_string(i), config);
  }
  norm_ = RmsNorm(weights, kScope + "norm", config.hidden_size, config.rms_norm_eps);
  // A checkpoint without a head of its own is tied, whatever its config says.
  if (tie_word_embeddings || !weights.has("lm_head.weight")) {
    weights.ignore("lm_head.weight");
    lm_head_ = {embed_tokens_, {}};
  } else {
    lm_head_ = Linear::without_bias(weights, "lm_head", config.hidden_size, config.vocab_size);
  }
}

at::Tensor TextModel::embed(const at::Tensor& ids) const {
  return embed_tokens_.index_select(0, ids);
}

at::Tensor TextModel::forward(const TextInput& input, KvCache& cache, std::int64_t last_rows,
                              const Trace& trace) const {
  auto h = input.embeddings;
  show(trace, "embeddings", h);
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    h = layers_[i](h, input.rotary, i, cache);
    if (i < input.deepstack.size() && input.visual_rows.defined()) {
      h = h.index_add(0, input.visual_rows, input.deepstack[i]);
    }
    show(trace, "layer." + std::to_string(i), h);
  }
  cache.advance(input.embeddings.size(0));
  return norm_(h.slice(0, h.size(0) - last_rows));
}

at::Tensor TextModel::logits(const at::Tensor& hidden) const { return lm_head_(hidden); }

}  // namespace steadyhand::vision
