#include "verifier/changed_region.h"

#include <algorithm>
#include <cstring>

namespace steadyhand::verifier {

Rect changed_region(const ImageView& before, const ImageView& after) {
  constexpr int kStep = 16;
  const int pixel_bytes = bytes_per_pixel(after.format);
  Rect region{after.width, after.height, 0, 0};
  for (int y = 0; y < after.height; ++y) {
    const std::uint8_t* a = before.row(y);
    const std::uint8_t* b = after.row(y);
    const auto differs = [&](int from, int to) {
      return std::memcmp(a + from * pixel_bytes, b + from * pixel_bytes,
                         static_cast<std::size_t>((to - from) * pixel_bytes)) != 0;
    };
    if (!differs(0, after.width)) continue;
    region.top = std::min(region.top, y);
    region.bottom = y + 1;
    for (int x = 0; x < after.width; x += kStep) {
      const int end = std::min(x + kStep, after.width);
      if (!differs(x, end)) continue;
      region.left = std::min(region.left, x);
      region.right = std::max(region.right, end);
    }
  }
  return region.is_empty() ? Rect{} : region;
}

}  // namespace steadyhand::verifier
