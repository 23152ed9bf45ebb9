// Rotary position embeddings: the angles of both towers and the rotation itself.
//
// The text model's are M-RoPE, interleaved: frequency k turns with time, height or width as k
// mod 3 says, within the config's sections (Qwen3-VL). The vision tower's are axial: half of the
// frequencies turn with the patch's row, half with its column. Rotation pairs element k with
// k + size/2. Pure functions on tensors; any thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <span>

#include "vision/config.h"
#include "vision/image_processor.h"
#include "vision/positions.h"

namespace steadyhand::vision {

struct Rotary {
  at::Tensor cos;  // [tokens, head size]
  at::Tensor sin;  // [tokens, head size]

  Rotary slice(std::int64_t begin, std::int64_t end) const;
};

// Angles in float32, cosine and sine cast to `options`' type (the reference's order).
Rotary text_rotary(const Positions& positions, const TextConfig& config,
                   const at::TensorOptions& options);
// The same for one generated token that stands at `position` on all axes.
Rotary text_rotary_at(std::int64_t position, const TextConfig& config,
                      const at::TensorOptions& options);

// For all patches of `grids`, in merge-block order, repeated for each frame; kept in float32.
Rotary vision_rotary(std::span<const Grid> grids, const VisionConfig& config, at::Device device);

// x: [tokens, heads, head size]; computed in the type of cos and sin, returned in x's type.
at::Tensor rotate(const at::Tensor& x, const Rotary& rotary);

}  // namespace steadyhand::vision
