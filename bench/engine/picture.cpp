#include "bench/engine/picture.h"

#include <string>

namespace steadyhand::bench {

Image make_picture(int width, int height, PixelFormat format) {
  Image image{width, height, format, {}};
  image.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                       static_cast<std::size_t>(bytes_per_pixel(format)));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int red = 2 * x + y;
      const int green = (x * x + 3 * y * y) / 64;
      const int blue = x * y + 5 * x;
      const auto put = [&](int level) {
        image.pixels.push_back(static_cast<std::uint8_t>(level & 255));
      };
      const bool is_rgb = format == PixelFormat::rgb;
      put(is_rgb ? red : blue);
      put(green);
      put(is_rgb ? blue : red);
      if (!is_rgb) put(0);
    }
  }
  return image;
}

vision::Prompt make_prompt(int width, int height, std::int64_t text_bytes) {
  std::string text;
  while (static_cast<std::int64_t>(text.size()) < text_bytes) text += "Click the Save button. ";
  text.resize(static_cast<std::size_t>(text_bytes));
  auto picture = std::make_shared<const Image>(make_picture(width, height, PixelFormat::rgb));
  vision::Prompt prompt;
  prompt.messages.push_back({vision::Role::user,
                             {vision::ImagePart{std::move(picture)}, vision::TextPart{text}},
                             {}});
  return prompt;
}

}  // namespace steadyhand::bench
