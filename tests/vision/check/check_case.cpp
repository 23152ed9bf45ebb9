#include "tests/vision/check/check_case.h"

#include <cstdint>

namespace steadyhand::vision {
namespace {

// Slopes, curves and hard edges; `seed` tells the pictures of one conversation apart.
Image draw(int width, int height, int seed) {
  Image image{width, height, PixelFormat::rgb, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool is_light = (((x >> 4) ^ (y >> 4)) & 1) != 0;
      for (const int level : {2 * x + y + 40 * seed, (x * x + 3 * y * y) / 64 + 70 * seed,
                              is_light ? 220 : (x * y) & 127}) {
        image.pixels.push_back(static_cast<std::uint8_t>(level & 255));
      }
    }
  }
  return image;
}

Part picture(int width, int height, int seed) {
  return ImagePart{std::make_shared<const Image>(draw(width, height, seed))};
}

Part clip(int width, int height, int frames, double frames_per_second, int seed) {
  auto video = std::make_shared<Video>();
  for (int i = 0; i < frames; ++i) {
    video->frames.push_back(draw(width, height, seed + i));
    video->seconds.push_back(i / frames_per_second);
  }
  return VideoPart{std::move(video)};
}

Prompt ask(std::vector<Part> parts) {
  Prompt prompt;
  prompt.messages.push_back({Role::user, std::move(parts), {}});
  return prompt;
}

}  // namespace

std::vector<CheckCase> check_cases() {
  const Part question = TextPart{"Where is the \"Save\" button?"};
  return {{"one_image", ask({picture(256, 256, 1), question})},
          {"three_images", ask({picture(256, 256, 1), picture(320, 256, 2), TextPart{"and"},
                                picture(256, 288, 3), TextPart{"Compare."}})},
          {"image_and_video", ask({picture(256, 256, 1), clip(128, 96, 5, 2.0, 2),
                                   TextPart{"What changed?"}})},
          {"text_only", ask({TextPart{"Grüße, Welt! 你好"}})}};
}

}  // namespace steadyhand::vision
