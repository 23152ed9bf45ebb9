// The picture and the question that every run is about: made by a formula, so that compare.py
// makes the same. Pure functions, any thread.
#pragma once

#include <cstdint>

#include "vision/prompt.h"

namespace steadyhand::bench {

Image make_picture(int width, int height, PixelFormat format);

// One picture and `text_bytes` bytes of text: as many tokens with the byte tokenizer.
vision::Prompt make_prompt(int width, int height, std::int64_t text_bytes);

}  // namespace steadyhand::bench
