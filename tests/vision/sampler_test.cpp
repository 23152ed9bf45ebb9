#include "vision/sampler.h"

#include <ATen/ATen.h>
#include <cmath>
#include <gtest/gtest.h>
#include <map>

namespace steadyhand::vision {
namespace {

at::Tensor row(std::vector<float> logits) { return at::tensor(logits); }

std::map<std::int32_t, int> draws(const Sampling& sampling, const at::Tensor& logits, int count) {
  std::map<std::int32_t, int> times;
  for (int i = 0; i < count; ++i) {
    Sampling seeded = sampling;
    seeded.seed = static_cast<std::uint64_t>(i);
    ++times[Sampler(seeded, {}).choose(logits).id];
  }
  return times;
}

TEST(Sampler, GreedyTakesTheLargestAndTheLowestAmongEquals) {
  Sampler sampler({}, {});
  EXPECT_EQ(sampler.choose(row({0, 3, 1})).id, 1);
  EXPECT_EQ(sampler.choose(row({5, 1, 5})).id, 0);
}

TEST(Sampler, LogProbabilityIsTheModelsOwn) {
  Sampler sampler({}, {});
  const Choice choice = sampler.choose(row({0, std::log(3.0f), -100}));
  EXPECT_EQ(choice.id, 1);
  EXPECT_NEAR(choice.log_prob, std::log(0.75f), 1e-5);
}

TEST(Sampler, SameSeedSameTokens) {
  const auto logits = at::randn({50});
  Sampler a({.temperature = 1.0, .seed = 9}, {});
  Sampler b({.temperature = 1.0, .seed = 9}, {});
  for (int i = 0; i < 50; ++i) ASSERT_EQ(a.choose(logits).id, b.choose(logits).id);
}

TEST(Sampler, DrawsInProportion) {
  const auto times = draws({.temperature = 1.0}, row({std::log(1.0f), std::log(3.0f)}), 4000);
  EXPECT_NEAR(times.at(1) / 4000.0, 0.75, 0.03);
}

TEST(Sampler, TemperatureSharpens) {
  const auto times = draws({.temperature = 0.5}, row({std::log(1.0f), std::log(3.0f)}), 4000);
  EXPECT_NEAR(times.at(1) / 4000.0, 0.9, 0.03);
}

TEST(Sampler, TopKKeepsTheFirstK) {
  const auto times = draws({.temperature = 5.0, .top_k = 2}, row({1, 4, 2, 3}), 500);
  EXPECT_EQ(times.size(), 2u);
  EXPECT_TRUE(times.contains(1) && times.contains(3));
}

TEST(Sampler, TopPKeepsTheSmallestSetThatReachesIt) {
  // Shares 0.5, 0.3, 0.2: the first two are needed to reach 0.6.
  const auto logits = row({std::log(0.2f), std::log(0.5f), std::log(0.3f)});
  const auto times = draws({.temperature = 1.0, .top_p = 0.6}, logits, 500);
  EXPECT_EQ(times.size(), 2u);
  EXPECT_FALSE(times.contains(0));
  EXPECT_EQ(draws({.temperature = 1.0, .top_p = 0.0}, logits, 100).size(), 1u);
}

TEST(Sampler, RepetitionPenaltyCountsThePromptAndTheAnswer) {
  const std::vector<std::int32_t> prompt{1};
  Sampler sampler({.repetition_penalty = 2.0}, prompt);
  EXPECT_EQ(sampler.choose(row({1.9f, 3.0f, -1})).id, 0);    // 3 / 2 < 1.9
  EXPECT_EQ(sampler.choose(row({1.9f, 3.0f, 1.6f})).id, 2);  // now 0 is halved too
  Sampler negative({.repetition_penalty = 2.0}, prompt);
  EXPECT_EQ(negative.choose(row({-1.5f, -1.0f})).id, 0);  // -1 * 2 < -1.5
}

}  // namespace
}  // namespace steadyhand::vision
