// The pieces both towers are built from: linear layers, norms, attention.
//
// A layer is a struct of tensors, built from (weights, scope) with the checkpoint's own names, and
// a call operator that is a pure function of its input. Building only takes tensors; no arithmetic
// happens until the whole checkpoint was found complete. Const calls are safe from any thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <string>

#include "vision/weights.h"

namespace steadyhand::vision {

// y = x W^T + b. A single row in bfloat16 on the CPU takes the bandwidth-bound path of
// `vision/gemv.h`.
struct Linear {
  at::Tensor weight;  // [out, in]
  at::Tensor bias;    // [out], or undefined

  static Linear with_bias(Weights& weights, const std::string& scope, std::int64_t in,
                          std::int64_t out);
  static Linear without_bias(Weights& weights, const std::string& scope, std::int64_t in,
                             std::int64_t out);
  at::Tensor operator()(const at::Tensor& x) const;  // [..., in] -> [..., out]
};

// LayerNorm over the last axis, with weight and bias.
struct LayerNorm {
  at::Tensor weight;  // [size]
  at::Tensor bias;    // [size]

  LayerNorm() = default;
  LayerNorm(Weights& weights, const std::string& scope, std::int64_t size);
  at::Tensor operator()(const at::Tensor& x) const;
};

// RMSNorm over the last axis: float32 x / sqrt(mean(x^2) + eps), cast back, then times the weight.
struct RmsNorm {
  at::Tensor weight;  // [size]
  double eps = 1e-6;

  RmsNorm() = default;
  RmsNorm(Weights& weights, const std::string& scope, std::int64_t size, double norm_eps);
  at::Tensor operator()(const at::Tensor& x) const;
};

}  // namespace steadyhand::vision
