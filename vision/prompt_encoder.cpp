#include "vision/prompt_encoder.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cstdio>
#include <string>

namespace steadyhand::vision {
namespace {

constexpr std::string_view kVideoBlock = "<|vision_start|><|video_pad|><|vision_end|>";

// Cuts one picture into rows of `out` ([patches, 3 * patch * patch], float32 or bfloat16).
void patchify_into(const Image& image, const PatchLayout& layout, at::Tensor& out) {
  if (out.scalar_type() == at::kFloat) {
    patchify(image.view(), layout, out.mutable_data_ptr<float>());
  } else {
    patchify(image.view(), layout,
             reinterpret_cast<std::uint16_t*>(out.mutable_data_ptr<at::BFloat16>()));
  }
}

PatchLayout layout_of(PixelSize size, const VisionConfig& vision) {
  return {size, vision.patch_size, vision.spatial_merge_size};
}

Grid grid_of(std::int64_t frames, PixelSize size, const VisionConfig& vision) {
  return {frames, size.height / vision.patch_size, size.width / vision.patch_size};
}

at::Tensor empty_patches(const Grid& grid, const VisionConfig& vision, at::ScalarType type) {
  const std::int64_t columns = vision.in_channels * vision.patch_size * vision.patch_size;
  return at::empty({grid.patches_per_frame(), columns}, at::dtype(type));
}

Status check_image(const Image& image) {
  const auto wanted = static_cast<std::size_t>(image.width) *
                      static_cast<std::size_t>(image.height) *
                      static_cast<std::size_t>(bytes_per_pixel(image.format));
  if (image.width < 1 || image.height < 1 || image.pixels.size() != wanted) {
    return bad_input("picture: expected width * height pixels, got " + std::to_string(image.width) +
                     "x" + std::to_string(image.height) + " with " +
                     std::to_string(image.pixels.size()) + " bytes");
  }
  return Done{};
}

Status add_image(const Image& image, const ModelConfig& config, at::ScalarType type,
                 std::vector<at::Tensor>& pixels, EncodedPrompt& encoded) {
  if (auto checked = check_image(image); !checked) return checked.error();
  const auto size =
      smart_resize({image.width, image.height}, config.resize_factor(), config.image_budget);
  if (!size) return size.error();
  encoded.image_grids.push_back(grid_of(1, *size, config.vision));
  pixels.push_back(empty_patches(encoded.image_grids.back(), config.vision, type));
  patchify_into(image, layout_of(*size, config.vision), pixels.back());
  return Done{};
}

// Frames in pairs: rows of the first and the second side by side, channel by channel.
Status add_video(const Video& video, const ModelConfig& config, at::ScalarType type,
                 std::vector<at::Tensor>& pixels, EncodedPrompt& encoded) {
  if (video.frames.size() < 2 || video.frames.size() != video.seconds.size()) {
    return bad_input("video: expected at least 2 frames and a time for each, got " +
                     std::to_string(video.frames.size()));
  }
  const Image& first = video.frames.front();
  for (const Image& frame : video.frames) {
    if (auto checked = check_image(frame); !checked) return checked.error();
    if (frame.width != first.width || frame.height != first.height) {
      return bad_input("video: expected frames of one size, got " + std::to_string(frame.width) +
                       "x" + std::to_string(frame.height) + " after " +
                       std::to_string(first.width) + "x" + std::to_string(first.height));
    }
  }
  const auto count = static_cast<std::int64_t>(video.frames.size());
  const auto size = smart_resize_video(count, {first.width, first.height}, config.resize_factor(),
                                       config.video_budget);
  if (!size) return size.error();
  const auto& vision = config.vision;
  const Grid grid = grid_of((count + 1) / 2, *size, vision);
  encoded.video_grids.push_back(grid);
  const std::int64_t plane = vision.patch_size * vision.patch_size;
  for (std::int64_t pair = 0; pair < grid.frames; ++pair) {
    std::vector<at::Tensor> slices;
    for (std::int64_t i = 2 * pair; i < 2 * pair + 2; ++i) {
      auto rows = empty_patches(grid, vision, type);
      const auto& frame = video.frames[static_cast<std::size_t>(std::min(i, count - 1))];
      patchify_into(frame, layout_of(*size, vision), rows);
      slices.push_back(rows.view({-1, vision.in_channels, plane}));
    }
    pixels.push_back(at::stack(slices, 2).view({grid.patches_per_frame(), -1}));
  }
  return Done{};
}

std::string time_in_words(const Video& video, std::int64_t pair) {
  const auto last = static_cast<std::int64_t>(video.seconds.size()) - 1;
  const double begin = video.seconds[static_cast<std::size_t>(2 * pair)];
  const double end = video.seconds[static_cast<std::size_t>(std::min(2 * pair + 1, last))];
  char text[48];
  std::snprintf(text, sizeof text, "<%.1f seconds>", (begin + end) / 2);
  return text;
}

// The template's one block for a video becomes one for each temporal patch, its time before it.
std::string spread_videos(std::string text, const std::vector<const Video*>& videos,
                          std::span<const Grid> grids) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < videos.size(); ++i) {
    const std::size_t at = text.find(kVideoBlock, from);
    std::string blocks;
    for (std::int64_t pair = 0; pair < grids[i].frames; ++pair) {
      blocks.append(time_in_words(*videos[i], pair)).append(kVideoBlock);
    }
    text.replace(at, kVideoBlock.size(), blocks);
    from = at + blocks.size();
  }
  return text;
}

