// The command line as programs and people use it: exit codes, JSON names, messages.
#include <gtest/gtest.h>

#include "base/image_codec.h"
#include "base/json.h"
#include "tests/cli/program.h"
#include "tests/test_data.h"

namespace steadyhand::cli {
namespace {

class CommandLine : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    const auto made = run_program({"model", "make", "--shape", "tiny", model()});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_NE(made.out.find("659,008 parameters in 115 tensors"), std::string::npos) << made.out;
    Image image{320, 256, PixelFormat::rgb, std::vector<std::uint8_t>(320 * 256 * 3, 128)};
    ASSERT_TRUE(write_png(picture(), image.view()));
  }
  static void TearDownTestSuite() { delete folder_; }
  static std::string model() { return (folder_->path() / "tiny").string(); }
  static std::string picture() { return (folder_->path() / "grey.png").string(); }

  static TemporaryFolder* folder_;
};

TemporaryFolder* CommandLine::folder_ = nullptr;

TEST_F(CommandLine, GenerateSaysInJsonWhatProgramsRelyOn) {
  const auto run = run_program({"generate", "--model", model(), "--image", picture(), "--prompt",
                                "Click", "--greedy", "--max-new-tokens", "6", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const auto json = parse_json(run.out, "stdout");
  ASSERT_TRUE(json) << json.error().message;
  for (const char* name : {"prompt_token_ids", "output_token_ids", "text", "log_probs",
                           "forward_passes", "timings_ms", "peak_bytes"}) {
    EXPECT_NE(json->find(name), nullptr) << name;
  }
  EXPECT_GT(json->find("prompt_token_ids")->array()->size(), 80u);  // 80 of them are the picture
  EXPECT_LE(json->find("output_token_ids")->array()->size(), 6u);
}

TEST_F(CommandLine, GreedyRepeatsItself) {
  const std::vector<std::string> arguments{"generate", "--model",          model(), "--prompt", "x",
                                           "--greedy", "--max-new-tokens", "10",    "--json"};
  const auto ids = [&] {
    return parse_json(run_program(arguments).out, "stdout")->find("output_token_ids")->dump();
  };
  EXPECT_EQ(ids(), ids());
}

TEST_F(CommandLine, WrongInputIsExitTwo) {
  const std::string no_picture = folder_->write("not.png", "GIF89a");
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {},
           {"fly"},
           {"generate", "--model", model()},
           {"generate", "--model", model(), "--prompt", "x", "--max-new-tokens", "many"},
           {"generate", "--model", model(), "--prompt", "x", "--top-p", "7"},
           {"generate", "--model", model(), "--prompt", "x", "--image", no_picture},
           {"model", "make", "--shape", "3B", "/tmp/never"}}) {
    const auto run = run_program(arguments);
    EXPECT_EQ(run.exit_code, 2) << run.err;
    EXPECT_FALSE(run.err.empty());
  }
}

TEST_F(CommandLine, MissingSurroundingsAreExitThree) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"generate", "--model", "/nowhere", "--prompt", "x"},
           {"generate", "--model", model(), "--prompt", "x", "--image", "/nowhere.png"},
           {"model", "info", "/nowhere"}}) {
    const auto run = run_program(arguments);
    EXPECT_EQ(run.exit_code, 3) << run.err;
    EXPECT_NE(run.err.find("/nowhere"), std::string::npos) << run.err;
  }
}

TEST_F(CommandLine, HelpExplainsAndSucceeds) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"--help"}, {"generate", "--help"}, {"model", "make", "--help"}, {"--version"}}) {
    const auto run = run_program(arguments);
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_FALSE(run.out.empty());
  }
}

}  // namespace
}  // namespace steadyhand::cli
