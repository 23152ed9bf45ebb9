// Byte-level BPE as Qwen2, Qwen3 and Qwen3-VL use it: text in, token ids out, and back.
//
// Pipeline: added tokens are split off verbatim (longest match), the rest is normalised (NFC),
// split into words by Qwen's pattern, mapped to bytes and merged by rank. Reads a checkpoint
// folder's tokenizer.json (merges as "a b" strings or ["a","b"] arrays) or vocab.json + merges.txt
// + the added tokens of tokenizer_config.json. Every id from 0 to vocabulary_size()-1 that has no
// token decodes to nothing. Immutable once open: all const calls are safe from any thread.
// Invalid UTF-8 in `encode` is read as U+FFFD. Errors name file, field, expected and got.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace steadyhand::vision {

class Tokenizer {
 public:
  static Result<Tokenizer> open(const std::string& folder);
  // The text of a tokenizer.json alone; `name` stands in messages for the file.
  static Result<Tokenizer> parse(std::string_view tokenizer_json, const std::string& name);
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;
  ~Tokenizer();

  std::vector<std::int32_t> encode(std::string_view text) const;

  // Invalid UTF-8 becomes U+FFFD. Tokens marked special are left out where `skip_special`.
  std::string decode(std::span<const std::int32_t> ids, bool skip_special = true) const;

  // The raw bytes of one token ("" where the id has none, or is special and `skip_special`).
  std::string_view bytes_of(std::int32_t id, bool skip_special = true) const;

  // The id of an added token by its text ("<|im_end|>"), or of a plain token by its bytes.
  std::optional<std::int32_t> id_of(std::string_view token) const;

  std::int32_t vocabulary_size() const;  // one more than the highest id that has a token

 private:
  struct Tables;
  explicit Tokenizer(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace steadyhand::vision
