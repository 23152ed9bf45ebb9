// Chooses the next token from a row of logits.
//
// The reference's order: repetition penalty, temperature, top-k, top-p, then a draw. Greedy takes
// the largest logit (the lowest id among equals). A seed and the same logits give the same tokens.
// One Sampler a sequence, one thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "vision/model.h"

namespace steadyhand::vision {

struct Choice {
  std::int32_t id = 0;
  float log_prob = 0;  // log of its share under the model's own softmax, before any shaping
};

class Sampler {
 public:
  // `seen` are the prompt's ids: the repetition penalty counts them too.
  Sampler(const Sampling& sampling, std::span<const std::int32_t> seen);

  // logits: [V] of any type and device.
  Choice choose(const at::Tensor& logits);

 private:
  void penalise_repetition(std::vector<float>& logits) const;
  std::int32_t draw(std::vector<float>& logits);

  Sampling sampling_;
  std::vector<std::int32_t> seen_;
  std::mt19937_64 random_;
};

}  // namespace steadyhand::vision
