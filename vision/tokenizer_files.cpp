#include "vision/tokenizer_files.h"

#include <array>
#include <charconv>
#include <filesystem>

#include "base/json.h"
#include "base/json_fields.h"
#include "base/whole_file.h"
#include "vision/merge_list.h"
#include "vision/word_split.h"

namespace steadyhand::vision {
namespace {

// The official tokenizer.json has 11 MB; parsed, it takes about ten times as much memory.
constexpr std::size_t kMaxFileBytes = 48u << 20;

Error at_field(const std::string& where, const Error& error) {
  return {error.code, where + ": " + error.message};
}

// What the reference does around the merges, as far as it changes a result.
void check_steps(Fields& top, TokenizerParts& parts) {
  if (top.has("normalizer")) {
    Fields normalizer = top.object("normalizer");
    const std::string type = normalizer.string("type");
    if (type != "NFC") normalizer.fail("type", "\"NFC\"", in_quotes(type));
    top.adopt(normalizer);
  }
  parts.normalises = top.has("normalizer");
}

// The words are split by Qwen's pattern: Sequence[Split{Regex, Isolated}, ByteLevel].
Status check_words(const Json& json, const std::string& name) {
  const Json* steps = &json;
  for (const char* key : {"pre_tokenizer", "pretokenizers"}) {
    steps = steps->find(key);
    if (steps == nullptr) break;
  }
  const Json* pattern = nullptr;
  if (steps != nullptr && steps->array() != nullptr && !steps->array()->empty()) {
    pattern = steps->array()->front().find("pattern");
  }
  if (pattern != nullptr) pattern = pattern->find("Regex");
  if (pattern == nullptr || pattern->string() == nullptr || *pattern->string() != kWordPattern) {
    return bad_input(name +
                     ": pre_tokenizer.pretokenizers[0].pattern.Regex: expected Qwen's word " +
                     "pattern, got " + (pattern != nullptr ? pattern->describe() : "nothing"));
  }
  return Done{};
}

void check_model(Fields& model) {
  const std::string type = model.string("type", "BPE");
  if (type != "BPE") model.fail("type", "\"BPE\"", in_quotes(type));
  for (const char* affix : {"continuing_subword_prefix", "end_of_word_suffix"}) {
    const std::string text = model.string(affix, "");
    if (!text.empty()) model.fail(affix, "an empty string", in_quotes(text));
  }
  if (model.real("dropout", 0.0) != 0.0) model.fail("dropout", "null", "one");
  if (model.boolean("byte_fallback", false)) model.fail("byte_fallback", "false", "true");
}

Status add_added_token(const Json& json, std::int64_t id, const std::string& where,
                       Vocabulary& vocabulary) {
  Fields token(json, where);
  const std::string text = token.string("content");
  const bool special = token.boolean("special", false);
  for (const char* flag : {"single_word", "lstrip", "rstrip", "normalized"}) {
    if (token.boolean(flag, false)) token.fail(flag, "false", "true");
  }
  if (token.error()) return *token.error();
  const auto added = vocabulary.add_special(text, id, special);
  if (!added) return at_field(where, added.error());
  return Done{};
}

Status read_added_array(const Json& json, const std::string& name, Vocabulary& vocabulary) {
  const Json* tokens = json.find("added_tokens");
  if (tokens == nullptr || tokens->is_null()) return Done{};
  const std::string where = name + ": added_tokens";
  if (tokens->array() == nullptr) {
    return bad_input(where + ": expected an array, got " + tokens->describe());
  }
  for (std::size_t i = 0; i < tokens->array()->size(); ++i) {
    const Json& token = (*tokens->array())[i];
    const std::string here = where + "[" + std::to_string(i) + "]";
    Fields fields(token, here);
    const std::int64_t id = fields.integer("id", 0, kMaxTokens - 1);
    if (fields.error()) return *fields.error();
    if (auto added = add_added_token(token, id, here, vocabulary); !added) return added.error();
  }
  return Done{};
}

// {"151643": {"content": ...}, ...}
Status read_added_object(const std::string& path, Vocabulary& vocabulary) {
  const auto json = read_json_file(path);
  if (!json) return json.error();
  const std::string where = path + ": added_tokens_decoder";
  const Json* tokens = json->find("added_tokens_decoder");
  if (tokens == nullptr || tokens->object() == nullptr) {
    return bad_input(where + ": expected an object, got " +
                     (tokens != nullptr ? tokens->describe() : "nothing"));
  }
  for (const auto& [key, token] : *tokens->object()) {
    std::int64_t id = -1;
    const auto read = std::from_chars(key.data(), key.data() + key.size(), id);
    if (read.ec != std::errc() || read.ptr != key.data() + key.size()) {
      return bad_input(where + ": expected ids as keys, got " + in_quotes(key));
    }
    const std::string here = where + "." + key;
    if (auto added = add_added_token(token, id, here, vocabulary); !added) return added.error();
  }
  return Done{};
}

Status read_vocabulary(const Json* vocab, const std::string& where, Vocabulary& vocabulary) {
  if (vocab == nullptr || vocab->object() == nullptr) {
    return bad_input(where + ": expected an object, got " +
                     (vocab != nullptr ? vocab->describe() : "nothing"));
  }
  for (const auto& [token, id] : *vocab->object()) {
    if (id.integer() == nullptr) {
      return bad_input(where + ": " + in_quotes(token) + ": expected a whole number, got " +
                       id.describe());
    }
    auto added = vocabulary.add_plain(token, *id.integer());
    if (!added) return at_field(where, added.error());
  }
  auto finished = vocabulary.finish();
  if (!finished) return at_field(where, finished.error());
  return Done{};
}

BytePairEncoder encoder_of_bytes(const Vocabulary& vocabulary) {
  std::array<std::int32_t, 256> tokens{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const char text = static_cast<char>(static_cast<unsigned char>(byte));
    tokens[byte] = vocabulary.plain_id({&text, 1}).value_or(0);
  }
  return BytePairEncoder(tokens);
}

Result<TokenizerParts> read_separate_files(const std::string& folder) {
  TokenizerParts parts{{}, BytePairEncoder({})};
  if (auto read = read_added_object(folder + "/tokenizer_config.json", parts.vocabulary); !read) {
    return read.error();
  }
  const std::string path = folder + "/vocab.json";
  const auto vocab = read_json_file(path, kMaxFileBytes);
  if (!vocab) return vocab.error();
  if (auto read = read_vocabulary(&*vocab, path, parts.vocabulary); !read) return read.error();
  parts.encoder = encoder_of_bytes(parts.vocabulary);
  if (auto read = read_merges_file(folder + "/merges.txt", parts.vocabulary, parts.encoder); !read)
    return read.error();
  return parts;
}

}  // namespace

Result<TokenizerParts> parse_tokenizer_json(std::string_view text, const std::string& name) {
  const auto json = parse_json(text, name);
  if (!json) return json.error();
  TokenizerParts parts{{}, BytePairEncoder({})};
  Fields top(*json, name);
  check_steps(top, parts);
  Fields model = top.object("model");
  top.adopt(model);
  if (top.error()) return *top.error();
  check_model(model);
  parts.ignores_merges = model.boolean("ignore_merges", false);
  if (model.error()) return *model.error();
  if (auto words = check_words(*json, name); !words) return words.error();
  if (auto read = read_added_array(*json, name, parts.vocabulary); !read) return read.error();

  const Json& bpe = *json->find("model");
  auto read = read_vocabulary(bpe.find("vocab"), name + ": model.vocab", parts.vocabulary);
  if (!read) return read.error();
  parts.encoder = encoder_of_bytes(parts.vocabulary);
  read = read_merges(bpe.find("merges"), name + ": model.merges", parts.vocabulary, parts.encoder);
  if (!read) return read.error();
  return parts;
}

Result<TokenizerParts> read_tokenizer_files(const std::string& folder) {
  const std::string path = folder + "/tokenizer.json";
  std::error_code error;
  if (!std::filesystem::exists(path, error) &&
      std::filesystem::exists(folder + "/vocab.json", error)) {
    return read_separate_files(folder);
  }
  const auto text = read_whole_file(path, kMaxFileBytes);
  if (!text) return text.error();
  return parse_tokenizer_json(*text, path);
}

}  // namespace steadyhand::vision
