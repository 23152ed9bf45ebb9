#include "base/utf8.h"

#include <gtest/gtest.h>
#include <random>
#include <unordered_set>

namespace steadyhand {
namespace {

// The definition itself, independent of the code: the encodings of all 1,112,064 scalar values and
// every prefix of them, as a set.
class Definition {
 public:
  Definition() {
    for (std::uint32_t c = 0; c < 0x110000; ++c) {
      if (c >= 0xD800 && c < 0xE000) continue;
      const std::string whole = encoded(c);
      whole_.insert(key(whole));
      for (std::size_t size = 1; size < whole.size(); ++size) {
        prefixes_.insert(key(std::string_view(whole).substr(0, size)));
      }
    }
  }

  static std::string encoded(std::uint32_t c) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 + (c >> shift) % 64); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0 + c / 64), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0 + c / 4096), tail(6), tail(0)};
    return {static_cast<char>(0xF0 + c / 262144), tail(12), tail(6), tail(0)};
  }

  std::string replaced(std::string_view text) const {
    std::string out;
    while (!text.empty()) {
      std::size_t size = 1;
      while (size <= 4 && size <= text.size() && is_prefix(text.substr(0, size))) ++size;
      const bool whole = size <= text.size() && is_whole(text.substr(0, size));
      if (!whole) size = std::max<std::size_t>(1, size - 1);
      out += whole ? text.substr(0, size) : std::string_view("\xEF\xBF\xBD");
      text.remove_prefix(size);
    }
    return out;
  }

  std::size_t complete_prefix(std::string_view text) const {
    for (std::size_t tail = 1; tail <= 3 && tail <= text.size(); ++tail) {
      if (is_prefix(text.substr(text.size() - tail))) return text.size() - tail;
    }
    return text.size();
  }

 private:
  static std::uint64_t key(std::string_view bytes) {
    std::uint64_t value = bytes.size();
    for (const char c : bytes) value = value * 256 + static_cast<unsigned char>(c);
    return value;
  }
  bool is_whole(std::string_view bytes) const { return whole_.contains(key(bytes)); }
  bool is_prefix(std::string_view bytes) const { return prefixes_.contains(key(bytes)); }

  std::unordered_set<std::uint64_t> whole_;
  std::unordered_set<std::uint64_t> prefixes_;  // proper ones
};

const Definition& definition() {
  static const Definition instance;
  return instance;
}

void expect_as_defined(std::string_view text) {
  const std::string expected = definition().replaced(text);
  ASSERT_EQ(replace_invalid_utf8(text), expected) << testing::PrintToString(std::string(text));
  ASSERT_EQ(is_valid_utf8(text), expected == text) << testing::PrintToString(std::string(text));
  ASSERT_EQ(complete_utf8_prefix(text), definition().complete_prefix(text))
      << testing::PrintToString(std::string(text));
}

// Bytes at which a rule changes.
constexpr std::string_view kEdges(
    "\x00\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5"
    "\xFF",
    24);

TEST(Utf8, encodes_every_code_point) {
  for (char32_t c = 0; c < 0x110800; ++c) {
    std::string text;
    append_utf8(text, c);
    const bool scalar = c < 0x110000 && (c < 0xD800 || c >= 0xE000);
    ASSERT_EQ(text, scalar ? Definition::encoded(c) : "\xEF\xBF\xBD") << std::uint32_t{c};
    const Utf8Character read = first_utf8_character(text);
    ASSERT_TRUE(read.valid && read.size == text.size());
    ASSERT_TRUE(read.code_point == (scalar ? c : kReplacementCharacter)) << std::uint32_t{c};
  }
}

TEST(Utf8, agrees_with_the_definition_on_all_short_edge_strings) {
  for (const char a : kEdges) {
    expect_as_defined(std::string{a});
    for (const char b : kEdges) {
      expect_as_defined(std::string{a, b});
      for (const char c : kEdges) {
        expect_as_defined(std::string{a, b, c});
        for (const char d : kEdges) expect_as_defined(std::string{a, b, c, d});
      }
    }
  }
}

TEST(Utf8, agrees_with_the_definition_on_random_bytes) {
  std::mt19937 random(7);
  for (int i = 0; i < 100'000; ++i) {
    std::string text(random() % 24, '\0');
    for (char& c : text) {
      c = random() % 4 == 0 ? static_cast<char>(random() % 256) : kEdges[random() % kEdges.size()];
    }
    expect_as_defined(text);
  }
}

TEST(Utf8, streams_only_whole_characters) {
  const std::string text = "a\xF0\x9F\xA6\x99";
  EXPECT_EQ(complete_utf8_prefix(text), 5u);
  for (std::size_t size = 2; size < 5; ++size) {
    EXPECT_EQ(complete_utf8_prefix(std::string_view(text).substr(0, size)), 1u);
  }
  EXPECT_EQ(complete_utf8_prefix("a\xFF"), 2u) << "invalid bytes do not wait";
  EXPECT_EQ(complete_utf8_prefix(""), 0u);
}

}  // namespace
}  // namespace steadyhand
