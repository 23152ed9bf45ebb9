// The whole model behind its door, on a random tiny checkpoint.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/test_data.h"
#include "vision/model.h"
#include "vision/random_checkpoint.h"

namespace steadyhand::vision {
namespace {

std::shared_ptr<const Image> gradient(int width, int height) {
  Image image{width, height, PixelFormat::rgb, {}};
  for (int i = 0; i < width * height * 3; ++i) {
    image.pixels.push_back(static_cast<std::uint8_t>(i * 7 % 253));
  }
  return std::make_shared<const Image>(std::move(image));
}

Prompt ask(const std::string& text, std::vector<std::shared_ptr<const Image>> images = {}) {
  Message user;
  for (auto& image : images) user.parts.push_back(ImagePart{std::move(image)});
  user.parts.push_back(TextPart{text});
  Prompt prompt;
  prompt.messages.push_back(std::move(user));
  return prompt;
}

class Generate : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    const RandomCheckpoint wanted{.precision = Precision::float32, .seed = 3};
    ASSERT_TRUE(make_random_checkpoint(checkpoint(), wanted));
  }
  static void TearDownTestSuite() { delete folder_; }
  static std::string checkpoint() { return folder_->path().string(); }

  static std::unique_ptr<VisionLanguageModel> open(const ModelOptions& options = {}) {
    auto model = open_qwen3_vl(checkpoint(), options);
    EXPECT_TRUE(model) << model.error().message;
    return std::move(*model);
  }

  static Generation must(VisionLanguageModel& model, const Prompt& prompt,
                         const GenerateOptions& options) {
    auto made = model.generate(prompt, options);
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }

  static TemporaryFolder* folder_;
};

TemporaryFolder* Generate::folder_ = nullptr;

TEST_F(Generate, CountsPassesTokensAndLogProbabilities) {
  const auto model = open();
  const auto made = must(*model, ask("Hello", {gradient(256, 256)}), {.max_new_tokens = 9});
  EXPECT_LE(made.output_token_ids.size(), 9u);
  EXPECT_EQ(made.log_probs.size(), made.output_token_ids.size());
  EXPECT_EQ(made.forward_passes, static_cast<std::int64_t>(made.output_token_ids.size()));
  EXPECT_GT(made.prompt_token_ids.size(), 64u);
  for (const float log_prob : made.log_probs) EXPECT_LE(log_prob, 0.0f);
  EXPECT_GT(made.timings.total_ms, 0.0);
  EXPECT_GT(made.peak_bytes, 1u << 20);
}

TEST_F(Generate, StreamsExactlyTheText) {
  const auto model = open();
  std::string streamed;
  GenerateOptions options{.sampling = Sampling{.temperature = 2.0, .seed = 5},
                          .max_new_tokens = 60};
  options.on_text = [&](std::string_view piece) { streamed += piece; };
  const auto made = must(*model, ask("Say anything"), options);
  EXPECT_EQ(streamed, made.text);
}

TEST_F(Generate, SeedsRepeatAndDiffer) {
  const auto model = open();
  const auto with_seed = [&](std::uint64_t seed) {
    return must(*model, ask("x"),
                {.sampling = Sampling{.temperature = 1.5, .seed = seed}, .max_new_tokens = 24})
        .output_token_ids;
  };
  EXPECT_EQ(with_seed(1), with_seed(1));
  EXPECT_NE(with_seed(1), with_seed(2));
}

TEST_F(Generate, StopStringsEndTheAnswerBeforeThem) {
  const auto model = open();
  GenerateOptions options{.sampling = Sampling{.temperature = 1.5, .seed = 4},
                          .max_new_tokens = 200};
  const auto free = must(*model, ask("x"), options);
  const auto is_ascii = [](char c) { return static_cast<signed char>(c) > 0; };
  const auto letter = std::find_if(free.text.begin() + 4, free.text.end(), is_ascii);
  ASSERT_NE(letter, free.text.end()) << "the seed's answer has no plain letter to stop at";
  options.stop = {std::string(1, *letter)};
  const auto cut = must(*model, ask("x"), options);
  EXPECT_EQ(cut.finish, FinishReason::stop_string);
  EXPECT_EQ(cut.text, free.text.substr(0, free.text.find(options.stop[0])));
}

TEST_F(Generate, ChunksOfThePromptChangeNothing) {
  const Prompt prompt = ask("Where?", {gradient(320, 256), gradient(256, 288)});
  const auto whole = open()->generate(prompt, {.max_new_tokens = 12});
  for (const std::int64_t chunk : {17, 64}) {
    const auto parts = open({.prefill_chunk = chunk})->generate(prompt, {.max_new_tokens = 12});
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->output_token_ids, whole->output_token_ids) << chunk;
    EXPECT_EQ(parts->forward_passes, whole->forward_passes);
  }
}

TEST_F(Generate, CancelsWithinOneToken) {
  const auto model = open();
  std::stop_source source;
  GenerateOptions options{.sampling = Sampling{.temperature = 1.0, .seed = 1},
                          .max_new_tokens = 3000};
  int pieces = 0;
  options.on_text = [&](std::string_view) {
    if (++pieces == 3) source.request_stop();
  };
  options.stop_token = source.get_token();
  const auto made = model->generate(ask("x"), options);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::cancelled);
  EXPECT_EQ(pieces, 3);
}

TEST_F(Generate, APromptThatDoesNotFitIsAnError) {
  const auto model = open({.max_tokens = 100});
  const auto made = model->generate(ask(std::string(200, 'x')), {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::bad_input);
  EXPECT_NE(made.error().message.find("expected at most 99 tokens"), std::string::npos)
      << made.error().message;
}

TEST_F(Generate, PadsInTheTextAreAnErrorNotAShiftedPicture) {
  const auto made = open()->generate(ask("look: <|image_pad|>", {gradient(256, 256)}), {});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("<|image_pad|>"), std::string::npos);
}

TEST_F(Generate, APictureWithoutItsPixelsIsAnError) {
  const auto broken = std::make_shared<const Image>(Image{64, 64, PixelFormat::rgb, {1, 2, 3}});
  const auto made = open()->generate(ask("x", {broken}), {});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("64x64 with 3 bytes"), std::string::npos);
}

TEST_F(Generate, ShardsAreTheSameModel) {
  const TemporaryFolder sharded;
  const std::string folder = sharded.path().string();
  ASSERT_TRUE(make_random_checkpoint(
      folder, {.precision = Precision::float32, .seed = 3, .shard_bytes = 300'000}));
  ASSERT_TRUE(std::filesystem::exists(folder + "/model.safetensors.index.json"));
  const auto model = open_qwen3_vl(folder);
  ASSERT_TRUE(model) << model.error().message;
  const Prompt prompt = ask("Same?", {gradient(256, 256)});
  EXPECT_EQ((*model)->generate(prompt, {.max_new_tokens = 8})->output_token_ids,
            open()->generate(prompt, {.max_new_tokens = 8})->output_token_ids);
}

}  // namespace
}  // namespace steadyhand::vision
