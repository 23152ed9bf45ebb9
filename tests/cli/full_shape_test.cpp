// The full 2B shape on the CPU: it loads, answers a picture, and stays within its memory.
#include <cstdlib>
#include <gtest/gtest.h>

#include "base/image_codec.h"
#include "base/json.h"
#include "tests/cli/program.h"
#include "tests/test_data.h"

namespace steadyhand::cli {
namespace {

// 4.3 GB of random weights, kept in the user's cache from one run to the next.
std::filesystem::path checkpoint() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::filesystem::path base =
      cache != nullptr ? cache : std::filesystem::path(home != nullptr ? home : "/tmp") / ".cache";
  return base / "steadyhand" / "checkpoints" / "2B";
}

TEST(FullShape, TwoBillionParametersAnswerAPictureWithinTheirMemory) {
  const auto folder = checkpoint();
  if (!std::filesystem::exists(folder / "model.safetensors")) {
    std::filesystem::create_directories(folder.parent_path());
    const auto space = std::filesystem::space(folder.parent_path());
    if (space.available < 6'000'000'000) GTEST_SKIP() << "6 GB of disk are needed for 2B weights";
    const auto made = run_program({"model", "make", "--shape", "2B", folder.string()});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_NE(made.out.find("2,127,532,032 parameters in 625 tensors"), std::string::npos);
  }
  const TemporaryFolder temporary;
  Image image{640, 360, PixelFormat::rgb, {}};
  for (int i = 0; i < 640 * 360 * 3; ++i) {
    image.pixels.push_back(static_cast<std::uint8_t>(i * 31 % 256));
  }
  const std::string picture = (temporary.path() / "screen.png").string();
  ASSERT_TRUE(write_png(picture, image.view()));

  const auto run =
      run_program({"generate", "--model", folder.string(), "--image", picture, "--prompt",
                   "Where is the button?", "--greedy", "--max-new-tokens", "4", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto json = parse_json(run.out, "stdout");
  ASSERT_TRUE(json) << json.error().message;
  EXPECT_EQ(json->find("output_token_ids")->array()->size(), 4u);
  // 640x360 becomes 640x352 (11 rows of 32): 220 merged patches.
  EXPECT_GT(json->find("prompt_token_ids")->array()->size(), 220u);
  EXPECT_LE(*json->find("peak_bytes")->integer(), 5'500'000'000);
}

}  // namespace
}  // namespace steadyhand::cli
