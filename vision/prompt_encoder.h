// From a conversation to what the towers read: token ids, positions, patches.
//
// Renders the chat template, replaces each picture's placeholder by as many pads as it has merged
// patches (a video by one run for each temporal patch, its time in words before it), tokenises,
// resizes and cuts the pictures. Pure function of its arguments; any thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "vision/config.h"
#include "vision/image_processor.h"
#include "vision/positions.h"
#include "vision/prompt.h"
#include "vision/tokenizer.h"

namespace steadyhand::vision {

struct EncodedPrompt {
  std::vector<std::int32_t> ids;
  Positions positions;
  std::vector<Grid> image_grids;
  std::vector<Grid> video_grids;
  at::Tensor image_pixels;  // [patches, 3 * 16 * 16], or undefined
  at::Tensor video_pixels;  // [patches, 3 * 2 * 16 * 16], or undefined
};

// `type` is what the pixels are wanted in: kFloat or kBFloat16.
Result<EncodedPrompt> encode_prompt(const Prompt& prompt, const Tokenizer& tokenizer,
                                    const ModelConfig& config, at::ScalarType type);

}  // namespace steadyhand::vision
