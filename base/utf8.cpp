#include "base/utf8.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace steadyhand {
namespace {

// What a first byte announces: how many bytes, and which second bytes are well formed (Unicode 15,
// table 3-7; the second byte alone keeps out overlong forms, surrogates and values too large).
struct Lead {
  std::size_t size = 0;  // 0: no character starts with this byte
  std::uint8_t second_low = 0x80;
  std::uint8_t second_high = 0xBF;
};

constexpr Lead lead_of(std::uint8_t byte) {
  if (byte < 0x80) return {1};
  if (byte < 0xC2) return {};
  if (byte < 0xE0) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte < 0xF0) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {};
}

}  // namespace

Utf8Character first_utf8_character(std::string_view text) {
  assert(!text.empty());
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (byte(0) < 0x80) return {byte(0), 1, true, false};
  const Lead lead = lead_of(byte(0));
  if (lead.size == 0) return {};
  char32_t code_point = byte(0) & (0xFFu >> (lead.size + 1));
  for (std::size_t i = 1; i < lead.size; ++i) {
    if (i == text.size()) return {kReplacementCharacter, i, false, true};
    const std::uint8_t low = i == 1 ? lead.second_low : std::uint8_t{0x80};
    const std::uint8_t high = i == 1 ? lead.second_high : std::uint8_t{0xBF};
    if (byte(i) < low || byte(i) > high) return {kReplacementCharacter, i, false, false};
    code_point = (code_point << 6) | (byte(i) & 0x3Fu);
  }
  return {code_point, lead.size, true, false};
}

bool is_valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const Utf8Character character = first_utf8_character(bytes);
    if (!character.valid) return false;
    bytes.remove_prefix(character.size);
  }
  return true;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const Utf8Character character = first_utf8_character(bytes);
    if (character.valid) {
      out += bytes.substr(0, character.size);
    } else {
      append_utf8(out, kReplacementCharacter);
    }
    bytes.remove_prefix(character.size);
  }
  return out;
}

std::size_t complete_utf8_prefix(std::string_view bytes) {
  // A first byte is never the continuation of another character, so looking back is unambiguous.
  const std::size_t longest_tail = std::min<std::size_t>(3, bytes.size());
  for (std::size_t tail = 1; tail <= longest_tail; ++tail) {
    const std::size_t start = bytes.size() - tail;
    const Utf8Character character = first_utf8_character(bytes.substr(start));
    if (character.incomplete && character.size == tail) return start;
  }
  return bytes.size();
}

void append_utf8(std::string& out, char32_t code_point) {
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (surrogate || code_point > 0x10FFFF) code_point = kReplacementCharacter;
  const auto put = [&](char32_t bits) {
    out += static_cast<char>(static_cast<unsigned char>(bits));
  };
  const auto put_tail = [&](int shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put_tail(0);
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put_tail(6);
    put_tail(0);
  } else {
    put(0xF0 | (code_point >> 18));
    put_tail(12);
    put_tail(6);
    put_tail(0);
  }
}

}  // namespace steadyhand
