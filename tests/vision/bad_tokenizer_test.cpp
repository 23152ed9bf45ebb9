#include <ctime>
#include <functional>

#include "tests/test_data.h"
#include "tests/vision/tiny_tokenizer.h"
#include "vision/tokenizer.h"

namespace steadyhand::vision {
namespace {

struct Forgery {
  const char* name;
  std::function<void(Json& whole, Json& model, Json& vocab)> forge;
  const char* message;  // what the error says after the file's name
};

Json added(std::int64_t id, const char* content, const char* flag = "special") {
  Json token;
  token.set("id", id).set("content", content).set(flag, true);
  return token;
}

const std::vector<Forgery>& forged_vocabularies() {
  using J = Json&;
  static const std::vector<Forgery> list{
      {"no model", [](J whole, J, J) { whole.set("model", nullptr); },
       "model: expected an object, got nothing"},
      {"vocabulary of another type",
       [](J, J model, J) {
         model.set("vocab", Json::Array{1, 2});
       },
       "model.vocab: expected an object, got an array"},
      {"an empty vocabulary", [](J, J model, J) { model.set("vocab", Json::Object{}); },
       "model.vocab: expected a token for each of the 256 bytes, got none for byte 0 (\"Ā\")"},
      {"a hole", [](J, J, J vocab) { vocab.set("zz", 300); },
       "model.vocab: expected the ids 0 to 260 for its tokens, got 300 and none with id 260"},
      {"an id twice", [](J, J, J vocab) { vocab.set("zz", 97); },
       "model.vocab: \"zz\": expected an id of its own, got 97, which \"a\" has"},
      {"a huge id", [](J, J, J vocab) { vocab.set("zz", std::int64_t{1} << 40); },
       "model.vocab: \"zz\": expected an id from 0 to 1048575, got 1099511627776"},
      {"a negative id", [](J, J, J vocab) { vocab.set("zz", -1); },
       "model.vocab: \"zz\": expected an id from 0 to 1048575, got -1"},
      {"an id of another type", [](J, J, J vocab) { vocab.set("zz", "7"); },
       "model.vocab: \"zz\": expected a whole number, got the string \"7\""},
      {"a fraction of an id", [](J, J, J vocab) { vocab.set("zz", 7.5); },
       "model.vocab: \"zz\": expected a whole number, got the number 7.5"},
      {"a letter outside the alphabet", [](J, J, J vocab) { vocab.set("a b", 260); },
       "model.vocab: \"a b\": expected letters of the byte alphabet, got another"},
      {"an empty token", [](J, J, J vocab) { vocab.set("", 260); },
       "model.vocab: \"\": expected letters of the byte alphabet, got another"},
      {"a byte without a token",
       [](J, J, J vocab) {
         std::erase_if(*vocab.object(), [](auto& m) { return m.key == "A"; });
         vocab.set("AA", 65);
       },
       "model.vocab: expected a token for each of the 256 bytes, got none for byte 65 (\"A\")"},
  };
  return list;
}

const std::vector<Forgery>& forged_merges_and_steps() {
  using J = Json&;
  static const std::vector<Forgery> list{
      {"no merges", [](J, J model, J) { model.set("merges", nullptr); },
       "model.merges: expected an array, got null"},
      {"a merge of an unknown token",
       [](J, J model, J) {
         model.set("merges", Json::Array{"h e", "he xx"});
       },
       "model.merges[1]: expected two tokens of the vocabulary, got \"he\" and \"xx\""},
      {"a merge into no token", [](J, J model, J) { model.set("merges", Json::Array{"x y"}); },
       "model.merges[0]: expected a pair that is a token together, got \"x\" and \"y\""},
      {"a merge twice",
       [](J, J model, J) {
         model.set("merges", Json::Array{"h e", "h e"});
       },
       "model.merges[1]: expected a pair that no merge before has, got \"h\" and \"e\""},
      {"a merge of three", [](J, J model, J) { model.set("merges", Json::Array{"h e l"}); },
       "model.merges[0]: expected two tokens, got the string \"h e l\""},
      {"a merge of another type", [](J, J model, J) { model.set("merges", Json::Array{7}); },
       "model.merges[0]: expected two tokens, got the number 7"},
      {"a pair of another type",
       [](J, J model, J) {
         model.set("merges", Json::Array{Json::Array{"h", 1}});
       },
       "model.merges[0]: expected two tokens, got an array"},
      {"another model", [](J, J model, J) { model.set("type", "Unigram"); },
       "model: type: expected \"BPE\", got \"Unigram\""},
      {"an affix", [](J, J model, J) { model.set("end_of_word_suffix", "</w>"); },
       "model: end_of_word_suffix: expected an empty string, got \"</w>\""},
      {"dropout", [](J, J model, J) { model.set("dropout", 0.1); },
       "model: dropout: expected null, got one"},
      {"byte fallback", [](J, J model, J) { model.set("byte_fallback", true); },
       "model: byte_fallback: expected false, got true"},
      {"another normalizer",
       [](J whole, J, J) { whole.set("normalizer", Json().set("type", "NFKC")); },
       "normalizer: type: expected \"NFC\", got \"NFKC\""},
      {"no word pattern", [](J whole, J, J) { whole.set("pre_tokenizer", nullptr); },
       "pre_tokenizer.pretokenizers[0].pattern.Regex: expected Qwen's word pattern, got nothing"},
  };
  return list;
}

const std::vector<Forgery>& forged_added_tokens() {
  using J = Json&;
  static const std::vector<Forgery> list{
      {"added tokens of another type", [](J whole, J, J) { whole.set("added_tokens", 5); },
       "added_tokens: expected an array, got the number 5"},
      {"an added token without a text",
       [](J whole, J, J) { whole.set("added_tokens", Json::Array{Json().set("id", 260)}); },
       "added_tokens[0]: content: expected a string, got nothing"},
      {"an empty added token",
       [](J whole, J, J) { whole.set("added_tokens", Json::Array{added(260, "")}); },
       "added_tokens[0]: \"\": expected a text of 1 to 256 bytes, got 0"},
      {"an added token twice",
       [](J whole, J, J) {
         whole.set("added_tokens", Json::Array{added(260, "<x>"), added(261, "<x>")});
       },
       "added_tokens[1]: \"<x>\": expected it once, got it twice"},
      {"an added token on a plain one's id",
       [](J whole, J, J) { whole.set("added_tokens", Json::Array{added(97, "<x>")}); },
       "model.vocab: \"a\": expected an id of its own, got 97, which \"<x>\" has"},
      {"an added token with a huge id",
       [](J whole, J, J) { whole.set("added_tokens", Json::Array{added(2'000'000'000, "<x>")}); },
       "added_tokens[0]: id: expected a whole number from 0 to 1048575, got the number 2000000000"},
      {"an added token that swallows spaces",
       [](J whole, J, J) { whole.set("added_tokens", Json::Array{added(260, "<x>", "lstrip")}); },
       "added_tokens[0]: lstrip: expected false, got true"},
  };
  return list;
}

void expect_refused(const Result<Tokenizer>& tokenizer, const std::string& message) {
  ASSERT_FALSE(tokenizer);
  EXPECT_EQ(tokenizer.error().message, message);
  EXPECT_EQ(message.find('\n'), std::string::npos);
}

void expect_each_refused(const std::vector<Forgery>& forgeries) {
  const TemporaryFolder folder;
  for (const Forgery& forgery : forgeries) {
    SCOPED_TRACE(forgery.name);
    Json whole = tiny_tokenizer();
    Json model = *whole.find("model");
    Json vocab = *model.find("vocab");
    const std::string before = vocab.dump();
    forgery.forge(whole, model, vocab);
    if (vocab.dump() != before) model.set("vocab", vocab);
    if (!whole.find("model")->is_null()) whole.set("model", model);
    const std::string path = folder.write("tokenizer.json", whole.dump());
    const std::clock_t start = std::clock();
    expect_refused(Tokenizer::open(folder.path().string()), path + ": " + forgery.message);
    EXPECT_LT(std::clock() - start, CLOCKS_PER_SEC);
  }
}

TEST(BadTokenizer, is_refused_for_its_vocabulary) { expect_each_refused(forged_vocabularies()); }

TEST(BadTokenizer, is_refused_for_its_merges_and_steps) {
  expect_each_refused(forged_merges_and_steps());
}

TEST(BadTokenizer, is_refused_for_its_added_tokens) { expect_each_refused(forged_added_tokens()); }

TEST(BadTokenizer, is_refused_at_every_truncation) {
  const std::string whole = tiny_tokenizer().dump();
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    EXPECT_FALSE(Tokenizer::parse(whole.substr(0, size), "file")) << size;
  }
}

TEST(BadTokenizer, is_refused_where_bytes_are_no_json) {
  for (const std::string_view text :
       {"", "{", "\xEF\xBB\xBF{}", "[]", "null", "{\"a\":\"\xFF\"}"}) {
    const auto tokenizer = Tokenizer::parse(text, "file");
    ASSERT_FALSE(tokenizer) << text;
    EXPECT_TRUE(tokenizer.error().message.starts_with("file: ")) << tokenizer.error().message;
  }
}

TEST(BadTokenizer, names_the_line_of_a_bad_merges_file) {
  const TemporaryFolder folder;
  folder.write("vocab.json", tiny_tokenizer().find("model")->find("vocab")->dump());
  folder.write("tokenizer_config.json", R"({"added_tokens_decoder": {}})");
  const std::string merges = folder.write("merges.txt", "#version: 0.2\nh e\nhello\n");
  expect_refused(Tokenizer::open(folder.path().string()),
                 merges + ": line 3: expected two tokens, got \"hello\"");
  folder.write("merges.txt", "h e\n# x\n");
  expect_refused(Tokenizer::open(folder.path().string()),
                 merges + ": line 2: expected a pair that is a token together, got \"# x\"");
}

TEST(BadTokenizer, names_the_field_of_a_bad_configuration) {
  const TemporaryFolder folder;
  folder.write("vocab.json", tiny_tokenizer().find("model")->find("vocab")->dump());
  folder.write("merges.txt", "h e\n");
  const std::string config = folder.write("tokenizer_config.json", "{}");
  expect_refused(Tokenizer::open(folder.path().string()),
                 config + ": added_tokens_decoder: expected an object, got nothing");
  folder.write("tokenizer_config.json", R"({"added_tokens_decoder": {"x1": {"content": "<x>"}}})");
  expect_refused(Tokenizer::open(folder.path().string()),
                 config + ": added_tokens_decoder: expected ids as keys, got \"x1\"");
}

TEST(BadTokenizer, is_unavailable_where_there_is_none) {
  const TemporaryFolder folder;
  const auto tokenizer = Tokenizer::open(folder.path().string());
  ASSERT_FALSE(tokenizer);
  EXPECT_EQ(tokenizer.error().code, ErrorCode::unavailable);
  EXPECT_EQ(tokenizer.error().message, folder.path().string() + "/tokenizer.json: no such file");
}

}  // namespace
}  // namespace steadyhand::vision
