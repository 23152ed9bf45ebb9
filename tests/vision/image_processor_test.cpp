#include "vision/image_processor.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>

#include "base/json.h"
#include "base/safetensors.h"
#include "vision/patch_line.h"
#include "vision/resize.h"

namespace steadyhand::vision {
namespace {

const PixelBudget kOfficial{65536, 16777216};

TEST(SmartResize, EveryGoldenRow) {
  const auto rows = read_json_file(STEADYHAND_GOLDEN "/smart_resize.json");
  ASSERT_TRUE(rows) << rows.error().message;
  for (const Json& row : *rows->array()) {
    const auto at = [&](std::size_t i) { return *(*row.array())[i].integer(); };
    const auto size = smart_resize({at(0), at(1)}, 32, kOfficial);
    ASSERT_TRUE(size) << size.error().message;
    EXPECT_EQ(size->width, at(2)) << at(0) << "x" << at(1);
    EXPECT_EQ(size->height, at(3)) << at(0) << "x" << at(1);
    EXPECT_EQ(size->width * size->height / 1024, at(4));
  }
  EXPECT_GE(rows->array()->size(), 20u);
}

TEST(SmartResize, RefusesASliver) {
  const auto size = smart_resize({2010, 10}, 32, kOfficial);
  ASSERT_FALSE(size);
  EXPECT_NE(size.error().message.find("expected at most 200, got 2010x10"), std::string::npos);
  EXPECT_FALSE(smart_resize({0, 10}, 32, kOfficial));
}

TEST(SmartResize, VideosCountAllTheirFrames) {
  const PixelBudget budget{4096, 25165824};
  const auto small = smart_resize_video(4, {20, 40}, 32, budget);
  ASSERT_TRUE(small);
  EXPECT_EQ(small->width, 32);
  EXPECT_EQ(small->height, 64);
  const auto large = smart_resize_video(64, {1920, 1080}, 32, budget);
  ASSERT_TRUE(large);
  EXPECT_LE(64 * large->width * large->height, budget.max_pixels);
  EXPECT_EQ(large->width % 32, 0);
}

TEST(SampleFrames, TwoASecondEvenlySpread) {
  // numpy: linspace(0, total - 1, n).round()
  EXPECT_EQ(sample_frames(10, 2.0), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(sample_frames(100, 50.0), (std::vector<std::int64_t>{0, 33, 66, 99}));
  EXPECT_EQ(sample_frames(6, 6.0), (std::vector<std::int64_t>{0, 2, 3, 5}));
  EXPECT_EQ(sample_frames(3, 30.0), (std::vector<std::int64_t>{0, 1, 2}));
  EXPECT_EQ(sample_frames(100000, 0.0).size(), 768u);
  EXPECT_TRUE(sample_frames(0, 30.0).empty());
}

Image numbered(int width, int height, PixelFormat format) {
  Image image{width, height, format, {}};
  const auto bytes = static_cast<std::size_t>(width * height * bytes_per_pixel(format));
  for (std::size_t i = 0; i < bytes; ++i) {
    image.pixels.push_back(static_cast<std::uint8_t>((i * 37 + i / 251) % 256));
  }
  return image;
}

// The definition, pixel by pixel: where (x, y, channel) belongs and what it becomes.
std::vector<float> patches_by_definition(const Image& image, std::int64_t patch,
                                         std::int64_t merge) {
  const int step = bytes_per_pixel(image.format);
  std::vector<float> out(static_cast<std::size_t>(image.width * image.height * 3));
  const std::int64_t blocks = image.width / (patch * merge);
  for (std::int64_t y = 0; y < image.height; ++y) {
    for (std::int64_t x = 0; x < image.width; ++x) {
      const std::int64_t row = y / patch;
      const std::int64_t column = x / patch;
      const std::int64_t block = (row / merge) * blocks + column / merge;
      const std::int64_t index = (block * merge + row % merge) * merge + column % merge;
      for (std::int64_t c = 0; c < 3; ++c) {
        const std::int64_t byte = image.format == PixelFormat::rgb ? c : 2 - c;
        const auto level =
            image.pixels[static_cast<std::size_t>((y * image.width + x) * step + byte)];
        const std::int64_t place = ((index * 3 + c) * patch + y % patch) * patch + x % patch;
        out[static_cast<std::size_t>(place)] = (static_cast<float>(level) - 127.5f) / 127.5f;
      }
    }
  }
  return out;
}

TEST(Patchify, IsBitForBitTheDefinition) {
  for (const PixelFormat format : {PixelFormat::rgb, PixelFormat::bgrx}) {
    for (const std::int64_t patch : {16, 8}) {
      const Image image = numbered(96, 64, format);
      const PatchLayout layout{{96, 64}, patch, 2};
      const auto expected = patches_by_definition(image, patch, 2);
      std::vector<float> floats(expected.size());
      patchify(image.view(), layout, floats.data());
      EXPECT_EQ(floats, expected);
      std::vector<std::uint16_t> halves(expected.size());
      patchify(image.view(), layout, halves.data());
      for (std::size_t i = 0; i < halves.size(); ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(expected[i]);
        const std::uint32_t rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
        ASSERT_EQ(halves[i], rounded) << i;
      }
    }
  }
}

TEST(Resize, EqualSizesAreTheSamePixels) {
  const Image image = numbered(40, 30, PixelFormat::bgrx);
  EXPECT_EQ(resize_bicubic(image.view(), 40, 30).pixels, image.pixels);
}

TEST(Resize, AFlatPictureStaysFlat) {
  Image image{50, 40, PixelFormat::rgb, std::vector<std::uint8_t>(50 * 40 * 3, 93)};
  for (const auto& [width, height] : {std::pair{17, 90}, std::pair{200, 11}}) {
    const Image scaled = resize_bicubic(image.view(), width, height);
    for (const std::uint8_t level : scaled.pixels) ASSERT_EQ(level, 93);
  }
}

TEST(Resize, LayoutsAgree) {
  const Image rgb = numbered(67, 45, PixelFormat::rgb);
  Image bgrx{67, 45, PixelFormat::bgrx, {}};
  for (std::size_t i = 0; i < rgb.pixels.size(); i += 3) {
    bgrx.pixels.insert(bgrx.pixels.end(), {rgb.pixels[i + 2], rgb.pixels[i + 1], rgb.pixels[i], 0});
  }
  const Image a = resize_bicubic(rgb.view(), 96, 32);
  const Image b = resize_bicubic(bgrx.view(), 96, 32);
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    ASSERT_EQ(a.pixels[i], b.pixels[i / 3 * 4 + (2 - i % 3)]) << i;
  }
}

}  // namespace
}  // namespace steadyhand::vision
