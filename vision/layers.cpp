#include "vision/layers.h"

#include <ATen/ATen.h>

#include "vision/gemv.h"

namespace steadyhand::vision {

Linear Linear::without_bias(Weights& weights, const std::string& scope, std::int64_t in,
                            std::int64_t out) {
  return {weights.take(scope + ".weight", {out, in}), {}};
}

Linear Linear::with_bias(Weights& weights, const std::string& scope, std::int64_t in,
                         std::int64_t out) {
  return {weights.take(scope + ".weight", {out, in}), weights.take(scope + ".bias", {out})};
}

at::Tensor Linear::operator()(const at::Tensor& x) const {
  if (gemv_applies(x, weight) && !bias.defined()) return gemv(x, weight);
  return at::linear(x, weight, bias);
}

LayerNorm::LayerNorm(Weights& weights, const std::string& scope, std::int64_t size)
    : weight(weights.take(scope + ".weight", {size})),
      bias(weights.take(scope + ".bias", {size})) {}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const {
  return at::layer_norm(x, {x.size(-1)}, weight, bias, 1e-6);
}

RmsNorm::RmsNorm(Weights& weights, const std::string& scope, std::int64_t size, double norm_eps)
    : weight(weights.take(scope + ".weight", {size})), eps(norm_eps) {}

at::Tensor RmsNorm::operator()(const at::Tensor& x) const {
  const auto wide = x.to(at::kFloat);
  const auto scale = at::rsqrt(wide.square().mean(-1, true).add(eps));
  return (wide * scale).to(x.scalar_type()) * weight;
}

}  // namespace steadyhand::vision
