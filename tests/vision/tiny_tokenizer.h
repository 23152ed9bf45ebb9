// A whole tokenizer.json small enough to write down: the 256 bytes, four merges, three added
// tokens.
#pragma once

#include <string>

#include "base/json.h"
#include "vision/byte_alphabet.h"
#include "vision/word_split.h"

namespace steadyhand::vision {

// Bytes have their own value as id; "he" 256, "ll" 257, "hell" 258, " hell" 259, <|im_end|> 260,
// <|image_pad|> 261 (both special), <tool_call> 262.
inline Json tiny_tokenizer() {
  Json vocab{Json::Object{}};
  for (int byte = 0; byte < 256; ++byte) {
    vocab.set(printable_of_bytes(std::string(1, static_cast<char>(byte))), byte);
  }
  vocab.set("he", 256).set("ll", 257).set("hell", 258).set("Ġhell", 259);
  Json model;
  model.set("type", "BPE").set("vocab", std::move(vocab));
  model.set("merges", Json::Array{"h e", "l l", "he ll", "Ġ hell"});

  Json::Array added;
  for (const char* text : {"<|im_end|>", "<|image_pad|>", "<tool_call>"}) {
    Json token;
    token.set("id", static_cast<std::int64_t>(260 + added.size())).set("content", text);
    token.set("special", added.size() < 2);
    added.push_back(std::move(token));
  }
  Json pattern;
  pattern.set("Regex", kWordPattern);
  Json split;
  split.set("type", "Split").set("pattern", std::move(pattern));
  Json words;
  words.set("type", "Sequence").set("pretokenizers", Json::Array{std::move(split)});
  Json normalizer;
  normalizer.set("type", "NFC");
  Json whole;
  whole.set("added_tokens", std::move(added)).set("normalizer", std::move(normalizer));
  whole.set("pre_tokenizer", std::move(words)).set("model", std::move(model));
  return whole;
}

}  // namespace steadyhand::vision
