#include "vision/tokenizer.h"

#include "base/utf8.h"
#include "vision/nfc.h"
#include "vision/tokenizer_files.h"
#include "vision/word_split.h"

namespace steadyhand::vision {

struct Tokenizer::Tables : TokenizerParts {};

Tokenizer::Tokenizer(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Tokenizer> Tokenizer::open(const std::string& folder) {
  auto parts = read_tokenizer_files(folder);
  if (!parts) return parts.error();
  return Tokenizer(std::make_unique<const Tables>(Tables{std::move(*parts)}));
}

Result<Tokenizer> Tokenizer::parse(std::string_view tokenizer_json, const std::string& name) {
  auto parts = parse_tokenizer_json(tokenizer_json, name);
  if (!parts) return parts.error();
  return Tokenizer(std::make_unique<const Tables>(Tables{std::move(*parts)}));
}

std::vector<std::int32_t> Tokenizer::encode(std::string_view text) const {
  std::string valid;
  if (!is_valid_utf8(text)) {
    valid = replace_invalid_utf8(text);
    text = valid;
  }
  std::vector<std::int32_t> ids;
  ids.reserve(text.size() / 4 + 8);
  std::string normalised;
  BytePairEncoder::Workspace work;
  while (!text.empty()) {
    const auto added = tables_->vocabulary.find_added(text);
    std::string_view plain = text.substr(0, added.begin);
    if (tables_->normalises) plain = to_nfc(plain, normalised);
    WordSplitter words(plain);
    for (std::string_view word = words.next(); !word.empty(); word = words.next()) {
      const auto whole =
          tables_->ignores_merges ? tables_->vocabulary.plain_id(word) : std::nullopt;
      if (whole) {
        ids.push_back(*whole);
      } else {
        tables_->encoder.encode(word, work, ids);
      }
    }
    if (added.size > 0) ids.push_back(added.id);
    text.remove_prefix(added.begin + added.size);
  }
  return ids;
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids, bool skip_special) const {
  std::string bytes;
  for (const std::int32_t id : ids) bytes += bytes_of(id, skip_special);
  return is_valid_utf8(bytes) ? bytes : replace_invalid_utf8(bytes);
}

std::string_view Tokenizer::bytes_of(std::int32_t id, bool skip_special) const {
  const Vocabulary::Token* token = tables_->vocabulary.find(id);
  if (token == nullptr || (skip_special && token->special)) return {};
  return token->bytes;
}

std::optional<std::int32_t> Tokenizer::id_of(std::string_view token) const {
  const auto added = tables_->vocabulary.added_id(token);
  return added ? added : tables_->vocabulary.plain_id(token);
}

std::int32_t Tokenizer::vocabulary_size() const { return tables_->vocabulary.size(); }

}  // namespace steadyhand::vision
