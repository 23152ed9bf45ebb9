// The pixels around a click, cut the same way in training and here.
//
// The click's pixel is (floor(x), floor(y)), moved to the nearest one inside the picture; it
// becomes pixel (60, 60) of the crop. What lies outside the picture repeats its edge; nothing is
// scaled. Pure function, any thread.
#pragma once

#include <array>
#include <cstdint>

#include "base/image.h"

namespace steadyhand::verifier {

inline constexpr int kCropSide = 120;  // pixels

// RGB, three planes of kCropSide x kCropSide.
using Crop = std::array<std::uint8_t, 3 * kCropSide * kCropSide>;

Crop cut_crop(const ImageView& image, double x, double y);

}  // namespace steadyhand::verifier
