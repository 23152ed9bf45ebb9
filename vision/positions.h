// Where each token of a prompt stands: the three axes (time, height, width) of M-RoPE.
//
// Text counts up on all axes at once. A picture's tokens share one time, their height and width
// count over the merged grid; what follows goes on after the largest of the axes. A video is one
// such picture for each temporal patch: its time is told in words (Qwen3-VL, "text timestamps").
// Pure function, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "vision/config.h"
#include "vision/image_processor.h"

namespace steadyhand::vision {

struct Positions {
  std::array<std::vector<std::int64_t>, 3> axes;  // time, height, width; [tokens] each
  // A generated token at index n of the sequence stands at n + delta on all axes.
  std::int64_t delta = 0;
};

// `images` and `videos` are the grids behind the image and video pads of `ids`, in order; a video
// has one run of pads for each temporal patch. Runs that do not match the grids are an error.
Result<Positions> token_positions(std::span<const std::int32_t> ids, std::span<const Grid> images,
                                  std::span<const Grid> videos, const ModelConfig& config);

}  // namespace steadyhand::vision
