#include "base/video_codec.h"

#include <opencv2/videoio.hpp>

#include "tests/test_data.h"

namespace steadyhand {
namespace {

constexpr int kFrames = 12;
constexpr int level_of(std::int64_t frame) { return 20 + 15 * static_cast<int>(frame); }

// Frame i is one flat grey of its own, 64 x 48 at 4 frames a second.
std::string write_video(const TemporaryFolder& folder) {
  const std::string path = (folder.path() / "flat.avi").string();
  cv::VideoWriter writer(path, cv::CAP_OPENCV_MJPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 4,
                         {64, 48});
  for (int i = 0; i < kFrames; ++i) {
    writer.write(cv::Mat(48, 64, CV_8UC3, cv::Scalar::all(level_of(i))));
  }
  return path;
}

void expect_frame(const Image& image, std::int64_t frame) {
  ASSERT_EQ(image.width, 64);
  ASSERT_EQ(image.height, 48);
  EXPECT_NEAR(image.pixels[3 * (24 * 64 + 32)], level_of(frame), 3) << frame;
}

TEST(VideoReader, reads_chosen_frames_and_their_times) {
  const TemporaryFolder folder;
  auto reader = VideoReader::open(write_video(folder));
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(reader->frame_count(), kFrames);
  EXPECT_EQ(reader->frames_per_second(), 4.0);
  for (int round = 0; round < 2; ++round) {  // a second reading starts over
    const std::int64_t indices[] = {0, 3, 3, 4, 11};
    const auto video = reader->read(indices);
    ASSERT_TRUE(video) << video.error().message;
    ASSERT_EQ(video->frames.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
      expect_frame(video->frames[i], indices[i]);
      EXPECT_EQ(video->seconds[i], static_cast<double>(indices[i]) / 4);
    }
  }
}

TEST(VideoReader, lets_the_last_frame_stand_for_one_that_is_counted_but_missing) {
  const TemporaryFolder folder;
  const std::string whole = read_file(write_video(folder));
  const std::size_t last = whole.rfind("00dc", whole.rfind("idx1") - 1);
  auto reader = VideoReader::open(folder.write("short.avi", whole.substr(0, last)));
  ASSERT_TRUE(reader) << reader.error().message;
  const std::int64_t indices[] = {0, kFrames - 1};
  const auto video = reader->read(indices);
  ASSERT_TRUE(video) << video.error().message;
  expect_frame(video->frames[0], 0);
  expect_frame(video->frames[1], kFrames - 2);
}

TEST(VideoReader, refuses_frames_that_are_not_there) {
  const TemporaryFolder folder;
  auto reader = VideoReader::open(write_video(folder));
  ASSERT_TRUE(reader);
  const std::int64_t indices[] = {40};
  const auto video = reader->read(indices);
  ASSERT_FALSE(video);
  EXPECT_NE(video.error().message.find("frame 40: expected one of 12 frames, got the end after 12"),
            std::string::npos)
      << video.error().message;
}

TEST(VideoReader, refuses_what_is_no_video) {
  const TemporaryFolder folder;
  const auto text = VideoReader::open(folder.write("a.mp4", "not a video"));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::bad_input);
  EXPECT_FALSE(VideoReader::open(folder.write("empty.mp4", "")));
  for (const char* path : {"/nowhere/a.mp4", "http://127.0.0.1:1/a.mp4", "/dev", "img_%02d.png"}) {
    const auto reader = VideoReader::open(path);
    ASSERT_FALSE(reader) << path;
    EXPECT_EQ(reader.error().code, ErrorCode::unavailable);
  }
}

}  // namespace
}  // namespace steadyhand
