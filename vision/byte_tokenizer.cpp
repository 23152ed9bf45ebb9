#include "vision/byte_tokenizer.h"

#include <array>
#include <cstdint>
#include <vector>

#include "base/json.h"
#include "base/whole_file.h"
#include "vision/byte_alphabet.h"
#include "vision/word_split.h"

namespace steadyhand::vision {
namespace {

struct AddedToken {
  const char* text;
  bool special;
};

constexpr std::array<AddedToken, 26> kAddedTokens{
    {{"<|endoftext|>", true},      {"<|im_start|>", true},
     {"<|im_end|>", true},         {"<|object_ref_start|>", true},
     {"<|object_ref_end|>", true}, {"<|box_start|>", true},
     {"<|box_end|>", true},        {"<|quad_start|>", true},
     {"<|quad_end|>", true},       {"<|vision_start|>", true},
     {"<|vision_end|>", true},     {"<|vision_pad|>", true},
     {"<|image_pad|>", true},      {"<|video_pad|>", true},
     {"<tool_call>", false},       {"</tool_call>", false},
     {"<|fim_prefix|>", false},    {"<|fim_middle|>", false},
     {"<|fim_suffix|>", false},    {"<|fim_pad|>", false},
     {"<|repo_name|>", false},     {"<|file_sep|>", false},
     {"<tool_response>", false},   {"</tool_response>", false},
     {"<think>", false},           {"</think>", false}}};

// GPT-2's order: the bytes that stand for themselves come first, all others follow.
Json byte_vocabulary() {
  std::vector<std::string> own;
  std::vector<std::string> others;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = printable_of_bytes(std::string(1, static_cast<char>(byte)));
    const bool is_own = text == std::string(1, static_cast<char>(byte)) || byte >= 0xa1;
    (is_own && byte != 0xad ? own : others).push_back(text);
  }
  own.insert(own.end(), others.begin(), others.end());
  Json vocabulary{Json::Object{}};
  for (const std::string& text : own) {
    vocabulary.object()->push_back({text, static_cast<std::int64_t>(vocabulary.object()->size())});
  }
  return vocabulary;
}

Json added_tokens() {
  Json::Array tokens;
  for (std::size_t i = 0; i < kAddedTokens.size(); ++i) {
    Json token;
    token.set("id", static_cast<std::int64_t>(256 + i)).set("content", kAddedTokens[i].text);
    for (const char* flag : {"single_word", "lstrip", "rstrip", "normalized"}) {
      token.set(flag, false);
    }
    token.set("special", kAddedTokens[i].special);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

Json byte_level(const char* type) {
  Json json;
  json.set("type", type).set("add_prefix_space", false).set("trim_offsets", false);
  return json.set("use_regex", false);
}

Json tokenizer_json() {
  Json split;
  split.set("type", "Split").set("pattern", Json().set("Regex", kWordPattern));
  split.set("behavior", "Isolated").set("invert", false);
  Json model;
  model.set("type", "BPE").set("dropout", {}).set("unk_token", {});
  model.set("continuing_subword_prefix", "").set("end_of_word_suffix", "");
  model.set("fuse_unk", false).set("byte_fallback", false);
  model.set("vocab", byte_vocabulary()).set("merges", Json::Array{});
  Json json;
  json.set("version", "1.0").set("truncation", {}).set("padding", {});
  json.set("added_tokens", added_tokens()).set("normalizer", Json().set("type", "NFC"));
  Json sequence;
  sequence.set("type", "Sequence");
  sequence.set("pretokenizers", Json::Array{std::move(split), byte_level("ByteLevel")});
  json.set("pre_tokenizer", std::move(sequence)).set("post_processor", byte_level("ByteLevel"));
  return json.set("decoder", byte_level("ByteLevel")).set("model", std::move(model));
}

}  // namespace

Status write_byte_tokenizer(const std::string& folder) {
  Json config;
  config.set("tokenizer_class", "Qwen2Tokenizer").set("model_max_length", 262144);
  config.set("add_prefix_space", false).set("clean_up_tokenization_spaces", false);
  config.set("bos_token", {}).set("eos_token", "<|im_end|>").set("pad_token", "<|endoftext|>");
  const std::string text = tokenizer_json().dump(Json::Style::pretty) + "\n";
  if (auto wrote = write_whole_file(folder + "/tokenizer.json", text); !wrote) return wrote;
  return write_whole_file(folder + "/tokenizer_config.json",
                          config.dump(Json::Style::pretty) + "\n");
}

}  // namespace steadyhand::vision
