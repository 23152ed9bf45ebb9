#include "vision/vision_tower.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>

#include "vision/attention.h"

namespace steadyhand::vision {
namespace {

const std::string kScope = "model.visual.";

// Where `count` points spread from 0 to `side` - 1 fall: the lower neighbour and the rest.
struct Spread {
  at::Tensor lower;  // [count] int64
  at::Tensor upper;  // [count] int64
  at::Tensor rest;   // [count] float32, 0 <= rest < 1
};

Spread spread(std::int64_t count, std::int64_t side) {
  const auto index = at::arange(count, at::kFloat);
  const auto steps = static_cast<double>(std::max<std::int64_t>(count - 1, 1));
  const auto at_side = index * static_cast<double>(side - 1) / steps;
  const auto lower = at_side.floor();
  const auto lower_index = lower.to(at::kLong);
  return {lower_index, (lower_index + 1).clamp_max(side - 1), at_side - lower};
}

}  // namespace

PatchMerger::PatchMerger(Weights& weights, const std::string& scope, const VisionConfig& config,
                         bool norm_after)
    : norm_after_merge(norm_after),
      merged_size(config.hidden_size * config.spatial_merge_size * config.spatial_merge_size) {
  norm = LayerNorm(weights, scope + ".norm", norm_after ? merged_size : config.hidden_size);
  linear_fc1 = Linear::with_bias(weights, scope + ".linear_fc1", merged_size, merged_size);
  linear_fc2 =
      Linear::with_bias(weights, scope + ".linear_fc2", merged_size, config.out_hidden_size);
}

at::Tensor PatchMerger::operator()(const at::Tensor& x) const {
  const auto rows =
      norm_after_merge ? norm(x.reshape({-1, merged_size})) : norm(x).reshape({-1, merged_size});
  return linear_fc2(at::gelu(linear_fc1(rows)));
}

VisionBlock::VisionBlock(Weights& weights, const std::string& scope, const VisionConfig& config)
    : norm1(weights, scope + ".norm1", config.hidden_size),
      norm2(weights, scope + ".norm2", config.hidden_size),
      qkv(Linear::with_bias(weights, scope + ".attn.qkv", config.hidden_size,
                            3 * config.hidden_size)),
      proj(
          Linear::with_bias(weights, scope + ".attn.proj", config.hidden_size, config.hidden_size)),
      linear_fc1(Linear::with_bias(weights, scope + ".mlp.linear_fc1", config.hidden_size,
                                   config.intermediate_size)),
      linear_fc2(Linear::with_bias(weights, scope + ".mlp.linear_fc2", config.intermediate_size,
                                   config.hidden_size)) {}

at::Tensor VisionBlock::operator()(const at::Tensor& x, const Rotary& rotary,
                                   std::span<const std::int64_t> lengths,
                                   std::int64_t heads) const {
  const std::int64_t patches = x.size(0);
  const auto parts = qkv(norm1(x)).view({patches, 3, heads, -1}).unbind(1);
  const auto q = rotate(parts[0], rotary);
  const auto k = rotate(parts[1], rotary);
  const auto attended = attend_segments(q, k, parts[2], lengths).reshape({patches, -1});
  const auto h = x + proj(attended);
  return h + linear_fc2(at::gelu(linear_fc1(norm2(h)), "tanh"));
}

VisionTower::VisionTower(Weights& weights, const VisionConfig& config)
    : config_(config),
      patch_weight_(
          weights.take(kScope + "patch_embed.proj.weight",
                       {config.hidden_size, config.in_channels, config.temporal_patch_size,
                        config.patch_size, config.patch_size})),
      patch_bias_(weights.take(kScope + "patch_embed.proj.bias", {config.hidden_size})),
      pos_embed_(weights.take(kScope + "pos_embed.weight",
                              {config.num_position_embeddings, config.hidden_size})),
      merger_(weights, kScope + "merger", config, false) {
  for (std::int64_t i = 0; i < config.depth; ++i) {
    blocks_.emplace_back(weights, kScope + "blocks." + std::to_string(i), config);
  }
  for (std::size_t i = 0; i < config.deepstack_visual_indexes.size(); ++i) {
    deepstack_mergers_.emplace_back(weights, kScope + "deepstack_merger_list." + std::to_string(i),
                                    config, true);
  }
}

void VisionTower::prepare() {
  still_weight_ = patch_weight_.to(at::kFloat)
                      .sum(2)
                      .reshape({config_.hidden_size, -1})
                      .to(patch_weight_.scalar_type());
}

at::Tensor VisionTower::embed_patches(const at::Tensor& pixels) const {
  const bool is_still = pixels.size(1) == still_weight_.size(1);
  const auto weight = is_still ? still_weight_ : patch_weight_.view({config_.hidden_size, -1});
  return at::linear(pixels.to(weight.scalar_type()), weight, patch_bias_);
}

at::Tensor VisionTower::position_embedding(std::span<const Grid> grids) const {
  const auto side = static_cast<std::int64_t>(
      std::llround(std::sqrt(static_cast<double>(config_.num_position_embeddings))));
  const std::int64_t merge = config_.spatial_merge_size;
  const auto device = pos_embed_.device();
  std::vector<at::Tensor> parts;
  for (const Grid& grid : grids) {
    const Spread rows = spread(grid.height, side);
    const Spread columns = spread(grid.width, side);
    const auto corner = [&](const at::Tensor& row, const at::Tensor& column,
                            const at::Tensor& row_share, const at::Tensor& column_share) {
      const auto index = (row.unsqueeze(1) * side + column.unsqueeze(0)).reshape({-1});
      const auto share = (row_share.unsqueeze(1) * column_share.unsqueeze(0)).reshape({-1, 1});
      return pos_embed_.index_select(0, index.to(device)).to(at::kFloat) * share.to(device);
    };
    const auto near_row = 1 - rows.rest;
    const auto near_column = 1 - columns.rest;
    const auto sum = corner(rows.lower, columns.lower, near_row, near_column) +
                     corner(rows.lower, columns.upper, near_row, columns.rest) +
                     corner(rows.upper, columns.lower, rows.rest, near_column) +
                     corner(rows.upper, columns.upper, rows.rest, columns.rest);
    parts.push_back(sum.view({grid.height / merge, merge, grid.width / merge, merge, -1})
                        .transpose(1, 2)
                        .reshape({grid.patches_per_frame(), -1})
                        .repeat({grid.frames, 1}));
  }
  return at::cat(parts).to(pos_embed_.scalar_type());
}

VisionFeatures VisionTower::forward(const at::Tensor& pixels, std::span<const Grid> grids,
                                    const Trace& trace) const {
  std::vector<std::int64_t> lengths;
  for (const Grid& grid : grids) {
    lengths.insert(lengths.end(), static_cast<std::size_t>(grid.frames), grid.patches_per_frame());
  }
  const auto embedded = embed_patches(pixels);
  show(trace, "patch_embed", embedded);
  const auto positions = position_embedding(grids);
  show(trace, "pos_embed", positions);
  const Rotary rotary = vision_rotary(grids, config_, pixels.device());

  VisionFeatures features;
  auto h = embedded + positions;
  const auto& taps = config_.deepstack_visual_indexes;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    h = blocks_[i](h, rotary, lengths, config_.num_heads);
    show(trace, "vision_block." + std::to_string(i), h);
    const auto tap = std::find(taps.begin(), taps.end(), static_cast<std::int64_t>(i));
    if (tap == taps.end()) continue;
    const std::size_t j = features.deepstack.size();
    features.deepstack.push_back(deepstack_mergers_[j](h));
    show(trace, "deepstack." + std::to_string(j), features.deepstack.back());
  }
  features.merged = merger_(h);
  show(trace, "merger", features.merged);
  return features;
}

}  // namespace steadyhand::vision
