#include "vision/vocabulary.h"

#include <algorithm>
#include <cstdio>
#include <functional>

#include "base/json.h"
#include "vision/byte_alphabet.h"

namespace steadyhand::vision {

Result<Vocabulary::Token*> Vocabulary::claim(std::int64_t id, std::string_view text) {
  if (id < 0 || id >= kMaxTokens) {
    return bad_input(in_quotes(text) + ": expected an id from 0 to " +
                     std::to_string(kMaxTokens - 1) + ", got " + std::to_string(id));
  }
  const auto index = static_cast<std::size_t>(id);
  if (index >= tokens_.size()) tokens_.resize(index + 1);
  Token& token = tokens_[index];
  if (token.exists) {
    return bad_input(in_quotes(text) + ": expected an id of its own, got " + std::to_string(id) +
                     ", which " + in_quotes(printable_of_bytes(token.bytes)) + " has");
  }
  token.exists = true;
  return &token;
}

Status Vocabulary::add_special(std::string_view text, std::int64_t id, bool special) {
  if (text.empty() || text.size() > kMaxAddedTokenBytes) {
    return bad_input(in_quotes(text) + ": expected a text of 1 to " +
                     std::to_string(kMaxAddedTokenBytes) + " bytes, got " +
                     std::to_string(text.size()));
  }
  if (added_.contains(text)) return bad_input(in_quotes(text) + ": expected it once, got it twice");
  auto token = claim(id, text);
  if (!token) return token.error();
  // The reference's decoder reads an added token in the printable alphabet too, where it can.
  **token = {bytes_of_printable(text).value_or(std::string(text)), true, true, special};
  added_.emplace(text, static_cast<std::int32_t>(id));
  begins_added_[static_cast<unsigned char>(text[0])] = true;
  added_sizes_.push_back(text.size());
  std::sort(added_sizes_.begin(), added_sizes_.end(), std::greater<>());
  added_sizes_.erase(std::unique(added_sizes_.begin(), added_sizes_.end()), added_sizes_.end());
  return Done{};
}

Status Vocabulary::add_plain(std::string_view printable, std::int64_t id) {
  ++plain_count_;
  const auto added = added_id(printable);
  if (added && *added == id) {
    plain_end_ = std::max(plain_end_, id + 1);
    return Done{};
  }
  auto bytes = bytes_of_printable(printable);
  if (!bytes || bytes->empty()) {
    return bad_input(in_quotes(printable) + ": expected letters of the byte alphabet, got another");
  }
  auto token = claim(id, printable);
  if (!token) return token.error();
  plain_end_ = std::max(plain_end_, id + 1);
  plain_.emplace(*bytes, static_cast<std::int32_t>(id));
  (*token)->bytes = std::move(*bytes);
  return Done{};
}

Status Vocabulary::finish() {
  if (plain_end_ != plain_count_) {
    std::size_t hole = 0;
    while (hole < tokens_.size() && tokens_[hole].exists && !tokens_[hole].added) ++hole;
    return bad_input("expected the ids 0 to " + std::to_string(plain_count_ - 1) +
                     " for its tokens, got " + std::to_string(plain_end_ - 1) +
                     " and none with id " + std::to_string(hole));
  }
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    if (!plain_.contains(text)) {
      return bad_input("expected a token for each of the 256 bytes, got none for byte " +
                       std::to_string(byte) + " (" + in_quotes(printable_of_bytes(text)) + ")");
    }
  }
  return Done{};
}

const Vocabulary::Token* Vocabulary::find(std::int32_t id) const {
  if (id < 0 || id >= size()) return nullptr;
  const Token& token = tokens_[static_cast<std::size_t>(id)];
  return token.exists ? &token : nullptr;
}

std::optional<std::int32_t> Vocabulary::plain_id(std::string_view bytes) const {
  const auto found = plain_.find(bytes);
  if (found == plain_.end()) return {};
  return found->second;
}

std::optional<std::int32_t> Vocabulary::added_id(std::string_view text) const {
  const auto found = added_.find(text);
  if (found == added_.end()) return {};
  return found->second;
}

Vocabulary::Found Vocabulary::find_added(std::string_view text) const {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!begins_added_[static_cast<unsigned char>(text[begin])]) continue;
    for (const std::size_t size : added_sizes_) {
      if (size > text.size() - begin) continue;
      if (const auto id = added_id(text.substr(begin, size))) return {begin, size, *id};
    }
  }
  return {text.size(), 0, -1};
}

}  // namespace steadyhand::vision
