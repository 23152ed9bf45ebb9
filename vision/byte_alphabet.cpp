#include "vision/byte_alphabet.h"

#include <array>

#include "base/utf8.h"

namespace steadyhand::vision {
namespace {

constexpr bool is_visible(int byte) {
  return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

struct Alphabet {
  std::array<char32_t, 256> character{};
  std::array<int, 512> byte{};  // by code point; -1 where it stands for none

  constexpr Alphabet() {
    for (int& value : byte) value = -1;
    char32_t hidden = 0x100;
    for (int b = 0; b < 256; ++b) {
      const char32_t c = is_visible(b) ? static_cast<char32_t>(b) : hidden++;
      character[static_cast<std::size_t>(b)] = c;
      byte[c] = b;
    }
  }
};
constexpr Alphabet kAlphabet;

}  // namespace

std::optional<std::string> bytes_of_printable(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const Utf8Character c = first_utf8_character(text);
    const int byte = c.valid && c.code_point < 512 ? kAlphabet.byte[c.code_point] : -1;
    if (byte < 0) return {};
    bytes += static_cast<char>(byte);
    text.remove_prefix(c.size);
  }
  return bytes;
}

std::string printable_of_bytes(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    append_utf8(text, kAlphabet.character[static_cast<unsigned char>(byte)]);
  }
  return text;
}

}  // namespace steadyhand::vision
