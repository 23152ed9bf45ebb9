#include "bench/engine/work.h"

namespace steadyhand::bench {
namespace {

double layer_weights(const vision::TextConfig& config) {
  const std::int64_t q = config.num_attention_heads * config.head_dim;
  const std::int64_t kv = config.num_key_value_heads * config.head_dim;
  return static_cast<double>(config.hidden_size * (2 * q + 2 * kv + 3 * config.intermediate_size));
}

double text_weights(const vision::TextConfig& config) {
  return static_cast<double>(config.num_hidden_layers) * layer_weights(config);
}

double head_weights(const vision::TextConfig& config) {
  return static_cast<double>(config.vocab_size * config.hidden_size);
}

}  // namespace

double vision_flops(const vision::VisionConfig& config, std::span<const vision::Grid> grids) {
  const auto hidden = static_cast<double>(config.hidden_size);
  const auto inner = static_cast<double>(config.intermediate_size);
  const auto depth = static_cast<double>(config.depth);
  const double area = static_cast<double>(config.spatial_merge_size * config.spatial_merge_size);
  const double merged = area * hidden;
  const double mergers = static_cast<double>(config.deepstack_visual_indexes.size() + 1);
  const double pixels =
      static_cast<double>(config.in_channels * config.patch_size * config.patch_size);
  double patches = 0;
  double pairs = 0;
  for (const vision::Grid& grid : grids) {
    const auto in_frame = static_cast<double>(grid.patches_per_frame());
    patches += static_cast<double>(grid.patches());
    pairs += static_cast<double>(grid.frames) * in_frame * in_frame;
  }
  const double blocks = 2 * patches * (4 * hidden * hidden + 2 * hidden * inner) +
                        4 * pairs * hidden;
  const double merging =
      2 * patches / area * (merged * merged + merged * static_cast<double>(config.out_hidden_size));
  return depth * blocks + mergers * merging + 2 * patches * pixels * hidden;
}

double prefill_flops(const vision::TextConfig& config, std::int64_t tokens) {
  const auto count = static_cast<double>(tokens);
  const auto q = static_cast<double>(config.num_attention_heads * config.head_dim);
  const double attention =
      static_cast<double>(config.num_hidden_layers) * 4 * q * count * (count + 1) / 2;
  return 2 * count * text_weights(config) + attention + 2 * head_weights(config);
}

double decode_bytes(const vision::TextConfig& config, std::int64_t context,
                    std::size_t element_bytes) {
  const std::int64_t row = 2 * config.num_key_value_heads * config.head_dim;
  const double keys = static_cast<double>(config.num_hidden_layers * row * context);
  return (text_weights(config) + head_weights(config) + keys) *
         static_cast<double>(element_bytes);
}

}  // namespace steadyhand::bench
