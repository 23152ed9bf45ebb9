#include "vision/positions.h"

#include <algorithm>
#include <string>

namespace steadyhand::vision {
namespace {

// Every run of pads, in order: one for a picture, one for each temporal patch of a video.
std::vector<Grid> one_per_run(std::span<const Grid> grids) {
  std::vector<Grid> runs;
  for (const Grid& grid : grids) {
    runs.insert(runs.end(), static_cast<std::size_t>(grid.frames), {1, grid.height, grid.width});
  }
  return runs;
}

void append_run(const Grid& grid, std::int64_t merge, std::int64_t start, Positions& positions) {
  for (std::int64_t row = 0; row < grid.height / merge; ++row) {
    for (std::int64_t column = 0; column < grid.width / merge; ++column) {
      positions.axes[0].push_back(start);
      positions.axes[1].push_back(start + row);
      positions.axes[2].push_back(start + column);
    }
  }
}

}  // namespace

Result<Positions> token_positions(std::span<const std::int32_t> ids, std::span<const Grid> images,
                                  std::span<const Grid> videos, const ModelConfig& config) {
  const std::int64_t merge = config.vision.spatial_merge_size;
  const std::vector<Grid> image_runs = one_per_run(images);
  const std::vector<Grid> video_runs = one_per_run(videos);
  std::size_t next_image = 0;
  std::size_t next_video = 0;
  std::int64_t position = 0;
  Positions positions;
  for (std::size_t i = 0; i < ids.size();) {
    const bool is_image = ids[i] == config.image_token_id;
    if (!is_image && ids[i] != config.video_token_id) {
      for (auto& axis : positions.axes) axis.push_back(position);
      ++position;
      ++i;
      continue;
    }
    const auto& runs = is_image ? image_runs : video_runs;
    std::size_t& next = is_image ? next_image : next_video;
    if (next == runs.size()) return bad_input("prompt: expected a picture for each run of pads");
    const Grid& grid = runs[next++];
    const auto tokens = static_cast<std::size_t>(grid.patches() / (merge * merge));
    const auto run = ids.subspan(i, std::min(tokens, ids.size() - i));
    if (run.size() < tokens ||
        std::any_of(run.begin(), run.end(), [&](auto id) { return id != ids[i]; })) {
      return bad_input("prompt: expected " + std::to_string(tokens) +
                       " pads in a row for a picture");
    }
    append_run(grid, merge, position, positions);
    position += std::max(grid.height, grid.width) / merge;
    i += tokens;
  }
  if (next_image != image_runs.size() || next_video != video_runs.size()) {
    return bad_input("prompt: expected pads for each picture, got fewer");
  }
  positions.delta = position - static_cast<std::int64_t>(ids.size());
  return positions;
}

}  // namespace steadyhand::vision
