#include "vision/tokenizer.h"

#include <ctime>

#include "tests/test_data.h"
#include "tests/vision/tiny_tokenizer.h"

namespace steadyhand::vision {
namespace {

using Ids = std::vector<std::int32_t>;

Tokenizer tiny() {
  auto tokenizer = Tokenizer::parse(tiny_tokenizer().dump(), "tokenizer.json");
  EXPECT_TRUE(tokenizer) << tokenizer.error().message;
  return std::move(*tokenizer);
}

Tokenizer official() {
  auto tokenizer = Tokenizer::open(foreign_data("qwen3vl/checkpoint-files").string());
  EXPECT_TRUE(tokenizer) << tokenizer.error().message;
  return std::move(*tokenizer);
}

TEST(Tokenizer, merges_by_rank_inside_words_only) {
  const Tokenizer tokenizer = tiny();
  EXPECT_EQ(tokenizer.encode("hello"), (Ids{258, 'o'}));
  EXPECT_EQ(tokenizer.encode("hello hello"), (Ids{258, 'o', 259, 'o'}));
  EXPECT_EQ(tokenizer.encode("h ell"), (Ids{'h', ' ', 'e', 257}));
  EXPECT_EQ(tokenizer.encode("lllll"), (Ids{257, 257, 'l'})) << "the leftmost pair comes first";
  EXPECT_EQ(tokenizer.encode(""), Ids{});
}

TEST(Tokenizer, finds_added_tokens_before_anything_else) {
  const Tokenizer tokenizer = tiny();
  EXPECT_EQ(tokenizer.encode("he<|im_end|>he"), (Ids{256, 260, 256}));
  EXPECT_EQ(tokenizer.encode("<|im_<tool_call>"), (Ids{'<', '|', 'i', 'm', '_', 262}));
  EXPECT_EQ(tokenizer.id_of("<|image_pad|>"), 261);
  EXPECT_EQ(tokenizer.id_of(" hell"), 259) << "a plain token is known by its bytes";
  EXPECT_EQ(tokenizer.id_of("hello"), std::nullopt);
  EXPECT_EQ(tokenizer.vocabulary_size(), 263);
}

TEST(Tokenizer, normalises_and_replaces_invalid_utf8) {
  const Tokenizer tokenizer = tiny();
  EXPECT_EQ(tokenizer.encode("e\u0301"), (Ids{0xC3, 0xA9}));
  EXPECT_EQ(tokenizer.encode("\xFF"), (Ids{0xEF, 0xBF, 0xBD}));
  EXPECT_EQ(tokenizer.encode("a\xE2\x82"), (Ids{'a', 0xEF, 0xBF, 0xBD}));
}

TEST(Tokenizer, decodes_any_ids) {
  const Tokenizer tokenizer = tiny();
  const Ids ids{259, 'o', 260, 262, 0xC3, 0xA9, 0xC3, 300, -1, INT32_MAX, INT32_MIN};
  EXPECT_EQ(tokenizer.decode(ids), " hello<tool_call>é\uFFFD");
  EXPECT_EQ(tokenizer.decode(ids, false), " hello<|im_end|><tool_call>é\uFFFD");
  EXPECT_EQ(tokenizer.bytes_of(0xC3), "\xC3");
  EXPECT_EQ(tokenizer.bytes_of(260), "");
  EXPECT_EQ(tokenizer.bytes_of(260, false), "<|im_end|>");
  EXPECT_EQ(tokenizer.bytes_of(-5), "");
}

TEST(Tokenizer, keeps_whole_words_where_merges_are_ignored) {
  Json json = tiny_tokenizer();
  Json model = *json.find("model");
  model.set("ignore_merges", true).set("merges", Json::Array{"h e"});
  json.set("model", model);
  const auto tokenizer = Tokenizer::parse(json.dump(), "tokenizer.json");
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  EXPECT_EQ(tokenizer->encode(" hell"), Ids{259});
  EXPECT_EQ(tokenizer->encode("hello"), (Ids{256, 'l', 'l', 'o'}));
}

TEST(Tokenizer, reads_a_merge_that_begins_with_a_hash) {
  const TemporaryFolder folder;
  Json vocab = *tiny_tokenizer().find("model")->find("vocab");
  vocab.set("##", 260).set("##v", 261);
  folder.write("vocab.json", vocab.dump());
  folder.write("tokenizer_config.json", R"({"added_tokens_decoder": {"262": {"content": "<x>"}}})");
  folder.write("merges.txt", "#version: 0.2\r\n# #\r\n## v\r\n\r\n");
  const auto tokenizer = Tokenizer::open(folder.path().string());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  EXPECT_EQ(tokenizer->encode("##<x>"), (Ids{260, 262}));
}

// Each of these took quadratic time in one tokenizer or another.
TEST(Tokenizer, takes_linear_time_on_hostile_texts) {
  const Tokenizer tokenizer = tiny();
  for (const std::string unit : {"a", "h", "l", " ", "\n", " \n", "<", "<|im_", "\u0301\u0334",
                                 "e\u0301", "\u1100", "'", "\xFF", "\xE2\x82"}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    const std::clock_t start = std::clock();
    const Ids ids = tokenizer.encode(text);
    tokenizer.decode(ids);
    EXPECT_LT(std::clock() - start, 3 * CLOCKS_PER_SEC) << unit;
  }
}

TEST(OfficialTokenizer, passes_the_47_published_cases) {
  STEADYHAND_NEEDS(foreign_data("qwen3vl/checkpoint-files/tokenizer.json"));
  const std::filesystem::path golden = STEADYHAND_GOLDEN;
  const std::string input = read_file(golden / "tokenizer_cases.inp");
  const std::string separator = "\n__ggml_vocab_test__\n";
  const Tokenizer tokenizer = official();
  std::ifstream expected(golden / "tokenizer_cases.out");
  int cases = 0;
  std::string line;
  for (std::size_t at = 0; at <= input.size(); ++cases) {  // the last text is empty
    const std::size_t end = std::min(input.find(separator, at), input.size());
    const std::string text = input.substr(at, end - at);
    line.clear();
    std::getline(expected, line);
    std::string ids;
    for (const std::int32_t id : tokenizer.encode(text)) ids.append(" ").append(std::to_string(id));
    EXPECT_EQ(ids, line) << testing::PrintToString(text);
    EXPECT_EQ(tokenizer.decode(tokenizer.encode(text)), text);
    at = end + separator.size();
  }
  EXPECT_EQ(cases, 47);
}

TEST(OfficialTokenizer, knows_its_special_tokens) {
  STEADYHAND_NEEDS(foreign_data("qwen3vl/checkpoint-files/tokenizer.json"));
  const Tokenizer tokenizer = official();
  EXPECT_EQ(tokenizer.encode("e\u0301"), Ids{963});
  EXPECT_EQ(tokenizer.id_of("<|im_end|>"), 151645);
  EXPECT_EQ(tokenizer.vocabulary_size(), 151669);
  EXPECT_EQ(tokenizer.decode(Ids{151645, 151657, 151669, 151935}), "<tool_call>");
}

TEST(OfficialTokenizer, opens_fast_and_is_refused_as_fast_when_cut) {
  const auto path = foreign_data("qwen3vl/checkpoint-files/tokenizer.json");
  STEADYHAND_NEEDS(path);
  const std::string whole = read_file(path);
  for (const std::size_t size : {whole.size(), whole.size() - 1, whole.size() / 2}) {
    const auto start = std::clock();
    const auto tokenizer = Tokenizer::parse(std::string_view(whole).substr(0, size), "file");
    EXPECT_EQ(bool(tokenizer), size == whole.size());
    EXPECT_LT(std::clock() - start, 5 * CLOCKS_PER_SEC) << size;
  }
}

}  // namespace
}  // namespace steadyhand::vision
