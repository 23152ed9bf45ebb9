#include "vision/word_split.h"

#include <optional>

#include "base/utf8.h"
#include "vision/character_class.h"

namespace steadyhand::vision {
namespace {

// The character at a position of the text; past the end its size is 0.
struct Character {
  char32_t code_point = 0;
  std::size_t size = 0;
  CharacterClass kind = CharacterClass::other;

  bool is(CharacterClass expected) const { return size > 0 && kind == expected; }
  bool is_line_end() const { return size > 0 && (code_point == '\r' || code_point == '\n'); }
};

Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const Utf8Character character = first_utf8_character(text.substr(at));
  return {character.code_point, character.size, class_of(character.code_point)};
}

template <class Predicate>
std::size_t skip_while(std::string_view text, std::size_t at, Predicate matches) {
  for (Character c = character_at(text, at); c.size > 0 && matches(c); c = character_at(text, at)) {
    at += c.size;
  }
  return at;
}

std::size_t skip_class(std::string_view text, std::size_t at, CharacterClass kind) {
  return skip_while(text, at, [kind](const Character& c) { return c.kind == kind; });
}

// The letter as the pattern's (?i:) folds it. Beside A to Z, U+017F (long s) folds to "s".
char folded(const Character& c) {
  if (c.size == 0) return '\0';
  if (c.code_point == 0x17F) return 's';
  if (c.code_point >= 'A' && c.code_point <= 'Z') return static_cast<char>(c.code_point + 32);
  return c.code_point < 0x80 ? static_cast<char>(c.code_point) : '\0';
}

// 's 't 're 've 'm 'll 'd: the end of the word, where the text begins with one.
std::optional<std::size_t> match_contraction(std::string_view text) {
  if (text[0] != '\'') return {};
  const Character first = character_at(text, 1);
  const char a = folded(first);
  if (a == 's' || a == 't' || a == 'm' || a == 'd') return 1 + first.size;
  const Character second = character_at(text, 1 + first.size);
  const char b = folded(second);
  const bool pair = (a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l');
  if (!pair) return {};
  return 1 + first.size + second.size;
}

// A run of white space: up to its last line end where it has one; whole at the end of the text or
// where it is a single character; else all but its last character, which begins the next word.
std::size_t match_spaces(std::string_view text) {
  std::size_t end = 0;
  std::size_t last = 0;      // where the last character of the run begins
  std::size_t line_end = 0;  // past the last line end
  for (Character c = character_at(text, 0); c.is(CharacterClass::space);
       c = character_at(text, end)) {
    last = end;
    end += c.size;
    if (c.is_line_end()) line_end = end;
  }
  if (line_end > 0) return line_end;
  return end == text.size() || last == 0 ? end : last;
}

std::size_t match_word(std::string_view text) {
  if (const auto end = match_contraction(text)) return *end;
  const Character first = character_at(text, 0);
  if (first.is(CharacterClass::letter)) {
    return skip_class(text, first.size, CharacterClass::letter);
  }
  if (first.is(CharacterClass::number)) return first.size;

  const Character second = character_at(text, first.size);
  if (!first.is_line_end() && second.is(CharacterClass::letter)) {
    return skip_class(text, first.size + second.size, CharacterClass::letter);
  }
  const bool leads = first.code_point == ' ' && second.is(CharacterClass::other);
  if (leads || first.is(CharacterClass::other)) {
    const std::size_t end = skip_class(text, first.size, CharacterClass::other);
    return skip_while(text, end, [](const Character& c) { return c.is_line_end(); });
  }
  return match_spaces(text);
}

}  // namespace

std::string_view WordSplitter::next() {
  if (rest_.empty()) return {};
  const std::string_view word = rest_.substr(0, match_word(rest_));
  rest_.remove_prefix(word.size());
  return word;
}

}  // namespace steadyhand::vision
