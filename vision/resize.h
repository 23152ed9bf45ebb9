// Bicubic resize with antialiasing, on 8-bit pixels, as the reference's image processor does it.
//
// Separable convolution with the Keys cubic (a = -0.5; R. Keys, "Cubic convolution interpolation
// for digital image processing", 1981), its support widened by the scale when shrinking; sample
// centres at half pixels. The horizontal pass runs first and rounds to 8 bits, then the vertical;
// weights are 16-bit fixed point. An axis whose size does not change is left alone.
// Rows come one at a time, so that patches are cut from them while they are in the cache.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/image.h"

namespace steadyhand::vision {

// For each output sample of one axis: the first input sample it reads and its weights.
struct ResizeTaps {
  int most = 0;                       // weights a sample, padded with zeros to an even number
  int precision = 0;                  // a weight of 1 is 1 << precision
  std::vector<int> first;             // [out]
  std::vector<int> count;             // [out]
  std::vector<std::int16_t> weights;  // [out][most]
};

// The rows of a picture at another size. Borrows the picture; one thread.
class ResizedRows {
 public:
  ResizedRows(const ImageView& image, int width, int height);

  // Row y in the picture's layout; valid until the call after the next.
  const std::uint8_t* row(int y);

 private:
  Image wide_;        // after the horizontal pass, where there is one
  ImageView source_;  // what the vertical pass reads
  int height_;
  ResizeTaps taps_;
  std::array<std::vector<std::uint8_t>, 2> rows_;  // even rows and odd ones
};

// The whole picture scaled to width x height, in the layout it came in.
Image resize_bicubic(const ImageView& image, int width, int height);

}  // namespace steadyhand::vision
