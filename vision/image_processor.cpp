#include "vision/image_processor.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "vision/patch_line.h"
#include "vision/resize.h"

namespace steadyhand::vision {
namespace {

constexpr double kMaxAspectRatio = 200.0;

double round_half_even(double value) { return std::nearbyint(value); }

std::int64_t to_factor(double units, std::int64_t factor) {
  return static_cast<std::int64_t>(units) * factor;
}

std::int64_t shrink(double side, double ratio, std::int64_t factor) {
  const double units = std::floor(side / ratio / static_cast<double>(factor));
  return std::max(factor, to_factor(units, factor));
}

std::int64_t enlarge(double side, double ratio, std::int64_t factor) {
  return to_factor(std::ceil(side * ratio / static_cast<double>(factor)), factor);
}

Status check_size(PixelSize size) {
  if (size.width < 1 || size.height < 1) {
    return bad_input("picture: size: expected at least 1x1, got " + std::to_string(size.width) +
                     "x" + std::to_string(size.height));
  }
  const auto [low, high] = std::minmax(size.width, size.height);
  if (static_cast<double>(high) / static_cast<double>(low) > kMaxAspectRatio) {
    return bad_input("picture: aspect ratio: expected at most 200, got " +
                     std::to_string(size.width) + "x" + std::to_string(size.height));
  }
  return Done{};
}

template <class T>
void patchify_as(const ImageView& image, const PatchLayout& layout, T* out) {
  const std::int64_t patch = layout.patch;
  const std::int64_t merge = layout.merge;
  ResizedRows rows(image, static_cast<int>(layout.size.width),
                   static_cast<int>(layout.size.height));
  PatchLine line{nullptr, nullptr, image.format, layout.size.width / patch, patch, merge};
  const std::int64_t step = patch % 2 == 0 ? 2 : 1;  // two rows of the same patches at once
  for (std::int64_t y = 0; y < layout.size.height; y += step) {
    const std::int64_t patch_row = y / patch;
    const std::int64_t first =
        (patch_row / merge) * line.columns * merge + (patch_row % merge) * merge;
    line.row = rows.row(static_cast<int>(y));
    if (step == 2) line.next = rows.row(static_cast<int>(y + 1));
    write_patch_line(line, out + first * 3 * patch * patch + (y % patch) * patch);
  }
}

}  // namespace

Result<PixelSize> smart_resize(PixelSize size, std::int64_t factor, const PixelBudget& budget) {
  if (auto checked = check_size(size); !checked) return checked.error();
  const auto width = static_cast<double>(size.width);
  const auto height = static_cast<double>(size.height);
  const auto unit = static_cast<double>(factor);
  PixelSize out{to_factor(round_half_even(width / unit), factor),
                to_factor(round_half_even(height / unit), factor)};
  if (out.width * out.height > budget.max_pixels) {
    const double ratio = std::sqrt(height * width / static_cast<double>(budget.max_pixels));
    out = {shrink(width, ratio, factor), shrink(height, ratio, factor)};
  } else if (out.width * out.height < budget.min_pixels) {
    const double ratio = std::sqrt(static_cast<double>(budget.min_pixels) / (height * width));
    out = {enlarge(width, ratio, factor), enlarge(height, ratio, factor)};
  }
  return out;
}

Result<PixelSize> smart_resize_video(std::int64_t frames, PixelSize size, std::int64_t factor,
                                     const PixelBudget& budget) {
  if (auto checked = check_size(size); !checked) return checked.error();
  auto width = static_cast<double>(size.width);
  auto height = static_cast<double>(size.height);
  const auto unit = static_cast<double>(factor);
  if (std::min(size.width, size.height) < factor) {  // too small to cut: the short side reaches it
    const double scale = unit / std::min(width, height);
    width = std::trunc(width * scale);
    height = std::trunc(height * scale);
  }
  PixelSize out{to_factor(round_half_even(width / unit), factor),
                to_factor(round_half_even(height / unit), factor)};
  const auto count = static_cast<double>(frames);
  const auto even_frames = static_cast<std::int64_t>(round_half_even(count / 2.0)) * 2;
  const std::int64_t total = even_frames * out.width * out.height;
  if (total > budget.max_pixels) {
    const double ratio = std::sqrt(count * height * width / static_cast<double>(budget.max_pixels));
    out = {shrink(width, ratio, factor), shrink(height, ratio, factor)};
  } else if (total < budget.min_pixels) {
    const double ratio =
        std::sqrt(static_cast<double>(budget.min_pixels) / (count * height * width));
    out = {enlarge(width, ratio, factor), enlarge(height, ratio, factor)};
  }
  return out;
}

std::vector<std::int64_t> sample_frames(std::int64_t total, double frames_per_second, double rate) {
  constexpr std::int64_t kFewest = 4;
  constexpr std::int64_t kMost = 768;
  if (total < 1) return {};
  const double fps = frames_per_second > 0 ? frames_per_second : 24.0;
  const auto wanted = static_cast<std::int64_t>(static_cast<double>(total) / fps * rate);
  const std::int64_t count = std::min(std::clamp(wanted, kFewest, kMost), total);
  std::vector<std::int64_t> indices;
  const double step =
      count > 1 ? static_cast<double>(total - 1) / static_cast<double>(count - 1) : 0.0;
  for (std::int64_t i = 0; i < count; ++i) {
    const double exact = i == count - 1 && count > 1 ? static_cast<double>(total - 1)
                                                     : static_cast<double>(i) * step;
    indices.push_back(static_cast<std::int64_t>(round_half_even(exact)));
  }
  return indices;
}

void patchify(const ImageView& image, const PatchLayout& layout, float* out) {
  patchify_as(image, layout, out);
}

void patchify(const ImageView& image, const PatchLayout& layout, std::uint16_t* out) {
  patchify_as(image, layout, out);
}

}  // namespace steadyhand::vision
