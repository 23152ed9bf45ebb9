#include "vision/text_stream.h"

#include <gtest/gtest.h>

#include "tests/test_data.h"
#include "vision/byte_tokenizer.h"

namespace steadyhand::vision {
namespace {

// Every byte is a token, so that a test can cut text anywhere.
class TextStreamTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_byte_tokenizer(folder_.path().string()));
    auto opened = Tokenizer::open(folder_.path().string());
    ASSERT_TRUE(opened) << opened.error().message;
    tokenizer_.emplace(std::move(*opened));
  }

  // What each byte of `text` releases, and what the end does, joined by '|'.
  std::string pieces(const std::string& text, std::vector<std::string> stop = {}) {
    TextStream stream(*tokenizer_, std::move(stop));
    std::string out;
    for (const std::int32_t id : tokenizer_->encode(text)) {
      if (stream.stopped()) break;
      out += stream.add(id) + "|";
    }
    return out + stream.finish();
  }

  TemporaryFolder folder_;
  std::optional<Tokenizer> tokenizer_;
};

TEST_F(TextStreamTest, PlainTextComesAtOnce) { EXPECT_EQ(pieces("abc"), "a|b|c|"); }

TEST_F(TextStreamTest, HalfACharacterWaits) {
  EXPECT_EQ(pieces("aé"), "a||é|");
  EXPECT_EQ(pieces("🦙x"), "|||🦙|x|");
}

TEST_F(TextStreamTest, AnUnfinishedCharacterIsReplacedAtTheEnd) {
  TextStream stream(*tokenizer_, {});
  const auto ids = tokenizer_->encode("é");
  EXPECT_EQ(stream.add(ids[0]), "");
  EXPECT_EQ(stream.finish(), "\xEF\xBF\xBD");
}

TEST_F(TextStreamTest, WhatMayBeAStopStringWaits) {
  EXPECT_EQ(pieces("a</s>b", {"</s>"}), "a|||||");
  EXPECT_EQ(pieces("a</x", {"</s>"}), "a|||</x|");
  EXPECT_EQ(pieces("a</", {"</s>"}), "a|||</");
}

TEST_F(TextStreamTest, TheFirstStopStringCounts) {
  EXPECT_EQ(pieces("one END two", {"two", "END"}), "o|n|e| ||||");
  EXPECT_EQ(pieces("aab", {"ab"}), "|a||");
}

TEST_F(TextStreamTest, AnEmptyStopStringIsNone) { EXPECT_EQ(pieces("ab", {""}), "a|b|"); }

}  // namespace
}  // namespace steadyhand::vision
