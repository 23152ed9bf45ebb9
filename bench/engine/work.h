// How much work a stage is: operations of its matrix products, bytes of its weights and keys.
//
// A multiply-add counts as two operations; norms, rotations and softmax count as none. Causal
// attention counts the half of its square that is needed. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "vision/config.h"
#include "vision/image_processor.h"

namespace steadyhand::bench {

double vision_flops(const vision::VisionConfig& config, std::span<const vision::Grid> grids);

// The whole prompt at once; the head for its last row alone.
double prefill_flops(const vision::TextConfig& config, std::int64_t tokens);

// What one decoded token must read: every weight of the text model once, the head, and the keys
// and values of `context` tokens.
double decode_bytes(const vision::TextConfig& config, std::int64_t context,
                    std::size_t element_bytes);

}  // namespace steadyhand::bench
