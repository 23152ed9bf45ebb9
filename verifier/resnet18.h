// ResNet18 with two heads that read the place of the click.
//
//   input    [n, 3, 120, 120]   (level / 255 - mean) / std
//   conv1    [n, 64, 60, 60]    7x7, stride 2;  maxpool [n, 64, 30, 30]
//   layer1   [n, 64, 30, 30]    two basic blocks each
//   layer2   [n, 128, 15, 15]
//   layer3   [n, 256, 8, 8]
//   layer4   [n, 512, 4, 4]
//   features [n, 1024]          layer4 at place (2, 2), then the mean over its 16 places
//   fc       [n, 12]            logits of the kinds;  enabled [n, 1] logit
//
// Architecture: He et al., "Deep Residual Learning for Image Recognition", 2015; names are
// torchvision's. Batch normalisation is folded into the convolutions before it. Immutable; calls
// are safe from any thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <optional>
#include <utility>
#include <vector>

#include "verifier/packed_weights.h"

namespace steadyhand::verifier {

// A convolution with its batch normalisation folded in.
struct FoldedConvolution {
  at::Tensor weight;  // [out, in, side, side]
  at::Tensor bias;    // [out]
  std::int64_t stride = 1;
  std::int64_t padding = 0;

  at::Tensor operator()(const at::Tensor& x) const;
};

struct BasicBlock {
  FoldedConvolution conv1;
  FoldedConvolution conv2;
  std::optional<FoldedConvolution> downsample;

  at::Tensor operator()(const at::Tensor& x) const;
};

class ResNet18 {
 public:
  explicit ResNet18(PackedWeights& weights);

  // Kind logits [n, 12] and enabled logits [n].
  std::pair<at::Tensor, at::Tensor> operator()(const at::Tensor& crops) const;

 private:
  FoldedConvolution conv1_;
  std::vector<BasicBlock> blocks_;  // layer1.0, layer1.1, layer2.0, ...
  at::Tensor fc_weight_;            // [12, 1024]
  at::Tensor fc_bias_;
  at::Tensor enabled_weight_;  // [1, 1024]
  at::Tensor enabled_bias_;
};

}  // namespace steadyhand::verifier
