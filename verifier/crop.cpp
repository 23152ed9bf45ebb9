#include "verifier/crop.h"

#include <algorithm>
#include <cmath>

namespace steadyhand::verifier {
namespace {

int nearest_pixel(double place, int size) {
  return static_cast<int>(std::clamp(std::floor(place), 0.0, static_cast<double>(size - 1)));
}

}  // namespace

Crop cut_crop(const ImageView& image, double x, double y) {
  constexpr int kPlane = kCropSide * kCropSide;
  const int step = bytes_per_pixel(image.format);
  const int red = image.format == PixelFormat::bgrx ? 2 : 0;
  const int first_column = nearest_pixel(x, image.width) - kCropSide / 2;
  const int first_row = nearest_pixel(y, image.height) - kCropSide / 2;
  Crop crop;
  for (int j = 0; j < kCropSide; ++j) {
    const std::uint8_t* row = image.row(std::clamp(first_row + j, 0, image.height - 1));
    for (int i = 0; i < kCropSide; ++i) {
      const std::uint8_t* pixel = row + std::clamp(first_column + i, 0, image.width - 1) * step;
      const auto at = static_cast<std::size_t>(j * kCropSide + i);
      crop[at] = pixel[red];
      crop[kPlane + at] = pixel[1];
      crop[2 * kPlane + at] = pixel[2 - red];
    }
  }
  return crop;
}

}  // namespace steadyhand::verifier
