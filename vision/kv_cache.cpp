#include "vision/kv_cache.h"

#include <ATen/ATen.h>
#include <cassert>

namespace steadyhand::vision {

KvCache::KvCache(const TextConfig& config, std::int64_t capacity, const at::TensorOptions& options)
    : capacity_(capacity) {
  for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
    const std::vector<std::int64_t> shape{config.num_key_value_heads, capacity, config.head_dim};
    keys_.push_back(at::empty(shape, options));
    values_.push_back(at::empty(shape, options));
  }
}

std::pair<at::Tensor, at::Tensor> KvCache::append(std::size_t layer, const at::Tensor& k,
                                                  const at::Tensor& v) {
  const std::int64_t end = length_ + k.size(0);
  assert(end <= capacity_);
  keys_[layer].slice(1, length_, end).copy_(k.transpose(0, 1));
  values_[layer].slice(1, length_, end).copy_(v.transpose(0, 1));
  return {keys_[layer].slice(1, 0, end), values_[layer].slice(1, 0, end)};
}

}  // namespace steadyhand::vision
