#include "vision/config.h"

#include <cmath>
#include <filesystem>

#include "base/json.h"
#include "base/json_fields.h"

namespace steadyhand::vision {
namespace {

constexpr std::int64_t kMaxSize = 1 << 20;  // no hidden size, head count or depth comes near it

std::string number(std::int64_t value) { return std::to_string(value); }

void read_rope(Fields& text, TextConfig& config) {
  // transformers 5.x saves rope_parameters; the hub's files have rope_theta beside rope_scaling.
  const bool merged = text.has("rope_parameters");
  Fields rope = text.object(merged ? "rope_parameters" : "rope_scaling");
  config.rope_theta = (merged ? rope : text).real("rope_theta", {}, 1.0, 1e12);
  const std::string type = rope.string("rope_type", rope.string("type", "default"));
  if (type != "default" && type != "mrope") rope.fail("rope_type", "\"default\"", type);
  const auto section = rope.integers("mrope_section", 0, kMaxSize);
  if (section.size() == 3) {
    config.mrope_section = {section[0], section[1], section[2]};
  } else {
    rope.fail("mrope_section", "three sizes", number(static_cast<std::int64_t>(section.size())));
  }
  if (!rope.boolean("mrope_interleaved", true)) {
    rope.fail("mrope_interleaved", "true", "false");
  }
  text.adopt(rope);
}

TextConfig read_text(Fields& text) {
  TextConfig config;
  config.hidden_size = text.integer("hidden_size", 1, kMaxSize);
  config.num_hidden_layers = text.integer("num_hidden_layers", 1, 1024);
  config.num_attention_heads = text.integer("num_attention_heads", 1, 4096);
  config.num_key_value_heads = text.integer("num_key_value_heads", 1, config.num_attention_heads,
                                            config.num_attention_heads);
  const std::int64_t even_share = config.hidden_size / config.num_attention_heads;
  config.head_dim = text.integer("head_dim", 2, 4096, even_share);
  config.intermediate_size = text.integer("intermediate_size", 1, kMaxSize);
  config.vocab_size = text.integer("vocab_size", 1, 1 << 24);
  config.max_position_embeddings = text.integer("max_position_embeddings", 1, 1 << 30, 262144);
  config.rms_norm_eps = text.real("rms_norm_eps", 1e-6, 0.0, 1.0);
  read_rope(text, config);
  if (config.num_attention_heads % config.num_key_value_heads != 0) {
    text.fail("num_key_value_heads", "a divisor of " + number(config.num_attention_heads),
              number(config.num_key_value_heads));
  }
  if (config.head_dim % 2 != 0) text.fail("head_dim", "an even number", number(config.head_dim));
  const std::string activation = text.string("hidden_act", "silu");
  if (activation != "silu") text.fail("hidden_act", "\"silu\"", activation);
  if (text.boolean("attention_bias", false)) text.fail("attention_bias", "false", "true");
  return config;
}

void check_vision(Fields& vision, const VisionConfig& config) {
  if (config.hidden_size % (4 * config.num_heads) != 0) {
    vision.fail("num_heads", "heads whose size is a multiple of 4",
                number(config.hidden_size) + " / " + number(config.num_heads));
  }
  const auto side = static_cast<std::int64_t>(
      std::llround(std::sqrt(static_cast<double>(config.num_position_embeddings))));
  if (side * side != config.num_position_embeddings) {
    vision.fail("num_position_embeddings", "a square", number(config.num_position_embeddings));
  }
  const auto& taps = config.deepstack_visual_indexes;
  for (std::size_t i = 1; i < taps.size(); ++i) {
    if (taps[i] <= taps[i - 1]) {
      vision.fail("deepstack_visual_indexes", "ascending block indices", number(taps[i]));
    }
  }
}

VisionConfig read_vision(Fields& vision, const TextConfig& text) {
  VisionConfig config;
  config.hidden_size = vision.integer("hidden_size", 1, kMaxSize);
  config.depth = vision.integer("depth", 1, 1024);
  config.num_heads = vision.integer("num_heads", 1, 4096);
  config.intermediate_size = vision.integer("intermediate_size", 1, kMaxSize);
  config.out_hidden_size = vision.integer("out_hidden_size", text.hidden_size, text.hidden_size);
  config.num_position_embeddings = vision.integer("num_position_embeddings", 1, 1 << 24);
  config.patch_size = vision.integer("patch_size", 1, 256, 16);
  config.temporal_patch_size = vision.integer("temporal_patch_size", 2, 2, 2);
  config.spatial_merge_size = vision.integer("spatial_merge_size", 1, 16, 2);
  config.in_channels = vision.integer("in_channels", 3, 3, vision.integer("in_chans", 3, 3, 3));
  const std::int64_t most = std::min<std::int64_t>(config.depth, 1024) - 1;
  config.deepstack_visual_indexes = vision.integers("deepstack_visual_indexes", 0, most);
  if (static_cast<std::int64_t>(config.deepstack_visual_indexes.size()) > text.num_hidden_layers) {
    vision.fail("deepstack_visual_indexes", "at most one for each text layer",
                number(static_cast<std::int64_t>(config.deepstack_visual_indexes.size())));
  }
  const std::string activation = vision.string("hidden_act", "gelu_pytorch_tanh");
  if (activation != "gelu_pytorch_tanh") {
    vision.fail("hidden_act", "\"gelu_pytorch_tanh\"", activation);
  }
  check_vision(vision, config);
  return config;
}

Status read_main(const std::string& path, ModelConfig& config) {
  const auto json = read_json_file(path);
  if (!json) return json.error();
  Fields top(*json, path);
  const std::string type = top.string("model_type");
  if (type.rfind("qwen3_vl", 0) != 0 || type.find("moe") != std::string::npos) {
    top.fail("model_type", "\"qwen3_vl\" (dense)", type);
  }
  Fields text = top.object("text_config");
  Fields vision = top.object("vision_config");
  top.adopt(text);
  top.adopt(vision);
  if (top.error()) return *top.error();

  config.text = read_text(text);
  if (text.error()) return *text.error();
  config.vision = read_vision(vision, config.text);
  if (vision.error()) return *vision.error();
  const std::int64_t last = config.text.vocab_size - 1;
  config.image_token_id = top.integer("image_token_id", 0, last);
  config.video_token_id = top.integer("video_token_id", 0, last);
  config.vision_start_token_id = top.integer("vision_start_token_id", 0, last);
  config.vision_end_token_id = top.integer("vision_end_token_id", 0, last);
  config.tie_word_embeddings =
      top.boolean("tie_word_embeddings", text.boolean("tie_word_embeddings", false));
  config.generation.eos_token_ids = {text.integer("eos_token_id", 0, last, last)};
  top.adopt(text);
  if (top.error()) return *top.error();
  return Done{};
}

void read_budget(Fields& processor, PixelBudget& budget) {
  if (processor.has("size")) {
    Fields size = processor.object("size");
    budget.min_pixels = size.integer("shortest_edge", 1, 1 << 30, budget.min_pixels);
    budget.max_pixels = size.integer("longest_edge", 1, 1 << 30, budget.max_pixels);
    processor.adopt(size);
  }
  budget.min_pixels = processor.integer("min_pixels", 1, 1 << 30, budget.min_pixels);
  budget.max_pixels = processor.integer("max_pixels", 1, 1 << 30, budget.max_pixels);
  if (budget.min_pixels > budget.max_pixels) {
    processor.fail("size", "shortest_edge <= longest_edge", number(budget.min_pixels));
  }
}

void check_processor(Fields& processor, const VisionConfig& vision) {
  processor.integer("patch_size", vision.patch_size, vision.patch_size, vision.patch_size);
  processor.integer("merge_size", vision.spatial_merge_size, vision.spatial_merge_size,
                    vision.spatial_merge_size);
}

// A file that may be absent: then `budget` keeps its defaults. `member` names the object inside.
Status read_processor(const std::string& path, const char* member, const VisionConfig& vision,
                      PixelBudget& budget) {
  if (!std::filesystem::exists(path)) return Done{};
  const auto json = read_json_file(path);
  if (!json) return json.error();
  Fields top(*json, path);
  if (member != nullptr && !top.error() && !top.has(member)) return Done{};
  Fields processor = member != nullptr ? top.object(member) : top;
  read_budget(processor, budget);
  check_processor(processor, vision);
  if (processor.error()) return *processor.error();
  return Done{};
}

Status read_generation(const std::string& path, std::int64_t vocab_size,
                       GenerationDefaults& generation) {
  if (!std::filesystem::exists(path)) return Done{};
  const auto json = read_json_file(path);
  if (!json) return json.error();
  Fields fields(*json, path);
  generation.do_sample = fields.boolean("do_sample", false);
  generation.temperature = fields.real("temperature", 1.0, 0.0, 100.0);
  generation.top_k = fields.integer("top_k", 0, 1 << 24, 0);
  generation.top_p = fields.real("top_p", 1.0, 0.0, 1.0);
  generation.repetition_penalty = fields.real("repetition_penalty", 1.0, 0.01, 100.0);
  const Json* eos = json->find("eos_token_id");
  if (eos != nullptr && eos->array() != nullptr) {
    generation.eos_token_ids = fields.integers("eos_token_id", 0, vocab_size - 1);
  } else if (fields.has("eos_token_id")) {
    generation.eos_token_ids = {fields.integer("eos_token_id", 0, vocab_size - 1)};
  }
  if (fields.error()) return *fields.error();
  return Done{};
}

}  // namespace

Result<ModelConfig> read_model_config(const std::string& folder) {
  ModelConfig config;
  const std::string base = folder + "/";
  if (auto read = read_main(base + "config.json", config); !read) return read.error();
  const auto& vision = config.vision;
  for (const auto& read :
       {read_processor(base + "preprocessor_config.json", nullptr, vision, config.image_budget),
        read_processor(base + "processor_config.json", "image_processor", vision,
                       config.image_budget),
        read_processor(base + "video_preprocessor_config.json", nullptr, vision,
                       config.video_budget),
        read_processor(base + "processor_config.json", "video_processor", vision,
                       config.video_budget),
        read_generation(base + "generation_config.json", config.text.vocab_size,
                        config.generation)}) {
    if (!read) return read.error();
  }
  return config;
}

}  // namespace steadyhand::vision
