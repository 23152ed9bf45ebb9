#include "base/image_codec.h"

#include <array>
#include <random>

#include "base/image_header.h"
#include "base/video_codec.h"
#include "tests/base/libpng_reference.h"
#include "tests/test_data.h"

namespace steadyhand {
namespace {

Image random_image(int width, int height, PixelFormat format, unsigned seed = 1) {
  Image image{width, height, format, {}};
  image.pixels.resize(static_cast<std::size_t>(width * height * bytes_per_pixel(format)));
  std::mt19937 random(seed);
  for (auto& byte : image.pixels) byte = static_cast<std::uint8_t>(random());
  return image;
}

std::string refusal(std::string_view bytes, const ImageLimits& limits = {}) {
  const auto image = decode_image(bytes_of(bytes), "shot", limits);
  EXPECT_FALSE(image);
  return image ? "" : image.error().message;
}

std::string png_of(const Image& image) {
  const auto bytes = encode_png(image.view());
  EXPECT_TRUE(bytes);
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
          static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc % 2 == 1 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

std::string png_chunk(const std::string& type, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size())) + type + data +
         big_endian(crc32(type + data));
}

// A well-formed grey PNG of the claimed size around any image data.
std::string forged_png(std::uint32_t width, std::uint32_t height, const std::string& zlib_data) {
  const std::string header =
      big_endian(width) + big_endian(height) + std::string("\x08\0\0\0\0", 5);
  return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", header) + png_chunk("IDAT", zlib_data) +
         png_chunk("IEND", "");
}

TEST(ImageCodec, decodes_png_suite_as_libpng_does) {
  const auto corpus = foreign_data("corpora/png");
  STEADYHAND_NEEDS(corpus);
  int whole = 0;
  int corrupt = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    if (entry.path().extension() != ".png") continue;
    const std::string path = entry.path().string();
    const auto image = read_image(path);
    const auto reference = decode_with_libpng(path);
    if (entry.path().filename().string().starts_with("x")) {
      ++corrupt;
      EXPECT_FALSE(image) << path;
      continue;
    }
    ++whole;
    ASSERT_TRUE(image) << image.error().message;
    ASSERT_TRUE(reference) << path;
    EXPECT_EQ(image->width, reference->width) << path;
    EXPECT_EQ(image->height, reference->height) << path;
    EXPECT_EQ(image->pixels, reference->pixels) << path;
  }
  EXPECT_EQ(corrupt, 14);
  EXPECT_GT(whole, 150);
}

TEST(ImageCodec, round_trips_both_pixel_formats) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "a.png").string();
  for (const PixelFormat format : {PixelFormat::rgb, PixelFormat::bgrx}) {
    const Image image = random_image(37, 23, format);
    ASSERT_TRUE(write_png(path, image.view()));
    const auto back = read_image(path);
    ASSERT_TRUE(back) << back.error().message;
    ASSERT_EQ(back->width, 37);
    ASSERT_EQ(back->height, 23);
    const auto step = static_cast<std::size_t>(bytes_per_pixel(format));
    for (std::size_t i = 0; i < 37u * 23u; ++i) {
      const std::uint8_t* from = &image.pixels[i * step];
      const bool is_rgb = format == PixelFormat::rgb;
      const std::array<std::uint8_t, 3> expected{from[is_rgb ? 0 : 2], from[1],
                                                 from[is_rgb ? 2 : 0]};
      const std::array<std::uint8_t, 3> got{back->pixels[i * 3], back->pixels[i * 3 + 1],
                                            back->pixels[i * 3 + 2]};
      ASSERT_EQ(got, expected) << i;
    }
  }
}

TEST(ImageCodec, encodes_a_view_into_a_larger_picture) {
  const Image image = random_image(20, 10, PixelFormat::rgb);
  ImageView view = image.view();
  view.pixels += 3 * 5;
  view.width = 8;
  const auto bytes = encode_png(view);
  ASSERT_TRUE(bytes);
  const auto back = decode_image(*bytes, "crop");
  ASSERT_TRUE(back);
  for (int y = 0; y < 10; ++y) {
    EXPECT_TRUE(std::equal(view.row(y), view.row(y) + 24, back->view().row(y))) << y;
  }
}

TEST(ImageCodec, refuses_every_truncation_and_every_flipped_bit_of_the_header) {
  const std::string whole = png_of(random_image(16, 16, PixelFormat::rgb));
  ASSERT_TRUE(decode_image(bytes_of(whole), "shot"));
  for (std::size_t size = 0; size < whole.size(); ++size) refusal(whole.substr(0, size));
  for (std::size_t bit = 0; bit < 33 * 8; ++bit) {  // signature, IHDR and its checksum
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    refusal(flipped);
  }
}

