// Pictures in memory: 8 bits a channel, rows top to bottom.
//
// An Image owns packed pixels in either layout that the rooms meet (decoded files are RGB, X11
// frames are BGRX), so that a captured frame reaches the model without a conversion. An ImageView
// borrows them and must not outlive its owner. No locks: share const access only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace steadyhand {

enum class PixelFormat { rgb, bgrx };  // 3 bytes a pixel; 4 bytes a pixel, the last unused

constexpr int bytes_per_pixel(PixelFormat format) { return format == PixelFormat::rgb ? 3 : 4; }

struct ImageView {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0;  // bytes from one row to the next
  PixelFormat format = PixelFormat::rgb;

  const std::uint8_t* row(int y) const { return pixels + y * stride; }
};

struct Image {
  int width = 0;
  int height = 0;
  PixelFormat format = PixelFormat::rgb;
  std::vector<std::uint8_t> pixels;  // height * width * bytes_per_pixel(format)

  ImageView view() const {
    const auto stride = static_cast<std::ptrdiff_t>(width) * bytes_per_pixel(format);
    return {pixels.data(), width, height, stride, format};
  }
};

// The frames of a video that a prompt shows, all of one size, and when each stands in the video.
struct Video {
  std::vector<Image> frames;
  std::vector<double> seconds;  // as many as frames
};

}  // namespace steadyhand
