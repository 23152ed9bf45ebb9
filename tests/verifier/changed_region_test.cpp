#include "verifier/changed_region.h"

#include <gtest/gtest.h>

namespace steadyhand::verifier {
namespace {

Image grey() { return {100, 60, PixelFormat::rgb, std::vector<std::uint8_t>(100 * 60 * 3, 90)}; }

void paint(Image& image, int x, int y) {
  image.pixels[static_cast<std::size_t>((y * image.width + x) * 3 + 1)] ^= 1;
}

TEST(ChangedRegion, EqualPicturesHaveNone) {
  EXPECT_TRUE(changed_region(grey().view(), grey().view()).is_empty());
}

TEST(ChangedRegion, OnePixelIsFoundWithinItsStep) {
  Image after = grey();
  paint(after, 37, 21);
  EXPECT_EQ(changed_region(grey().view(), after.view()), (Rect{32, 21, 48, 22}));
}

TEST(ChangedRegion, HoldsEveryDifference) {
  Image after = grey();
  paint(after, 99, 5);
  paint(after, 17, 59);
  EXPECT_EQ(changed_region(grey().view(), after.view()), (Rect{16, 5, 100, 60}));
}

}  // namespace
}  // namespace steadyhand::verifier
