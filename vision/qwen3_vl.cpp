#include "vision/qwen3_vl.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <chrono>

#include "vision/device.h"

namespace steadyhand::vision {
namespace {

at::Tensor to_tensor(std::span<const std::int32_t> ids, at::Device device) {
  return at::tensor(at::ArrayRef<std::int32_t>(ids.data(), ids.size()), at::kInt)
      .to(device, at::kLong);
}

// Indices of the tokens that are `pad`, as a tensor; undefined where there are none.
at::Tensor rows_of(std::span<const std::int32_t> ids, std::int64_t pad, at::Device device) {
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] == pad) rows.push_back(static_cast<std::int64_t>(i));
  }
  return at::tensor(rows, at::kLong).to(device);
}

// The stretch [begin, end) of a prepared prompt.
TextInput cut(const TextInput& input, std::int64_t begin, std::int64_t end) {
  TextInput part{input.embeddings.slice(0, begin, end), input.rotary.slice(begin, end), {}, {}};
  if (!input.visual_rows.defined()) return part;
  const auto inside = input.visual_rows.ge(begin).logical_and(input.visual_rows.lt(end));
  const auto kept = inside.nonzero().view({-1});
  if (kept.numel() == 0) return part;
  part.visual_rows = input.visual_rows.index_select(0, kept) - begin;
  for (const auto& feature : input.deepstack) {
    part.deepstack.push_back(feature.index_select(0, kept));
  }
  return part;
}

at::ScalarType wanted_type(Precision precision, const Weights& weights) {
  if (precision == Precision::float32) return at::kFloat;
  if (precision == Precision::bfloat16) return at::kBFloat16;
  return weights.stored_type() == at::kBFloat16 ? at::kBFloat16 : at::kFloat;
}

Status check_tokens(const Tokenizer& tokenizer, const ModelConfig& config,
                    const std::string& folder) {
  struct Row {
    const char* token;
    std::int64_t id;
  };
  for (const Row& row :
       {Row{"<|image_pad|>", config.image_token_id}, Row{"<|video_pad|>", config.video_token_id},
        Row{"<|vision_start|>", config.vision_start_token_id},
        Row{"<|vision_end|>", config.vision_end_token_id}}) {
    const auto id = tokenizer.id_of(row.token);
    if (id && *id == row.id) continue;
    return bad_input(folder + ": tokenizer: " + row.token + ": expected id " +
                     std::to_string(row.id) + " as in config.json, got " +
                     (id ? std::to_string(*id) : std::string("no such token")));
  }
  if (tokenizer.vocabulary_size() > config.text.vocab_size) {
    return bad_input(folder + ": tokenizer: expected at most " +
                     std::to_string(config.text.vocab_size) + " tokens as in config.json, got " +
                     std::to_string(tokenizer.vocabulary_size()));
  }
  return Done{};
}

std::string describe(const ModelConfig& config) {
  const auto& text = config.text;
  const auto& vision = config.vision;
  return "text " + std::to_string(text.num_hidden_layers) + " layers x " +
         std::to_string(text.hidden_size) + ", " + std::to_string(text.num_attention_heads) + "/" +
         std::to_string(text.num_key_value_heads) + " heads x " + std::to_string(text.head_dim) +
         "; vision " + std::to_string(vision.depth) + " layers x " +
         std::to_string(vision.hidden_size) + "; vocabulary " + std::to_string(text.vocab_size) +
         (config.tie_word_embeddings ? ", tied" : "");
}

}  // namespace

Qwen3Vl::Qwen3Vl(ModelConfig config, Tokenizer tokenizer, Weights& weights)
    : config_(std::move(config)),
      tokenizer_(std::move(tokenizer)),
      tower_(weights, config_.vision),
      text_(weights, config_.text, config_.tie_word_embeddings) {}

Result<std::unique_ptr<Qwen3Vl>> Qwen3Vl::open(const std::string& folder,
                                               const ModelOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const c10::InferenceMode inference;
  const auto device = torch_device(options.device);
  if (!device) return device.error();
  auto config = read_model_config(folder);
  if (!config) return config.error();
  auto tokenizer = Tokenizer::open(folder);
  if (!tokenizer) return tokenizer.error();
  if (auto checked = check_tokens(*tokenizer, *config, folder); !checked) return checked.error();
  auto weights = Weights::open(folder);
  if (!weights) return weights.error();
  const at::ScalarType type = wanted_type(options.precision, *weights);
  weights->place(type, *device);

  std::unique_ptr<Qwen3Vl> model(new Qwen3Vl(std::move(*config), std::move(*tokenizer), *weights));
  if (auto complete = weights->finish(); !complete) return complete.error();
  model->tower_.prepare();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  model->info_ = {folder,
                  device->str(),
                  type == at::kFloat ? "float32" : "bfloat16",
                  weights->parameter_count(),
                  weights->tensor_count(),
                  weights->bytes(),
                  taken.count(),
                  describe(model->config_)};
  return model;
}

Result<EncodedPrompt> Qwen3Vl::encode(const Prompt& prompt) const {
  const c10::InferenceMode inference;
  return encode_prompt(prompt, tokenizer_, config_, tensor_options().dtype().toScalarType());
}

TextInput Qwen3Vl::prepare(const EncodedPrompt& prompt, const Trace& trace) const {
  const auto device = tensor_options().device();
  TextInput input;
  input.embeddings = text_.embed(to_tensor(prompt.ids, device));
  input.rotary = text_rotary(prompt.positions, config_.text, tensor_options());
  std::vector<at::Tensor> rows;
  std::vector<VisionFeatures> features;
  const auto lay_over = [&](const at::Tensor& pixels, std::span<const Grid> grids,
                            std::int64_t pad) {
    if (!pixels.defined()) return;
    features.push_back(tower_.forward(pixels.to(device), grids, trace));
    rows.push_back(rows_of(prompt.ids, pad, device));
    input.embeddings.index_copy_(0, rows.back(), features.back().merged);
  };
  lay_over(prompt.image_pixels, prompt.image_grids, config_.image_token_id);
  lay_over(prompt.video_pixels, prompt.video_grids, config_.video_token_id);
  if (rows.empty()) return input;
  input.visual_rows = at::cat(rows);
  for (std::size_t i = 0; i < features.front().deepstack.size(); ++i) {
    std::vector<at::Tensor> parts;
    for (const auto& feature : features) parts.push_back(feature.deepstack[i]);
    input.deepstack.push_back(at::cat(parts));
  }
  return input;
}

at::Tensor Qwen3Vl::prefill(const TextInput& input, KvCache& cache, std::int64_t chunk,
                            const Trace& trace) const {
  const std::int64_t tokens = input.embeddings.size(0);
  at::Tensor last;
  for (std::int64_t begin = 0; begin < tokens; begin += chunk) {
    const auto part = cut(input, begin, std::min(begin + chunk, tokens));
    last = text_.forward(part, cache, 1, trace);
  }
  const auto logits = text_.logits(last);
  show(trace, "logits", logits);
  return logits;
}

at::Tensor Qwen3Vl::decode(std::int32_t id, std::int64_t index, std::int64_t delta,
                           KvCache& cache) const {
  TextInput input;
  input.embeddings = text_.embed(to_tensor({&id, 1}, tensor_options().device()));
  input.rotary = text_rotary_at(index + delta, config_.text, tensor_options());
  return text_.logits(text_.forward(input, cache));
}

}  // namespace steadyhand::vision
