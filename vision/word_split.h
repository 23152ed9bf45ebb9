// Cuts a text into the words that byte-pair merges never cross: Qwen's pattern, matched by hand.
//
//   (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|
//   \s*[\r\n]+|\s+(?!\S)|\s+
//
// The words follow each other without gaps; the time is linear in the text. One thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace steadyhand::vision {

// The pattern as it stands in a tokenizer.json.
inline constexpr std::string_view kWordPattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*)"
    R"(|\s*[\r\n]+|\s+(?!\S)|\s+)";

class WordSplitter {
 public:
  // The text must be valid UTF-8 and outlive the splitter.
  explicit WordSplitter(std::string_view text) : rest_(text) {}

  // The next word; empty at the end.
  std::string_view next();

 private:
  std::string_view rest_;
};

}  // namespace steadyhand::vision
