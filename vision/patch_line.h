// One row of pixels, normalised and scattered to the patches it crosses.
//
// Level v becomes (v - 127.5) / 127.5, bit for bit as the reference divides; bfloat16 is the upper
// half of that float, rounded to nearest even. AVX-512 for 16-pixel patches where the processor has
// it, a table of 256 values elsewhere; both give the same bits. Pure functions, any thread.
#pragma once

#include <cstdint>

#include "base/image.h"

namespace steadyhand::vision {

struct PatchLine {
  const std::uint8_t* row = nullptr;  // columns * patch pixels
  PixelFormat format = PixelFormat::rgb;
  std::int64_t columns = 0;  // patches in this row, a multiple of merge
  std::int64_t patch = 16;   // pixels a side
  std::int64_t merge = 2;    // patches a side of a merge block
};

// `out` is the place of the row's first pixel: channel planes lie patch*patch apart, the patches of
// one block next to each other, and blocks merge*merge patches apart.
void write_patch_line(const PatchLine& line, float* out);
void write_patch_line(const PatchLine& line, std::uint16_t* out);

}  // namespace steadyhand::vision
