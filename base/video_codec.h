// Opens a video file and reads chosen frames of it (containers and codecs: OpenCV's FFmpeg).
//
// A VideoReader is movable and belongs to one thread at a time. Frames come as RGB.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/image.h"
#include "base/result.h"

namespace steadyhand {

class VideoReader {
 public:
  static Result<VideoReader> open(const std::string& path);
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;
  ~VideoReader();

  std::int64_t frame_count() const;
  double frames_per_second() const;  // 0 where the file does not say

  // Reads the frames of these indices (ascending, repeats allowed); seconds = index / rate.
  Result<Video> read(std::span<const std::int64_t> indices);

 private:
  struct State;
  explicit VideoReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace steadyhand
