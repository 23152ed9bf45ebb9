// The blueprint of a checkpoint: every size the engine needs, read once from its folder.
//
// Reads what the hub ships (config.json with rope_theta + rope_scaling, preprocessor_config.json,
// video_preprocessor_config.json) and what transformers 5.x saves (rope_parameters,
// processor_config.json). Every number is checked for range and for agreement with the others
// before any weight is touched; errors name file, field, expected and got.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace steadyhand::vision {

struct TextConfig {
  std::int64_t hidden_size = 0;          // H
  std::int64_t num_hidden_layers = 0;    // L
  std::int64_t num_attention_heads = 0;  // Nq
  std::int64_t num_key_value_heads = 0;  // Nkv, a divisor of Nq
  std::int64_t head_dim = 0;             // Dh; Nq * Dh need not equal H
  std::int64_t intermediate_size = 0;    // I
  std::int64_t vocab_size = 0;           // V, rows of the embedding
  std::int64_t max_position_embeddings = 0;
  double rms_norm_eps = 1e-6;
  double rope_theta = 0;
  std::array<std::int64_t, 3> mrope_section{};  // how many frequencies for time, height, width
};

struct VisionConfig {
  std::int64_t hidden_size = 0;  // D
  std::int64_t depth = 0;
  std::int64_t num_heads = 0;  // D / num_heads is a multiple of 4
  std::int64_t intermediate_size = 0;
  std::int64_t out_hidden_size = 0;          // = text H
  std::int64_t num_position_embeddings = 0;  // a square
  std::int64_t patch_size = 16;
  std::int64_t temporal_patch_size = 2;
  std::int64_t spatial_merge_size = 2;
  std::int64_t in_channels = 3;
  std::vector<std::int64_t> deepstack_visual_indexes;  // ascending block indices
};

// Limits on the size of what the tower sees. For pictures in pixels of one picture, for videos in
// pixels of all its sampled frames together (the files call them "edges").
struct PixelBudget {
  std::int64_t min_pixels = 0;
  std::int64_t max_pixels = 0;
};

struct GenerationDefaults {
  bool do_sample = false;
  double temperature = 1.0;
  std::int64_t top_k = 0;  // 0: all
  double top_p = 1.0;
  double repetition_penalty = 1.0;
  std::vector<std::int64_t> eos_token_ids;
};

struct ModelConfig {
  TextConfig text;
  VisionConfig vision;
  PixelBudget image_budget{65536, 16777216};
  PixelBudget video_budget{4096, 25165824};
  GenerationDefaults generation;
  std::int64_t image_token_id = 0;
  std::int64_t video_token_id = 0;
  std::int64_t vision_start_token_id = 0;
  std::int64_t vision_end_token_id = 0;
  bool tie_word_embeddings = false;

  // The side of the squares a picture is resized to a multiple of: patch * merge.
  std::int64_t resize_factor() const { return vision.patch_size * vision.spatial_merge_size; }
};

// Reads config.json and its companions in `folder`.
Result<ModelConfig> read_model_config(const std::string& folder);

}  // namespace steadyhand::vision
