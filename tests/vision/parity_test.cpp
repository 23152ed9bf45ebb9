// The engine against the reference, stage by stage: what parity_oracle.py wrote just before.
#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include "tests/vision/parity_case.h"
#include "vision/model.h"

namespace steadyhand::vision {
namespace {

constexpr double kTolerance = 1e-4;  // relative to the largest value of the stage

std::unique_ptr<Qwen3Vl> open_model(const std::string& folder, Precision precision) {
  auto model = Qwen3Vl::open(folder, {.precision = precision});
  EXPECT_TRUE(model) << (model ? "" : model.error().message);
  return model ? std::move(*model) : nullptr;
}

// Our [N, 3*16*16] of one temporal slice as the reference's [N, 3*2*16*16].
at::Tensor both_slices(const at::Tensor& pixels) {
  const auto rows = pixels.view({pixels.size(0), 3, 1, -1});
  return rows.expand({-1, -1, 2, -1}).reshape({pixels.size(0), -1});
}

class Parity : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    case_ = load_parity_case(GetParam());
    model_ = open_model(case_.checkpoint, Precision::float32);
    ASSERT_NE(model_, nullptr);
    auto encoded = model_->encode(case_.prompt);
    ASSERT_TRUE(encoded) << encoded.error().message;
    encoded_ = std::move(*encoded);
  }

  // The later stages of a resized picture are compared from the reference's own pixels.
  EncodedPrompt from_reference_pixels() const {
    EncodedPrompt prompt = encoded_;
    if (case_.resized) prompt.image_pixels = case_.reference.at("pixel_values");
    return prompt;
  }

  at::Tensor all_logits(const Qwen3Vl& model, const TextInput& input, const Trace& trace) const {
    const std::int64_t tokens = input.embeddings.size(0);
    KvCache cache(model.config().text, tokens, model.tensor_options());
    return model.text().logits(model.text().forward(input, cache, tokens, trace));
  }

  c10::InferenceMode inference_;
  ParityCase case_;
  std::unique_ptr<Qwen3Vl> model_;
  EncodedPrompt encoded_;
};

TEST_P(Parity, TokensAndPositionsAreEqual) {
  EXPECT_EQ(encoded_.ids, case_.ids);
  EXPECT_EQ(encoded_.positions.delta, case_.delta);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const Json::Array& expected = *(*case_.positions.array())[axis].array();
    ASSERT_EQ(encoded_.positions.axes[axis].size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(encoded_.positions.axes[axis][i], *expected[i].integer()) << axis << " at " << i;
    }
  }
}

TEST_P(Parity, PixelsAreEqual) {
  if (encoded_.image_pixels.defined()) {
    const auto difference =
        (both_slices(encoded_.image_pixels) - case_.reference.at("pixel_values")).abs().max();
    // A resize may differ by one level of 255; without one, not a bit may.
    EXPECT_LE(difference.item<double>(), case_.resized ? 1.001 / 127.5 : 0.0);
  }
  if (encoded_.video_pixels.defined()) {
    EXPECT_TRUE(encoded_.video_pixels.equal(case_.reference.at("pixel_values_videos")));
  }
}

TEST_P(Parity, EveryStageIsWithinTolerance) {
  StageRecorder recorder;
  const Trace trace = recorder.trace();
  const auto input = model_->prepare(from_reference_pixels(), trace);
  trace("logits", all_logits(*model_, input, trace));
  std::size_t compared = 0;
  for (const auto& [name, expected] : case_.reference) {
    if (name.starts_with("pixel") || name == "logits_bfloat16") continue;
    ASSERT_TRUE(recorder.stages().contains(name)) << name;
    EXPECT_LE(relative_difference(recorder.stages().at(name), expected), kTolerance) << name;
    ++compared;
  }
  EXPECT_EQ(compared, recorder.stages().size());
  EXPECT_GE(compared, 6u);
}

TEST_P(Parity, TwentyGreedyTokensAreEqual) {
  const EncodedPrompt prompt = from_reference_pixels();
  const auto steps = static_cast<std::int64_t>(case_.greedy.size());
  ASSERT_EQ(steps, 20);
  KvCache cache(model_->config().text, static_cast<std::int64_t>(prompt.ids.size()) + steps,
                model_->tensor_options());
  auto logits = model_->prefill(model_->prepare(prompt), cache, 1 << 20);
  for (std::int64_t i = 0; i < steps; ++i) {
    const auto id = static_cast<std::int32_t>(logits.argmax().item<std::int64_t>());
    ASSERT_EQ(id, case_.greedy[static_cast<std::size_t>(i)]) << "token " << i;
    logits = model_->decode(id, cache.length(), prompt.positions.delta, cache);
  }
}

TEST_P(Parity, ChunkedPrefillEqualsUnchunked) {
  const auto input = model_->prepare(from_reference_pixels());
  const auto expected = case_.reference.at("logits").slice(0, -1);
  for (const std::int64_t chunk : {7, 32, 100}) {
    KvCache cache(model_->config().text, input.embeddings.size(0), model_->tensor_options());
    const auto logits = model_->prefill(input, cache, chunk);
    EXPECT_LE(relative_difference(logits, expected), kTolerance) << "chunks of " << chunk;
  }
}

TEST_P(Parity, Bfloat16PointsTheSameWay) {
  const auto half = open_model(case_.checkpoint, Precision::bfloat16);
  ASSERT_NE(half, nullptr);
  EncodedPrompt prompt = from_reference_pixels();
  const auto input = half->prepare(prompt);
  const auto logits = all_logits(*half, input, {}).to(at::kFloat).flatten();
  for (const char* name : {"logits", "logits_bfloat16"}) {
    const auto expected = case_.reference.at(name).flatten();
    EXPECT_GE(at::cosine_similarity(logits, expected, 0).item<double>(), 0.999) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Reference, Parity,
                         testing::Values("one_image", "three_images", "image_and_video",
                                         "text_only", "two_turns", "untied_image", "untied_images",
                                         "resized_image"),
                         [](const auto& instance) { return std::string(instance.param); });

}  // namespace
}  // namespace steadyhand::vision