// Each pad becomes as many as its picture has merged patches. Text that itself holds a pad is an
// error: it would shift every picture after it.
Status expand_pads(const std::vector<std::int32_t>& ids, const ModelConfig& config,
                   EncodedPrompt& encoded) {
  const std::int64_t block = config.vision.spatial_merge_size * config.vision.spatial_merge_size;
  std::size_t image = 0;
  std::vector<std::int64_t> video_runs;
  for (const Grid& grid : encoded.video_grids) {
    video_runs.insert(video_runs.end(), static_cast<std::size_t>(grid.frames),
                      grid.patches_per_frame() / block);
  }
  std::size_t run = 0;
  for (const std::int32_t id : ids) {
    std::int64_t copies = 1;
    if (id == config.image_token_id) {
      if (image == encoded.image_grids.size()) {
        return bad_input("prompt: expected no <|image_pad|> in its text");
      }
      copies = encoded.image_grids[image++].patches() / block;
    } else if (id == config.video_token_id) {
      if (run == video_runs.size()) {
        return bad_input("prompt: expected no <|video_pad|> in its text");
      }
      copies = video_runs[run++];
    }
    encoded.ids.insert(encoded.ids.end(), static_cast<std::size_t>(copies), id);
  }
  return Done{};
}

at::Tensor joined(const std::vector<at::Tensor>& parts) {
  if (parts.empty()) return {};
  return parts.size() == 1 ? parts.front() : at::cat(parts);
}

}  // namespace

Result<EncodedPrompt> encode_prompt(const Prompt& prompt, const Tokenizer& tokenizer,
                                    const ModelConfig& config, at::ScalarType type) {
  EncodedPrompt encoded;
  std::vector<at::Tensor> image_pixels;
  std::vector<at::Tensor> video_pixels;
  std::vector<const Video*> videos;
  for (const Message& message : prompt.messages) {
    for (const Part& part : message.parts) {
      Status added = Done{};
      if (const auto* image = std::get_if<ImagePart>(&part)) {
        added = add_image(*image->image, config, type, image_pixels, encoded);
      } else if (const auto* video = std::get_if<VideoPart>(&part)) {
        videos.push_back(video->video.get());
        added = add_video(*video->video, config, type, video_pixels, encoded);
      }
      if (!added) return added.error();
    }
  }
  const std::string text = spread_videos(render_chat(prompt), videos, encoded.video_grids);
  if (auto expanded = expand_pads(tokenizer.encode(text), config, encoded); !expanded) {
    return expanded.error();
  }
  auto positions = token_positions(encoded.ids, encoded.image_grids, encoded.video_grids, config);
  if (!positions) return positions.error();
  encoded.positions = std::move(*positions);
  encoded.image_pixels = joined(image_pixels);
  encoded.video_pixels = joined(video_pixels);
  return encoded;
}

}  // namespace steadyhand::vision
