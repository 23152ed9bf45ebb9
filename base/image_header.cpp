#include "base/image_header.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

namespace steadyhand {
namespace {

// A view of the file whose reads past the end give 0; `has` tells the difference.
struct Reader {
  std::span<const std::byte> bytes;

  bool has(std::size_t offset, std::size_t count) const {
    return offset <= bytes.size() && count <= bytes.size() - offset;
  }
  std::uint32_t byte(std::size_t offset) const {
    return has(offset, 1) ? std::to_integer<std::uint32_t>(bytes[offset]) : 0;
  }
  std::uint32_t big(std::size_t offset, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = (value << 8) | byte(offset + i);
    return value;
  }
  std::uint32_t little(std::size_t offset, std::size_t count) const {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = (value << 8) | byte(offset + i);
    return value;
  }
  bool matches(std::size_t offset, std::string_view text) const {
    return has(offset, text.size()) &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                      [](char expected, std::byte got) {
                        return static_cast<std::byte>(expected) == got;
                      });
  }
};

using Size = std::optional<ImageHeader>;

Size png_size(const Reader& file) {
  if (!file.matches(12, "IHDR") || !file.has(16, 8)) return {};
  return ImageHeader{ImageFileType::png, file.big(16, 4), file.big(20, 4)};
}

// Walks the segments up to the first start of frame: markers C0 to CF but C4, C8 and CC.
Size jpeg_size(const Reader& file) {
  std::size_t at = 2;
  while (file.has(at, 4) && file.byte(at) == 0xFF) {
    const std::uint32_t marker = file.byte(at + 1);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame && file.has(at, 9)) {
      return ImageHeader{ImageFileType::jpeg, file.big(at + 7, 2), file.big(at + 5, 2)};
    }
    const std::uint32_t length = file.big(at + 2, 2);
    if (length < 2) return {};
    at += 2 + length;
  }
  return {};
}

Size bmp_size(const Reader& file) {
  const std::uint32_t header_bytes = file.little(14, 4);
  if (header_bytes == 12 && file.has(18, 4)) {
    return ImageHeader{ImageFileType::bmp, file.little(18, 2), file.little(20, 2)};
  }
  if (header_bytes < 40 || !file.has(18, 8)) return {};
  const auto width = static_cast<std::int32_t>(file.little(18, 4));
  const std::int64_t height = static_cast<std::int32_t>(file.little(22, 4));
  return ImageHeader{ImageFileType::bmp, width, height < 0 ? -height : height};  // < 0: top-down
}

Size webp_size(const Reader& file) {
  if (file.matches(12, "VP8 ") && file.matches(23, "\x9D\x01\x2A") && file.has(26, 4)) {
    return ImageHeader{ImageFileType::webp, file.little(26, 2) & 0x3FFF,
                       file.little(28, 2) & 0x3FFF};
  }
  if (file.matches(12, "VP8L") && file.byte(20) == 0x2F && file.has(21, 4)) {
    const std::uint32_t bits = file.little(21, 4);
    return ImageHeader{ImageFileType::webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
  }
  if (file.matches(12, "VP8X") && file.has(24, 6)) {
    return ImageHeader{ImageFileType::webp, file.little(24, 3) + 1, file.little(27, 3) + 1};
  }
  return {};
}

std::string first_bytes(const Reader& file) {
  if (file.bytes.empty()) return "nothing";
  std::string text = "the bytes";
  for (std::size_t i = 0; i < std::min<std::size_t>(4, file.bytes.size()); ++i) {
    char hex[4];
    std::snprintf(hex, sizeof hex, " %02X", file.byte(i) & 0xFFu);
    text += hex;
  }
  return text;
}

}  // namespace

Result<ImageHeader> read_image_header(std::span<const std::byte> bytes, std::string_view name) {
  const Reader file{bytes};
  Size size;
  std::string_view field;
  if (file.matches(0, "\x89PNG\r\n\x1A\n")) {
    size = png_size(file);
    field = "PNG header";
  } else if (file.matches(0, "\xFF\xD8\xFF")) {
    size = jpeg_size(file);
    field = "JPEG header";
  } else if (file.matches(0, "BM")) {
    size = bmp_size(file);
    field = "BMP header";
  } else if (file.matches(0, "RIFF") && file.matches(8, "WEBP")) {
    size = webp_size(file);
    field = "WebP header";
  } else {
    return bad_input(std::string(name) + ": expected a PNG, JPEG, BMP or WebP picture, got " +
                     first_bytes(file));
  }
  if (!size || size->width <= 0 || size->height <= 0) {
    return bad_input(std::string(name) + ": " + std::string(field) +
                     ": expected a width and a height from 1, got " +
                     (size ? std::to_string(size->width) + " x " + std::to_string(size->height)
                           : std::string("none")));
  }
  return *size;
}

}  // namespace steadyhand
