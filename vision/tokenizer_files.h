// Reads the tokenizer files of a checkpoint folder, trusting nothing in them.
//
// Either tokenizer.json (merges as "a b" strings or ["a","b"] arrays; what this project's tokenizer
// does not do is an error, not ignored), or vocab.json, merges.txt (with or without its #version
// line) and the added_tokens_decoder of tokenizer_config.json. Errors name file, field, expected
// and got in one line. Pure but for reading files; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "vision/bpe.h"
#include "vision/vocabulary.h"

namespace steadyhand::vision {

struct TokenizerParts {
  Vocabulary vocabulary;
  BytePairEncoder encoder;
  bool normalises = true;       // to NFC, before the words are split
  bool ignores_merges = false;  // a word that is a token itself is not merged
};

Result<TokenizerParts> read_tokenizer_files(const std::string& folder);

// The text of a tokenizer.json; `name` stands in messages for the file.
Result<TokenizerParts> parse_tokenizer_json(std::string_view text, const std::string& name);

}  // namespace steadyhand::vision
