#include "vision/resize.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "vision/weighted_rows.h"

namespace steadyhand::vision {
namespace {

double keys_cubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
  if (x < 2.0) return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
  return 0.0;
}

// The largest precision at which the largest weight still fits 16 signed bits.
int precision_for(double largest) {
  int precision = 0;
  while (precision < 22 && static_cast<int>(0.5 + largest * (1 << (precision + 1))) < (1 << 15)) {
    ++precision;
  }
  return precision;
}

ResizeTaps make_taps(int in, int out) {
  const double scale = static_cast<double>(in) / out;
  const double widening = std::max(scale, 1.0);
  const double support = 2.0 * widening;
  ResizeTaps taps;
  taps.most = static_cast<int>(std::ceil(support)) * 2 + 2;
  std::vector<double> exact(static_cast<std::size_t>(out) * static_cast<std::size_t>(taps.most));
  double largest = 0.0;
  for (int i = 0; i < out; ++i) {
    const double centre = scale * (i + 0.5);
    const int first = std::max(static_cast<int>(centre - support + 0.5), 0);
    const int last = std::min(static_cast<int>(centre + support + 0.5), in);
    const int count = std::clamp(last - first, 0, taps.most);
    double* row = exact.data() + static_cast<std::ptrdiff_t>(i) * taps.most;
    double total = 0.0;
    for (int j = 0; j < count; ++j) {
      row[j] = keys_cubic((j + first - centre + 0.5) / widening);
      total += row[j];
    }
    for (int j = 0; j < count; ++j) {
      row[j] /= total;
      largest = std::max(largest, row[j]);
    }
    taps.first.push_back(first);
    taps.count.push_back(count);
  }
  taps.precision = precision_for(largest);
  for (const double weight : exact) {
    const double scaled = weight * (1 << taps.precision);
    taps.weights.push_back(static_cast<std::int16_t>(scaled + (scaled < 0 ? -0.5 : 0.5)));
  }
  return taps;
}

std::uint8_t to_pixel(std::int32_t sum, int precision) {
  return static_cast<std::uint8_t>(std::clamp(sum >> precision, 0, 255));
}

Image scale_rows(const ImageView& in, int width) {
  const int channels = bytes_per_pixel(in.format);
  const ResizeTaps taps = make_taps(in.width, width);
  Image out{width, in.height, in.format, {}};
  out.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(in.height) *
                    static_cast<std::size_t>(channels));
  std::uint8_t* pixel = out.pixels.data();
  for (int y = 0; y < in.height; ++y) {
    const std::uint8_t* row = in.row(y);
    for (int x = 0; x < width; ++x) {
      const auto at = static_cast<std::size_t>(x);
      const std::int16_t* weights = taps.weights.data() + at * static_cast<std::size_t>(taps.most);
      const std::uint8_t* source = row + taps.first[at] * channels;
      for (int c = 0; c < channels; ++c) {
        std::int32_t sum = 1 << (taps.precision - 1);
        for (int j = 0; j < taps.count[at]; ++j) sum += weights[j] * source[j * channels + c];
        *pixel++ = to_pixel(sum, taps.precision);
      }
    }
  }
  return out;
}

}  // namespace

ResizedRows::ResizedRows(const ImageView& image, int width, int height)
    : source_(image), height_(height) {
  if (image.width != width) {
    wide_ = scale_rows(image, width);
    source_ = wide_.view();
  }
  if (image.height != height) {
    taps_ = make_taps(image.height, height);
    for (auto& row : rows_) {
      row.resize(static_cast<std::size_t>(width) *
                 static_cast<std::size_t>(bytes_per_pixel(image.format)));
    }
  }
}

const std::uint8_t* ResizedRows::row(int y) {
  if (source_.height == height_) return source_.row(y);
  const auto at = static_cast<std::size_t>(y);
  const std::int16_t* weights = taps_.weights.data() + at * static_cast<std::size_t>(taps_.most);
  const WeightedRows rows{source_.row(taps_.first[at]), source_.stride, weights, taps_.count[at],
                          taps_.precision};
  auto& row = rows_[at % 2];
  sum_weighted_rows(rows, row.data(), static_cast<std::ptrdiff_t>(row.size()));
  return row.data();
}

Image resize_bicubic(const ImageView& image, int width, int height) {
  ResizedRows rows(image, width, height);
  const auto row_bytes =
      static_cast<std::size_t>(width) * static_cast<std::size_t>(bytes_per_pixel(image.format));
  Image out{width, height, image.format, {}};
  out.pixels.resize(row_bytes * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    std::memcpy(out.pixels.data() + static_cast<std::size_t>(y) * row_bytes, rows.row(y),
                row_bytes);
  }
  return out;
}

}  // namespace steadyhand::vision
