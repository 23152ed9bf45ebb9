// The tokens of a checkpoint: what bytes each id stands for, and back.
//
// Plain tokens have the ids 0 to n-1 without holes and stand for their bytes; added tokens
// ("<|im_end|>") are found in a text before anything else and may have any other ids. Built once,
// then immutable: any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace steadyhand::vision {

// No tokenizer has more; an id past it is a broken file, not a reason to allocate.
inline constexpr std::int32_t kMaxTokens = 1 << 20;
inline constexpr std::size_t kMaxAddedTokenBytes = 256;

class Vocabulary {
 public:
  // Both refuse, with what was expected and got, an id or a text that stands already. Added tokens
  // come first: a plain token of the same text and id is then the added one.
  Status add_special(std::string_view text, std::int64_t id, bool special);
  Status add_plain(std::string_view printable, std::int64_t id);
  // Checks that no id is left out among the plain ones, and that all 256 bytes have a token.
  Status finish();

  struct Token {
    std::string bytes;
    bool exists = false;
    bool added = false;
    bool special = false;
  };
  std::int32_t size() const { return static_cast<std::int32_t>(tokens_.size()); }
  const Token* find(std::int32_t id) const;  // null where the id has no token

  // The id of a plain token by its bytes, of an added token by its text.
  std::optional<std::int32_t> plain_id(std::string_view bytes) const;
  std::optional<std::int32_t> added_id(std::string_view text) const;

  // The first added token in the text, the longest one where several begin at one place: where it
  // begins, its size and id. The text's end, 0 and -1 where there is none.
  struct Found {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::int32_t id = -1;
  };
  Found find_added(std::string_view text) const;

 private:
  // Owned keys are copies: lookups take views of a text.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Ids = std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>>;

  Result<Token*> claim(std::int64_t id, std::string_view text);

  std::vector<Token> tokens_;  // by id
  Ids plain_;
  Ids added_;
  std::vector<std::size_t> added_sizes_;  // descending, each once
  bool begins_added_[256] = {};           // the bytes that added tokens begin with
  std::int64_t plain_count_ = 0;          // members of the file's vocabulary
  std::int64_t plain_end_ = 0;            // one more than the highest of their ids
};

}  // namespace steadyhand::vision
