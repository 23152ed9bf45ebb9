// From pixels to the patches that the vision tower reads.
//
// A picture is resized to multiples of 32 within a pixel budget (smart_resize), cut into 16x16
// patches in merge-block order (the four patches of a 2x2 block are neighbours), and normalised to
// [-1, 1] by (x - 127.5) / 127.5. The two temporal slices of a still picture are equal, so only one
// is made; the tower folds its weights instead. Formulas: Qwen3-VL's image processor.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "vision/config.h"

namespace steadyhand::vision {

struct PixelSize {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

// Patches of one item: `frames` temporal patches of height x width patches each.
struct Grid {
  std::int64_t frames = 1;
  std::int64_t height = 0;
  std::int64_t width = 0;

  std::int64_t patches() const { return frames * height * width; }
  std::int64_t patches_per_frame() const { return height * width; }
};

// The size a picture is resized to. Rounds half to even, as Python's round does; an aspect ratio
// above 200 is an error.
Result<PixelSize> smart_resize(PixelSize size, std::int64_t factor, const PixelBudget& budget);

// The same for `frames` frames of a video, whose budget counts all of them together.
Result<PixelSize> smart_resize_video(std::int64_t frames, PixelSize size, std::int64_t factor,
                                     const PixelBudget& budget);

// Which frames of a video are shown: `rate` a second, at least 4 and at most 768, evenly spread.
std::vector<std::int64_t> sample_frames(std::int64_t total, double frames_per_second,
                                        double rate = 2.0);

// How one picture is cut: resized to `size`, whose sides are multiples of patch * merge.
struct PatchLayout {
  PixelSize size;
  std::int64_t patch = 16;  // pixels a side
  std::int64_t merge = 2;   // patches a side of a merge block
};

// Resizes where needed, cuts and normalises in one pass over the rows:
// out is [patches][3][patch][patch], patches in merge-block order. The second form writes bfloat16.
void patchify(const ImageView& image, const PatchLayout& layout, float* out);
void patchify(const ImageView& image, const PatchLayout& layout, std::uint16_t* out);

}  // namespace steadyhand::vision
