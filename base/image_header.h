// What a picture file claims to be, read from its first bytes without decoding anything.
//
// PNG (IHDR), JPEG (the first SOFn segment), BMP (all header versions) and WebP (lossy, lossless,
// extended). Pure; any thread. Nothing is allocated for what the header claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace steadyhand {

enum class ImageFileType { png, jpeg, bmp, webp };

struct ImageHeader {
  ImageFileType type = ImageFileType::png;
  std::int64_t width = 0;  // as stored: a JPEG's orientation tag is not applied
  std::int64_t height = 0;
};

// `name` stands in error messages for the picture.
Result<ImageHeader> read_image_header(std::span<const std::byte> bytes, std::string_view name);

}  // namespace steadyhand
