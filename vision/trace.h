// A window into the engine: each named stage's tensor, as it is computed.
//
// Names: patch_embed, pos_embed, vision_block.N, deepstack.N, merger, rope positions have their own
// function, embeddings, layer.N (after DeepStack), logits. Used to compare with the reference.
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
