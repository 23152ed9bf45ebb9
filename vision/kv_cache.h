// The keys and values of every text layer for one sequence, in one allocation a layer.
//
// Rows are appended in order; keys are stored after their rotation. The cache is created for the
// most tokens the sequence may reach and never grows, so nothing is copied while decoding.
// One sequence, one thread at a time.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <utility>
#include <vector>

#include "vision/config.h"

namespace steadyhand::vision {

class KvCache {
 public:
  KvCache(const TextConfig& config, std::int64_t capacity, const at::TensorOptions& options);

  // Appends k and v ([tokens, Nkv, Dh]) to a layer and returns all its rows so far as
  // [Nkv, length, Dh] views. The sequence's length grows with `advance`, once for all layers.
  std::pair<at::Tensor, at::Tensor> append(std::size_t layer, const at::Tensor& k,
                                           const at::Tensor& v);
  void advance(std::int64_t tokens) { length_ += tokens; }

  std::int64_t length() const { return length_; }
  std::int64_t capacity() const { return capacity_; }

 private:
  std::vector<at::Tensor> keys_;    // [Nkv, capacity, Dh] each
  std::vector<at::Tensor> values_;  // [Nkv, capacity, Dh] each
  std::int64_t capacity_;
  std::int64_t length_ = 0;
};

}  // namespace steadyhand::vision
