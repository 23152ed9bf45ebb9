// One row of pixels, or two, normalised and scattered to the patches they cross.
//
// Level v becomes (v - 127.5) / 127.5, bit for bit as the reference divides; bfloat16 is the upper
// half of that float, rounded to nearest even. AVX-512 for 16-pixel patches where the processor has
// it, a table of 256 values elsewhere; both give the same bits. Two rows of bfloat16 fill whole
// cache lines, which go to memory without being read first. Pure functions, any thread.
#pragma once

#include <cstdint>

#include "base/image.h"

namespace steadyhand::vision {

struct PatchLine {
  const std::uint8_t* row = nullptr;   // columns * patch pixels
  const std::uint8_t* next = nullptr;  // the row below within the same patches, or null
  PixelFormat format = PixelFormat::rgb;
  std::int64_t columns = 0;  // patches in this row, a multiple of merge
  std::int64_t patch = 16;   // pixels a side
  std::int64_t merge = 2;    // patches a side of a merge block
};

// `out` is the place of `row`'s first pixel: channel planes lie patch*patch apart, the patches of
// one block next to each other, and blocks merge*merge patches apart.
void write_patch_line(const PatchLine& line, float* out);
void write_patch_line(const PatchLine& line, std::uint16_t* out);

}  // namespace steadyhand::vision
