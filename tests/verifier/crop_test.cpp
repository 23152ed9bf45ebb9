#include "verifier/crop.h"

#include <gtest/gtest.h>

namespace steadyhand::verifier {
namespace {

// Red is the column, green the row, blue 7.
Image coordinates(int width, int height, PixelFormat format) {
  Image image{width, height, format, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto column = static_cast<std::uint8_t>(x);
      const auto row = static_cast<std::uint8_t>(y);
      if (format == PixelFormat::rgb) {
        image.pixels.insert(image.pixels.end(), {column, row, 7});
      } else {
        image.pixels.insert(image.pixels.end(), {7, row, column, 0});
      }
    }
  }
  return image;
}

int red(const Crop& crop, int column, int row) {
  return crop[static_cast<std::size_t>(row * kCropSide + column)];
}
int green(const Crop& crop, int column, int row) {
  return crop[static_cast<std::size_t>((kCropSide + row) * kCropSide + column)];
}

TEST(Crop, TheClickIsPixelSixty) {
  const Crop crop = cut_crop(coordinates(200, 180, PixelFormat::rgb).view(), 100.9, 90.2);
  EXPECT_EQ(red(crop, 60, 60), 100);
  EXPECT_EQ(green(crop, 60, 60), 90);
  EXPECT_EQ(red(crop, 0, 0), 40);
  EXPECT_EQ(green(crop, 119, 119), 149);
  EXPECT_EQ(crop[2 * kCropSide * kCropSide], 7);
}

TEST(Crop, TheEdgeIsRepeated) {
  const Crop crop = cut_crop(coordinates(200, 180, PixelFormat::rgb).view(), 3, 179);
  EXPECT_EQ(red(crop, 0, 0), 0);
  EXPECT_EQ(red(crop, 57, 0), 0);
  EXPECT_EQ(red(crop, 58, 0), 1);
  EXPECT_EQ(green(crop, 60, 60), 179);
  EXPECT_EQ(green(crop, 60, 119), 179);
}

TEST(Crop, PointsOutsideMoveToTheNearestPixel) {
  const Image image = coordinates(50, 40, PixelFormat::rgb);
  EXPECT_EQ(cut_crop(image.view(), -1e9, 1e9), cut_crop(image.view(), 0, 39));
}

TEST(Crop, LayoutsAgree) {
  EXPECT_EQ(cut_crop(coordinates(200, 180, PixelFormat::rgb).view(), 20, 30),
            cut_crop(coordinates(200, 180, PixelFormat::bgrx).view(), 20, 30));
}

}  // namespace
}  // namespace steadyhand::verifier
