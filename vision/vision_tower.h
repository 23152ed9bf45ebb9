// The vision transformer of Qwen3-VL: patches in, one feature row for each 2x2 block out.
//
// Patches are embedded, a learned position grid (bilinearly resampled, corners aligned) is added,
// blocks attend within one picture or video frame under an axial rotary embedding; after the
// config's tap blocks a DeepStack merger takes a feature for the first text layers. Blocks use the
// tanh GELU, mergers the exact one. Immutable after `prepare`; forward is safe from any thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <span>
#include <vector>

#include "vision/config.h"
#include "vision/image_processor.h"
#include "vision/layers.h"
#include "vision/rotary.h"
#include "vision/trace.h"

namespace steadyhand::vision {

// [N] patches -> [N / merge^2] rows; H = out_hidden_size.
struct VisionFeatures {
  at::Tensor merged;                  // [N / 4, H]
  std::vector<at::Tensor> deepstack;  // as many as taps, [N / 4, H] each
};

struct PatchMerger {
  LayerNorm norm;
  Linear linear_fc1;
  Linear linear_fc2;
  bool norm_after_merge = false;  // DeepStack mergers normalise the merged row of 4 D
  std::int64_t merged_size = 0;   // 4 D

  PatchMerger(Weights& weights, const std::string& scope, const VisionConfig& config,
              bool norm_after);
  at::Tensor operator()(const at::Tensor& x) const;  // [N, D] -> [N / 4, H]
};

struct VisionBlock {
  LayerNorm norm1;
  LayerNorm norm2;
  Linear qkv;
  Linear proj;
  Linear linear_fc1;
  Linear linear_fc2;

  VisionBlock(Weights& weights, const std::string& scope, const VisionConfig& config);
  at::Tensor operator()(const at::Tensor& x, const Rotary& rotary,
                        std::span<const std::int64_t> lengths, std::int64_t heads) const;
};

class VisionTower {
 public:
  VisionTower(Weights& weights, const VisionConfig& config);

  // Once, when the checkpoint was found complete: folds the patch embedding's two temporal slices.
  void prepare();

  // pixels: [N, 3 * 16 * 16] for still pictures (one temporal slice stands for both), or
  // [N, 3 * 2 * 16 * 16] for video frames; `grids` add up to N patches.
  VisionFeatures forward(const at::Tensor& pixels, std::span<const Grid> grids,
                         const Trace& trace = {}) const;

 private:
  at::Tensor embed_patches(const at::Tensor& pixels) const;
  at::Tensor position_embedding(std::span<const Grid> grids) const;  // [N, D]

  VisionConfig config_;
  at::Tensor patch_weight_;  // [D, 3, 2, 16, 16]
  at::Tensor patch_bias_;    // [D]
  at::Tensor still_weight_;  // [D, 3 * 16 * 16]: both slices added
  at::Tensor pos_embed_;     // [side * side, D]
  std::vector<VisionBlock> blocks_;
  std::vector<PatchMerger> deepstack_mergers_;
  PatchMerger merger_;
};

}  // namespace steadyhand::vision
