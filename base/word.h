// A word as it stands on the screen.
#pragma once

#include <string>

namespace steadyhand {

// Pixels; right and bottom are one past the last.
struct Rect {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool is_empty() const { return right <= left || bottom <= top; }
  bool overlaps(const Rect& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  friend bool operator==(const Rect&, const Rect&) = default;
};

struct Word {
  std::string text;  // UTF-8, no white space
  Rect box;
  float confidence = 0.0;  // 0..1, the reader's own
};

}  // namespace steadyhand
