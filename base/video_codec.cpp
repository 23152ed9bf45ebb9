#include "base/video_codec.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <system_error>

#include "base/log.h"

namespace steadyhand {
namespace {

constexpr int kMaxSidePx = 16384;
// Containers count a frame or two more than they hold; the last one that is there stands for them.
constexpr std::int64_t kCountSlack = 2;

Image to_rgb(const cv::Mat& bgr) {
  Image image{bgr.cols, bgr.rows, PixelFormat::rgb, {}};
  image.pixels.resize(bgr.total() * 3);
  cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.pixels.data());
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return image;
}

}  // namespace

struct VideoReader::State {
  std::string path;
  cv::VideoCapture capture;
  std::int64_t frame_count = 0;
  double frames_per_second = 0.0;
  std::int64_t decoded = 0;  // frames taken from the stream since its start
  cv::Mat bgr;               // the last one that was wanted

  // Decodes up to this frame, or to the end of the file where that comes first. Near the end every
  // frame is kept, as only the next one tells whether it is the last.
  void advance_to(std::int64_t index) {
    while (decoded <= index && capture.grab()) {
      ++decoded;
      const bool may_be_last = decoded + kCountSlack > frame_count;
      if (decoded <= index && !may_be_last) continue;
      cv::Mat frame;
      if (capture.retrieve(frame)) bgr = frame;
    }
  }

  Status check_reached(std::int64_t index) const {
    const std::string where = path + ": frame " + std::to_string(index) + ": ";
    if (decoded == 0 || decoded + kCountSlack <= index) {
      return bad_input(where + "expected one of " + std::to_string(frame_count) +
                       " frames, got the end after " + std::to_string(decoded));
    }
    if (bgr.empty()) return bad_input(where + "cannot be decoded");
    if (decoded <= index) {
      log(LogLevel::warning, "base",
          where + "the file ends after " + std::to_string(decoded) +
              " frames; its last one stands for it");
    }
    return Done{};
  }
};

VideoReader::VideoReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
VideoReader::VideoReader(VideoReader&&) noexcept = default;
VideoReader& VideoReader::operator=(VideoReader&&) noexcept = default;
VideoReader::~VideoReader() = default;

Result<VideoReader> VideoReader::open(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return unavailable(path + ": expected a regular file");
  }
  auto state = std::make_unique<State>();
  state->path = path;
  // An absolute path is never taken for a URL, a device or a pattern of numbered pictures.
  const std::string absolute = std::filesystem::absolute(path).string();
  try {
    state->capture.open(absolute, cv::CAP_FFMPEG);
  } catch (const cv::Exception&) {
    state->capture.release();  // answered below, as a file that cannot be opened
  }
  if (!state->capture.isOpened()) return bad_input(path + ": expected a video, got another file");
  const double width = state->capture.get(cv::CAP_PROP_FRAME_WIDTH);
  const double height = state->capture.get(cv::CAP_PROP_FRAME_HEIGHT);
  if (!(width >= 1 && width <= kMaxSidePx && height >= 1 && height <= kMaxSidePx)) {
    return bad_input(path + ": frame size: expected sides from 1 to " + std::to_string(kMaxSidePx) +
                     " pixels, got " + std::to_string(width) + " x " + std::to_string(height));
  }
  const double count = state->capture.get(cv::CAP_PROP_FRAME_COUNT);
  if (!(count >= 1 && count < 1e9)) {
    return bad_input(path + ": frame count: expected a number from 1, got " +
                     std::to_string(count));
  }
  state->frame_count = std::llround(count);
  const double rate = state->capture.get(cv::CAP_PROP_FPS);
  state->frames_per_second = std::isfinite(rate) && rate > 0 ? rate : 0.0;
  return VideoReader(std::move(state));
}

std::int64_t VideoReader::frame_count() const { return state_->frame_count; }
double VideoReader::frames_per_second() const { return state_->frames_per_second; }

Result<Video> VideoReader::read(std::span<const std::int64_t> indices) {
  assert(std::is_sorted(indices.begin(), indices.end()));
  assert(indices.empty() || indices.front() >= 0);
  // Frames are decoded one after the other from the first: seeking lands on key frames only.
  if (!state_->capture.set(cv::CAP_PROP_POS_FRAMES, 0)) {
    return unavailable(state_->path + ": cannot be read from its start again");
  }
  state_->decoded = 0;
  state_->bgr.release();
  Video video;
  for (const std::int64_t index : indices) {
    state_->advance_to(index);
    if (auto there = state_->check_reached(index); !there) return there.error();
    video.frames.push_back(to_rgb(state_->bgr));
    const double rate = state_->frames_per_second;
    video.seconds.push_back(rate > 0 ? static_cast<double>(index) / rate : 0.0);
  }
  return video;
}

}  // namespace steadyhand
