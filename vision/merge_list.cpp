#include "vision/merge_list.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/whole_file.h"
#include "vision/byte_alphabet.h"

namespace steadyhand::vision {
namespace {

constexpr std::size_t kMaxFileBytes = 16u << 20;  // the official one has 1.7 MB

using Pair = std::pair<std::string_view, std::string_view>;

// "a b": two tokens without spaces, which the alphabet does not have.
std::optional<Pair> split_pair(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == text.npos || text.find(' ', space + 1) != text.npos) return {};
  return Pair{text.substr(0, space), text.substr(space + 1)};
}

std::optional<Pair> pair_in(const Json& json) {
  if (const std::string* text = json.string()) return split_pair(*text);
  const Json::Array* both = json.array();
  if (both == nullptr || both->size() != 2) return {};
  const std::string* left = (*both)[0].string();
  const std::string* right = (*both)[1].string();
  if (left == nullptr || right == nullptr) return {};
  return Pair{*left, *right};
}

// Adds one merge. The message of an error ends with "got ": the caller knows what stood there.
Status add_merge(const std::optional<Pair>& pair, const Vocabulary& vocabulary,
                 BytePairEncoder& encoder) {
  if (!pair) return bad_input("expected two tokens, got ");
  const auto left = bytes_of_printable(pair->first);
  const auto right = bytes_of_printable(pair->second);
  Merge merge;
  for (const auto& [bytes, id] : {std::pair{left, &merge.left}, {right, &merge.right}}) {
    const auto found = bytes ? vocabulary.plain_id(*bytes) : std::nullopt;
    if (!found) return bad_input("expected two tokens of the vocabulary, got ");
    *id = *found;
  }
  const auto merged = vocabulary.plain_id(*left + *right);
  if (!merged) return bad_input("expected a pair that is a token together, got ");
  merge.merged = *merged;
  if (!encoder.add(merge)) return bad_input("expected a pair that no merge before has, got ");
  return Done{};
}

std::string in_words(const Json& merge) {
  const auto pair = pair_in(merge);
  if (!pair) return merge.describe();
  return in_quotes(pair->first, 60) + " and " + in_quotes(pair->second, 60);
}

}  // namespace

Status read_merges(const Json* merges, const std::string& where, const Vocabulary& vocabulary,
                   BytePairEncoder& encoder) {
  if (merges == nullptr || merges->array() == nullptr) {
    return bad_input(where + ": expected an array, got " +
                     (merges != nullptr ? merges->describe() : "nothing"));
  }
  for (std::size_t i = 0; i < merges->array()->size(); ++i) {
    const Json& merge = (*merges->array())[i];
    auto added = add_merge(pair_in(merge), vocabulary, encoder);
    if (added) continue;
    return bad_input(where + "[" + std::to_string(i) + "]: " + added.error().message +
                     in_words(merge));
  }
  return Done{};
}

Status read_merges_file(const std::string& path, const Vocabulary& vocabulary,
                        BytePairEncoder& encoder) {
  const auto text = read_whole_file(path, kMaxFileBytes);
  if (!text) return text.error();
  std::string_view rest = *text;
  for (std::int64_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("#version")) continue;
    auto added = add_merge(split_pair(line), vocabulary, encoder);
    if (added) continue;
    return bad_input(path + ": line " + std::to_string(number) + ": " + added.error().message +
                     in_quotes(line));
  }
  return Done{};
}

}  // namespace steadyhand::vision
