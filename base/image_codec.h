// Decodes and encodes pictures, with limits: what a picture claims to be is read before anything
// is allocated for it, so a small file cannot ask for gigabytes.
//
// PNG, JPEG, WebP and BMP in (any other type is refused), PNG out. Any channel count becomes RGB,
// 16 bits a channel become their upper 8; alpha is dropped and an EXIF orientation is applied, as
// the reference's loader does. A picture cut short is refused. Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace steadyhand {

struct ImageLimits {
  int max_side_px = 16384;
  std::int64_t max_pixels = 64 << 20;
  std::size_t max_bytes = 64 << 20;  // of the encoded file
};

// `name` stands in error messages for the picture.
Result<Image> decode_image(std::span<const std::byte> bytes, std::string_view name,
                           const ImageLimits& limits = {});
Result<Image> read_image(const std::string& path, const ImageLimits& limits = {});
Result<std::vector<std::byte>> encode_png(const ImageView& image);

// The file appears under its name only when it is complete.
Status write_png(const std::string& path, const ImageView& image);

}  // namespace steadyhand