TEST(ImageCodec, refuses_image_data_that_ends_early) {
  // zlib: a stored block of one row (filter byte and 4 pixels) with a valid checksum, for 4 rows.
  const std::string row("\0\x10\x20\x30\x40", 5);
  const std::string zlib =
      std::string("\x78\x01\x01\x05\x00\xFA\xFF", 7) + row + big_endian(0x014500A1);
  EXPECT_TRUE(decode_image(bytes_of(forged_png(4, 1, zlib)), "shot"));
  EXPECT_EQ(refusal(forged_png(4, 4, zlib)),
            "shot: expected a complete picture of 4 x 4 pixels, got a corrupt or truncated one");
}

TEST(ImageCodec, reads_the_claimed_size_before_allocating) {
  EXPECT_EQ(refusal(forged_png(0x7FFFFFFF, 2, "")),
            "shot: width: expected at most 16384 pixels, got 2147483647");
  EXPECT_EQ(refusal(forged_png(2, 50'000, "")),
            "shot: height: expected at most 16384 pixels, got 50000");
  EXPECT_EQ(refusal(forged_png(16'384, 16'384, "")),
            "shot: size: expected at most 67108864 pixels, got 268435456");
  EXPECT_EQ(refusal(forged_png(0, 5, "")),
            "shot: PNG header: expected a width and a height from 1, got 0 x 5");
  ImageLimits small;
  small.max_bytes = 10;
  EXPECT_EQ(refusal("BM345678901", small), "shot: expected at most 10 bytes, got 11");
}

TEST(ImageCodec, accepts_no_other_type) {
  EXPECT_EQ(refusal(""), "shot: expected a PNG, JPEG, BMP or WebP picture, got nothing");
  EXPECT_EQ(refusal("GIF89a"),
            "shot: expected a PNG, JPEG, BMP or WebP picture, got the bytes 47 49 46 38");
  EXPECT_NE(refusal("P6 2 2 255 aaaabbbbcccc").find("expected a PNG"), std::string::npos);
}

struct HeaderCase {
  std::string bytes;
  ImageFileType type;
  std::int64_t width;
  std::int64_t height;
};

TEST(ImageHeader, reads_every_kind) {
  const std::string jpeg(
      "\xFF\xD8\xFF\xE0\x00\x04pp\xFF\xFF\xC4\x00\x03h\xFF\xC2\x00\x0B\x08\x01\x02"
      "\x03\x04",
      23);
  const std::string bmp_size("\x05\0\0\0\xF9\xFF\xFF\xFF", 8);  // 5 wide, -7 high: top-down
  const std::string core_size("\x05\0\x07\0", 4);
  const std::string riff = "RIFFsizeWEBP";
  const HeaderCase cases[] = {
      {jpeg, ImageFileType::jpeg, 0x304, 0x102},
      {"BM345678901234" + std::string("\x28\0\0\0", 4) + bmp_size, ImageFileType::bmp, 5, 7},
      {"BM345678901234" + std::string("\x0C\0\0\0", 4) + core_size, ImageFileType::bmp, 5, 7},
      {riff + "VP8 sizetag\x9D\x01\x2A" + std::string("\x05\x40\x07\x80", 4), ImageFileType::webp,
       5, 7},
      {riff + "VP8Lsize\x2F" + std::string("\x04\x80\x01\x00", 4), ImageFileType::webp, 5, 7},
      {riff + "VP8Xsize" + std::string("\0\0\0\0\x04\0\0\x06\0\0", 10), ImageFileType::webp, 5, 7},
  };
  for (const HeaderCase& a_case : cases) {
    const auto header = read_image_header(bytes_of(a_case.bytes), "file");
    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->type, a_case.type);
    EXPECT_EQ(header->width, a_case.width);
    EXPECT_EQ(header->height, a_case.height);
    for (std::size_t size = 0; size < a_case.bytes.size(); ++size) {
      EXPECT_FALSE(read_image_header(bytes_of(a_case.bytes).first(size), "file")) << size;
    }
  }
}

TEST(ImageHeader, survives_random_bytes_behind_each_signature) {
  std::mt19937 random(3);
  for (const std::string start : {"\x89PNG\r\n\x1A\n", "\xFF\xD8\xFF", "BM", "RIFFsizeWEBP"}) {
    for (int i = 0; i < 20'000; ++i) {
      std::string bytes = start;
      while (bytes.size() < 64) bytes += static_cast<char>(random());
      const auto header = read_image_header(bytes_of(bytes), "file");
      EXPECT_TRUE(!header || (header->width > 0 && header->height > 0));
    }
  }
}

}  // namespace
}  // namespace steadyhand
