// UTF-8 as bytes from outside come: decoding never fails, it replaces.
//
// Invalid sequences become U+FFFD, one for each maximal subpart (Unicode 15, section 3.9, the
// practice of Python's errors="replace"). Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace steadyhand {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The first character of a text: its code point (U+FFFD where it is invalid) and its bytes.
struct Utf8Character {
  char32_t code_point = kReplacementCharacter;
  std::size_t size = 1;  // of the character, or of the maximal subpart that is none; never 0
  bool valid = false;
  bool incomplete = false;  // invalid only because the text ends inside the character
};
Utf8Character first_utf8_character(std::string_view text);  // the text must not be empty

bool is_valid_utf8(std::string_view bytes);

// The same text with every invalid sequence replaced by U+FFFD.
std::string replace_invalid_utf8(std::string_view bytes);

// The length of the longest prefix that does not end inside a character: what a stream may show
// now; the rest waits for its next bytes. Invalid bytes do not wait.
std::size_t complete_utf8_prefix(std::string_view bytes);

// Appends the UTF-8 form of a code point (a surrogate or one past U+10FFFF becomes U+FFFD).
void append_utf8(std::string& out, char32_t code_point);

}  // namespace steadyhand
