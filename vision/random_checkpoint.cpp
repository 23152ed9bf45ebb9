#include "vision/random_checkpoint.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <span>

#include "base/json.h"
#include "base/safetensors.h"
#include "base/whole_file.h"
#include "vision/byte_tokenizer.h"
#include "vision/config.h"
#include "vision/text_model.h"
#include "vision/tokenizer.h"
#include "vision/vision_tower.h"
#include "vision/weights.h"

namespace steadyhand::vision {
namespace {

namespace fs = std::filesystem;

struct Shape {
  const char* name;
  TextConfig text;
  VisionConfig vision;
  bool tied;
};

TextConfig text_shape(std::int64_t hidden, std::int64_t layers, std::int64_t heads,
                      std::int64_t intermediate) {
  return {hidden, layers, heads, 8, 128, intermediate, 151936, 262144, 1e-6, 5e6, {24, 20, 20}};
}

VisionConfig vision_shape(std::int64_t hidden, std::int64_t depth, std::int64_t intermediate,
                          std::int64_t out, std::vector<std::int64_t> taps) {
  return {hidden, depth, 16, intermediate, out, 2304, 16, 2, 2, 3, std::move(taps)};
}

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all{
      {"tiny",
       {64, 4, 4, 2, 32, 96, 288, 4096, 1e-6, 5e6, {6, 5, 5}},
       {64, 4, 4, 96, 64, 64, 16, 2, 2, 3, {0, 2}},
       true},
      {"2B", text_shape(2048, 28, 16, 6144), vision_shape(1024, 24, 4096, 2048, {5, 11, 17}), true},
      {"4B", text_shape(2560, 36, 32, 9728), vision_shape(1024, 24, 4096, 2560, {5, 11, 17}), true},
      {"8B", text_shape(4096, 36, 32, 12288), vision_shape(1152, 27, 4304, 4096, {8, 16, 24}),
       false},
      {"32B", text_shape(5120, 64, 64, 25600), vision_shape(1152, 27, 4304, 5120, {8, 16, 24}),
       false}};
  return all;
}

Result<const Shape*> find_shape(const std::string& name) {
  const auto found = std::find_if(shapes().begin(), shapes().end(),
                                  [&](const Shape& shape) { return shape.name == name; });
  if (found == shapes().end()) {
    return bad_input("shape: expected tiny, 2B, 4B, 8B or 32B, got " + name);
  }
  return &*found;
}

Json numbers(std::span<const std::int64_t> values) {
  return Json::Array(values.begin(), values.end());
}

Json text_json(const TextConfig& text, const char* dtype) {
  Json rope;
  rope.set("mrope_interleaved", true).set("mrope_section", numbers(text.mrope_section));
  rope.set("rope_type", "default");
  Json json;
  json.set("model_type", "qwen3_vl_text").set("dtype", dtype).set("attention_bias", false);
  json.set("hidden_size", text.hidden_size).set("num_hidden_layers", text.num_hidden_layers);
  json.set("num_attention_heads", text.num_attention_heads);
  json.set("num_key_value_heads", text.num_key_value_heads).set("head_dim", text.head_dim);
  json.set("intermediate_size", text.intermediate_size).set("vocab_size", text.vocab_size);
  json.set("max_position_embeddings", text.max_position_embeddings).set("hidden_act", "silu");
  json.set("rms_norm_eps", text.rms_norm_eps).set("rope_theta", text.rope_theta);
  return json.set("rope_scaling", std::move(rope));
}

Json vision_json(const VisionConfig& vision) {
  Json json;
  json.set("model_type", "qwen3_vl").set("hidden_size", vision.hidden_size);
  json.set("depth", vision.depth).set("num_heads", vision.num_heads);
  json.set("intermediate_size", vision.intermediate_size).set("in_channels", vision.in_channels);
  json.set("out_hidden_size", vision.out_hidden_size).set("patch_size", vision.patch_size);
  json.set("num_position_embeddings", vision.num_position_embeddings);
  json.set("temporal_patch_size", vision.temporal_patch_size);
  json.set("spatial_merge_size", vision.spatial_merge_size);
  json.set("hidden_act", "gelu_pytorch_tanh");
  return json.set("deepstack_visual_indexes", numbers(vision.deepstack_visual_indexes));
}

Json processor_json(const char* type_key, const char* type, std::int64_t shortest,
                    std::int64_t longest) {
  Json json;
  json.set("size", Json().set("shortest_edge", shortest).set("longest_edge", longest));
  json.set("patch_size", 16).set("temporal_patch_size", 2).set("merge_size", 2);
  json.set("image_mean", Json::Array{0.5, 0.5, 0.5}).set("image_std", Json::Array{0.5, 0.5, 0.5});
  return json.set("processor_class", "Qwen3VLProcessor").set(type_key, type);
}

Status write_json(const std::string& path, const Json& json) {
  return write_whole_file(path, json.dump(Json::Style::pretty) + "\n");
}

Status write_configs(const std::string& folder, const Shape& shape, const char* dtype) {
  const auto tokenizer = Tokenizer::open(folder);
  if (!tokenizer) return tokenizer.error();
  const auto id = [&](const char* token) {
    return Json(std::int64_t{tokenizer->id_of(token).value_or(0)});
  };
  Json config;
  config.set("architectures", Json::Array{"Qwen3VLForConditionalGeneration"});
  config.set("model_type", "qwen3_vl").set("tie_word_embeddings", shape.tied);
  config.set("image_token_id", id("<|image_pad|>")).set("video_token_id", id("<|video_pad|>"));
  config.set("vision_start_token_id", id("<|vision_start|>"));
  config.set("vision_end_token_id", id("<|vision_end|>"));
  Json text = text_json(shape.text, dtype);
  text.set("eos_token_id", id("<|im_end|>")).set("bos_token_id", id("<|endoftext|>"));
  config.set("text_config", std::move(text)).set("vision_config", vision_json(shape.vision));
  Json generation;
  generation.set("do_sample", false).set("pad_token_id", id("<|endoftext|>"));
  generation.set("eos_token_id", Json::Array{id("<|im_end|>"), id("<|endoftext|>")});
  for (const auto& [name, json] : std::map<std::string, Json>{
           {"config.json", std::move(config)},
           {"generation_config.json", std::move(generation)},
           {"preprocessor_config.json",
            processor_json("image_processor_type", "Qwen2VLImageProcessorFast", 65536, 16777216)},
           {"video_preprocessor_config.json",
            processor_json("video_processor_type", "Qwen3VLVideoProcessor", 4096, 25165824)}}) {
    if (auto wrote = write_json(folder + "/" + name, json); !wrote) return wrote;
  }
  return Done{};
}

Status write_tokenizer(const std::string& folder, const std::string& source) {
  if (source.empty()) return write_byte_tokenizer(folder);
  std::error_code error;
  for (const char* name : {"tokenizer.json", "tokenizer_config.json", "vocab.json", "merges.txt"}) {
    const fs::path from = fs::path(source) / name;
    if (!fs::exists(from)) continue;
    fs::copy_file(from, fs::path(folder) / name, fs::copy_options::overwrite_existing, error);
    if (error) return unavailable(from.string() + ": cannot be copied: " + error.message());
  }
  return Done{};
}

std::uint64_t split_mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// Nearly normal, mean 0, deviation 1: the sum of four 16-bit uniforms (Irwin-Hall).
float nearly_normal(std::uint64_t bits) {
  const std::uint64_t pairs = (bits & 0x0000ffff0000ffffu) + ((bits >> 16) & 0x0000ffff0000ffffu);
  const auto sum = static_cast<float>((pairs & 0xffffffffu) + (pairs >> 32));
  return (sum - 2.0f * 65535.0f) * (1.0f / 37837.23f);
}

std::uint64_t hash_name(const std::string& name, std::uint64_t seed) {
  for (const char c : name) seed = split_mix(seed ^ static_cast<unsigned char>(c));
  return seed;
}

// Norm weights lie around 1, everything else around 0, so that no layer is without effect.
void fill_random(const TensorSpec& spec, std::uint64_t seed, std::span<std::byte> bytes) {
  const bool is_norm_weight = spec.shape.size() == 1 && spec.name.ends_with(".weight");
  const float centre = is_norm_weight ? 1.0f : 0.0f;
  const float deviation = is_norm_weight ? 0.1f : 0.02f;
  const std::uint64_t start = hash_name(spec.name, seed);
  const std::size_t size = bytes_per_element(spec.type);
  const std::size_t count = bytes.size() / size;
  for (std::size_t i = 0; i < count; ++i) {
    const float value = centre + deviation * nearly_normal(split_mix(start + i));
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if (spec.type == TensorType::f32) {
      std::memcpy(bytes.data() + i * size, &bits, size);
    } else {
      const auto half = static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
      std::memcpy(bytes.data() + i * size, &half, size);
    }
  }
}

std::vector<std::vector<TensorSpec>> into_shards(std::vector<TensorSpec> specs, std::size_t most) {
  std::vector<std::vector<TensorSpec>> shards(1);
  std::size_t bytes = 0;
  for (TensorSpec& spec : specs) {
    if (bytes > 0 && bytes + spec.bytes() > most) {
      shards.emplace_back();
      bytes = 0;
    }
    bytes += spec.bytes();
    shards.back().push_back(std::move(spec));
  }
  return shards;
}

// The engine itself says which tensors it wants: there is no second list of names.
std::vector<TensorSpec> tensors_of(const Shape& shape, Precision precision) {
  Weights recorder = Weights::recorder();
  recorder.place(precision == Precision::float32 ? at::kFloat : at::kBFloat16, at::kCPU);
  const VisionTower tower(recorder, shape.vision);
  const TextModel text(recorder, shape.text, shape.tied);
  return recorder.recorded();
}

Status write_weights(const std::string& folder, const Shape& shape,
                     const RandomCheckpoint& wanted) {
  const auto shards = into_shards(tensors_of(shape, wanted.precision), wanted.shard_bytes);
  const auto fill = [&](const TensorSpec& spec, std::span<std::byte> bytes) {
    fill_random(spec, wanted.seed, bytes);
  };
  Json map{Json::Object{}};
  for (std::size_t i = 0; i < shards.size(); ++i) {
    char name[48];
    std::snprintf(name, sizeof name, "model-%05zu-of-%05zu.safetensors", i + 1, shards.size());
    const std::string file = shards.size() == 1 ? "model.safetensors" : name;
    if (auto wrote = write_safetensors(folder + "/" + file, shards[i], fill); !wrote) return wrote;
    for (const TensorSpec& spec : shards[i]) map.object()->push_back({spec.name, file});
  }
  const std::string index = folder + "/model.safetensors.index.json";
  if (shards.size() > 1) {
    return write_json(index, Json().set("metadata", Json::Object{}).set("weight_map", map));
  }
  std::error_code ignored;
  fs::remove(index, ignored);  // of a sharded checkpoint that stood here before
  return Done{};
}

}  // namespace

std::vector<std::string> random_checkpoint_shapes() {
  std::vector<std::string> names;
  for (const Shape& shape : shapes()) names.emplace_back(shape.name);
  return names;
}

Result<std::vector<TensorSpec>> random_checkpoint_tensors(const std::string& shape) {
  const auto found = find_shape(shape);
  if (!found) return found.error();
  return tensors_of(**found, Precision::bfloat16);
}

Status make_random_checkpoint(const std::string& folder, const RandomCheckpoint& wanted) {
  const auto found = find_shape(wanted.shape);
  if (!found) return found.error();
  Shape shape = **found;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return unavailable(folder + ": cannot be made: " + error.message());
  if (auto wrote = write_tokenizer(folder, wanted.tokenizer_folder); !wrote) return wrote;
  const auto tokenizer = Tokenizer::open(folder);
  if (!tokenizer) return tokenizer.error();
  shape.text.vocab_size =
      std::max<std::int64_t>(shape.text.vocab_size, tokenizer->vocabulary_size());
  const char* dtype = wanted.precision == Precision::float32 ? "float32" : "bfloat16";
  if (auto wrote = write_configs(folder, shape, dtype); !wrote) return wrote;
  return write_weights(folder, shape, wanted);
}

}  // namespace steadyhand::vision
