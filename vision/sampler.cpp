#include "vision/sampler.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace steadyhand::vision {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

std::vector<float> to_floats(const at::Tensor& logits) {
  const auto row = logits.to(at::kCPU, at::kFloat).contiguous().view({-1});
  const float* begin = row.const_data_ptr<float>();
  return {begin, begin + row.numel()};
}

float log_sum_exp(const std::vector<float>& logits) {
  const float most = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (const float logit : logits) sum += std::exp(static_cast<double>(logit - most));
  return most + static_cast<float>(std::log(sum));
}

void keep_top_k(std::vector<float>& logits, std::int64_t k) {
  if (k <= 0 || k >= static_cast<std::int64_t>(logits.size())) return;
  std::vector<float> sorted = logits;
  std::nth_element(sorted.begin(), sorted.begin() + (k - 1), sorted.end(), std::greater<>());
  const float least = sorted[static_cast<std::size_t>(k - 1)];
  for (float& logit : logits) {
    if (logit < least) logit = kNever;
  }
}

// Keeps the smallest set of most likely tokens whose shares add up to at least p.
void keep_top_p(std::vector<float>& logits, double p) {
  if (p >= 1.0) return;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (logits[i] != kNever) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return logits[a] > logits[b]; });
  const double total = log_sum_exp(logits);
  double before = 0;
  for (const std::size_t i : order) {
    const double share = std::exp(logits[i] - total);
    if (before >= p) logits[i] = kNever;
    before += share;
  }
}

}  // namespace

Sampler::Sampler(const Sampling& sampling, std::span<const std::int32_t> seen)
    : sampling_(sampling), seen_(seen.begin(), seen.end()), random_(sampling.seed) {}

void Sampler::penalise_repetition(std::vector<float>& logits) const {
  if (sampling_.repetition_penalty == 1.0) return;
  const auto penalty = static_cast<float>(sampling_.repetition_penalty);
  std::vector<std::int32_t> once = seen_;
  std::sort(once.begin(), once.end());
  once.erase(std::unique(once.begin(), once.end()), once.end());
  for (const std::int32_t id : once) {
    float& logit = logits[static_cast<std::size_t>(id)];
    logit = logit < 0 ? logit * penalty : logit / penalty;
  }
}

std::int32_t Sampler::draw(std::vector<float>& logits) {
  const auto temperature = static_cast<float>(sampling_.temperature);
  for (float& logit : logits) logit /= temperature;
  keep_top_k(logits, sampling_.top_k);
  keep_top_p(logits, sampling_.top_p);
  const float total = log_sum_exp(logits);
  const double point = std::uniform_real_distribution<double>(0.0, 1.0)(random_);
  double sum = 0;
  std::int32_t last = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (logits[i] == kNever) continue;
    sum += std::exp(static_cast<double>(logits[i] - total));
    last = static_cast<std::int32_t>(i);
    if (sum > point) break;
  }
  return last;
}

Choice Sampler::choose(const at::Tensor& logits) {
  const std::vector<float> plain = to_floats(logits);
  std::vector<float> shaped = plain;
  penalise_repetition(shaped);
  std::int32_t id = 0;
  if (sampling_.temperature <= 0.0) {
    id = static_cast<std::int32_t>(std::max_element(shaped.begin(), shaped.end()) - shaped.begin());
  } else {
    id = draw(shaped);
  }
  seen_.push_back(id);
  return {id, plain[static_cast<std::size_t>(id)] - log_sum_exp(plain)};
}

}  // namespace steadyhand::vision
