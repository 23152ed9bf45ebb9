// A window into the engine: each named stage's tensor, as it is computed.
//
// Names, in order: patch_embed, pos_embed, vision_block.N, deepstack.N, merger (once for pictures,
// again for videos), embeddings, layer.N (with DeepStack added), logits. For comparing with the
// reference; an empty Trace costs nothing.
#pragma once

#include <ATen/core/Tensor.h>
#include <functional>
#include <string>

namespace steadyhand::vision {

using Trace = std::function<void(const std::string& stage, const at::Tensor& value)>;

inline void show(const Trace& trace, const std::string& stage, const at::Tensor& value) {
  if (trace) trace(stage, value);
}

}  // namespace steadyhand::vision
