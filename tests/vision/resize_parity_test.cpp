// The resize against torchvision's, which the reference's image processor calls.
#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

#include "base/safetensors.h"
#include "vision/resize.h"

namespace steadyhand::vision {
namespace {

TEST(ResizeParity, WithinOneLevelOfTheReference) {
  const auto file = SafetensorsFile::open(STEADYHAND_ORACLE "/resizes.safetensors");
  ASSERT_TRUE(file) << file.error().message;
  std::size_t pictures = 0;
  for (const auto& [name, before] : file->tensors()) {
    if (!name.ends_with(".before")) continue;
    const auto& after = file->tensors().at(name.substr(0, name.size() - 6) + "after");
    const auto side = [](const StoredTensor& tensor, std::size_t axis) {
      return static_cast<int>(tensor.spec.shape[axis]);
    };
    const auto* pixels = reinterpret_cast<const std::uint8_t*>(before.bytes.data());
    const Image image{
        side(before, 1), side(before, 0), PixelFormat::rgb, {pixels, pixels + before.bytes.size()}};
    const Image resized = resize_bicubic(image.view(), side(after, 1), side(after, 0));
    ASSERT_EQ(resized.pixels.size(), after.bytes.size());
    int worst = 0;
    for (std::size_t i = 0; i < resized.pixels.size(); ++i) {
      worst =
          std::max(worst, std::abs(int{resized.pixels[i]} - std::to_integer<int>(after.bytes[i])));
    }
    EXPECT_LE(worst, 1) << name;
    ++pictures;
  }
  EXPECT_EQ(pictures, 6u);
}

}  // namespace
}  // namespace steadyhand::vision
