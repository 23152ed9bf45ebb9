#include "verifier/resnet18.h"

#include <ATen/ATen.h>
#include <string>

#include "base/widget_kind.h"

namespace steadyhand::verifier {
namespace {

constexpr std::int64_t kClickPlace = 2;  // of layer4's map, along both axes
constexpr double kBatchNormEps = 1e-5;

FoldedConvolution fold(PackedWeights& weights, const std::string& convolution,
                       const std::string& norm, std::vector<std::int64_t> shape,
                       std::int64_t stride) {
  const std::int64_t out = shape[0];
  const std::int64_t side = shape[2];
  const auto weight = weights.take(convolution + ".weight", shape);
  const auto gamma = weights.take(norm + ".weight", {out});
  const auto beta = weights.take(norm + ".bias", {out});
  const auto mean = weights.take(norm + ".running_mean", {out});
  const auto variance = weights.take(norm + ".running_var", {out});
  const auto gain = gamma * (variance + kBatchNormEps).rsqrt();
  const auto folded = weight * gain.view({out, 1, 1, 1});
  return {folded.contiguous(at::MemoryFormat::ChannelsLast), beta - mean * gain, stride, side / 2};
}

BasicBlock read_block(PackedWeights& weights, const std::string& scope, std::int64_t in,
                      std::int64_t out, std::int64_t stride) {
  BasicBlock block{fold(weights, scope + ".conv1", scope + ".bn1", {out, in, 3, 3}, stride),
                   fold(weights, scope + ".conv2", scope + ".bn2", {out, out, 3, 3}, 1),
                   {}};
  if (stride != 1 || in != out) {
    block.downsample =
        fold(weights, scope + ".downsample.0", scope + ".downsample.1", {out, in, 1, 1}, stride);
  }
  return block;
}

}  // namespace

at::Tensor FoldedConvolution::operator()(const at::Tensor& x) const {
  return at::conv2d(x, weight, bias, stride, padding);
}

at::Tensor BasicBlock::operator()(const at::Tensor& x) const {
  const auto around = downsample ? (*downsample)(x) : x;
  auto h = conv2(conv1(x).relu_());
  return h.add_(around).relu_();
}

ResNet18::ResNet18(PackedWeights& weights)
    : conv1_(fold(weights, "conv1", "bn1", {64, 3, 7, 7}, 2)) {
  std::int64_t in = 64;
  for (std::int64_t stage = 1; stage <= 4; ++stage) {
    const std::int64_t out = 32 << stage;
    const std::string scope = "layer" + std::to_string(stage);
    blocks_.push_back(read_block(weights, scope + ".0", in, out, stage == 1 ? 1 : 2));
    blocks_.push_back(read_block(weights, scope + ".1", out, out, 1));
    in = out;
  }
  const auto kinds = static_cast<std::int64_t>(kWidgetKindNames.size());
  fc_weight_ = weights.take("fc.weight", {kinds, 2 * in});
  fc_bias_ = weights.take("fc.bias", {kinds});
  enabled_weight_ = weights.take("enabled.weight", {1, 2 * in});
  enabled_bias_ = weights.take("enabled.bias", {1});
}

std::pair<at::Tensor, at::Tensor> ResNet18::operator()(const at::Tensor& crops) const {
  auto h = conv1_(crops.contiguous(at::MemoryFormat::ChannelsLast)).relu_();
  h = at::max_pool2d(h, {3, 3}, {2, 2}, {1, 1});
  for (const BasicBlock& block : blocks_) h = block(h);
  const auto click = h.select(3, kClickPlace).select(2, kClickPlace);
  const auto features = at::cat({click, h.mean({2, 3})}, 1);
  return {at::linear(features, fc_weight_, fc_bias_),
          at::linear(features, enabled_weight_, enabled_bias_).squeeze(1)};
}

}  // namespace steadyhand::verifier
