// Compares with what tokenizer_oracle.py wrote in the same test run.
#include <cstring>

#include "tests/test_data.h"
#include "vision/prompt.h"
#include "vision/tokenizer.h"

namespace steadyhand::vision {
namespace {

const std::filesystem::path kOracle = STEADYHAND_ORACLE;
using Ids = std::vector<std::int32_t>;

// Reads what the oracle packed: sizes of 4 bytes before texts and before ids of 4 bytes.
class Packed {
 public:
  explicit Packed(const std::filesystem::path& path) : bytes_(read_file(path)) {}
  bool at_end() const { return at_ == bytes_.size(); }
  std::string text() { return take(size()); }
  Ids ids() {
    Ids ids(size());
    const std::string bytes = take(4 * ids.size());
    if (!ids.empty()) std::memcpy(ids.data(), bytes.data(), bytes.size());
    return ids;
  }

 private:
  std::size_t size() {
    std::uint32_t value = 0;
    std::memcpy(&value, take(4).data(), 4);
    return value;
  }
  std::string take(std::size_t count) {
    if (count > bytes_.size() - at_) throw std::runtime_error("the oracle's file ends early");
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }
  std::string bytes_;
  std::size_t at_ = 0;
};

class TokenizerParity : public testing::TestWithParam<const char*> {
 protected:
  std::filesystem::path folder() const { return kOracle / GetParam(); }
};

TEST_P(TokenizerParity, encodes_as_the_reference) {
  STEADYHAND_NEEDS(folder());
  const auto tokenizer = Tokenizer::open(folder().string());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  Packed cases(folder() / "encode.bin");
  int count = 0;
  for (; !cases.at_end(); ++count) {
    const std::string text = cases.text();
    ASSERT_EQ(tokenizer->encode(text), cases.ids()) << testing::PrintToString(text);
  }
  RecordProperty("texts", count);
  EXPECT_GE(count, std::string_view(GetParam()) == "official" ? 200'000 : 4'000);
}

TEST_P(TokenizerParity, decodes_as_the_reference) {
  STEADYHAND_NEEDS(folder());
  const auto tokenizer = Tokenizer::open(folder().string());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  Packed cases(folder() / "decode.bin");
  int count = 0;
  for (; !cases.at_end(); ++count) {
    const Ids ids = cases.ids();
    ASSERT_EQ(tokenizer->decode(ids, false), cases.text()) << testing::PrintToString(ids);
    ASSERT_EQ(tokenizer->decode(ids, true), cases.text()) << testing::PrintToString(ids);
  }
  EXPECT_GE(count, 1'000);
}

INSTANTIATE_TEST_SUITE_P(Oracle, TokenizerParity,
                         testing::Values("arrays", "strings", "files", "files_with_version",
                                         "bytes", "whole_words", "official"),
                         [](const auto& folder) { return std::string(folder.param); });

Part part_of(const Json& json) {
  const std::string& type = *json.find("type")->string();
  if (type == "image") return ImagePart{};
  if (type == "video") return VideoPart{};
  return TextPart{*json.find("text")->string()};
}

Message message_of(const Json& json) {
  Message message;
  const std::string& role = *json.find("role")->string();
  message.role = role == "user"        ? Role::user
                 : role == "assistant" ? Role::assistant
                 : role == "tool"      ? Role::tool
                                       : Role::system;
  const Json& content = *json.find("content");
  if (content.string() != nullptr) {
    message.parts = {TextPart{*content.string()}};
  } else {
    for (const Json& part : *content.array()) message.parts.push_back(part_of(part));
  }
  const Json* calls = json.find("tool_calls");
  if (calls == nullptr) return message;
  for (const Json& call : *calls->array()) {
    const Json& function = *call.find("function");
    message.tool_calls.push_back({*function.find("name")->string(), *function.find("arguments")});
  }
  return message;
}

TEST(ChatTemplateParity, renders_random_conversations_as_the_reference) {
  const auto cases = read_json_file((kOracle / "chat.json").string());
  ASSERT_TRUE(cases) << cases.error().message;
  ASSERT_GE(cases->array()->size(), 600u);
  for (const Json& a_case : *cases->array()) {
    Prompt prompt;
    for (const Json& json : *a_case.find("messages")->array()) {
      prompt.messages.push_back(message_of(json));
    }
    prompt.tools = *a_case.find("tools")->array();
    prompt.number_pictures = *a_case.find("number_pictures")->boolean();
    prompt.generation_prompt = *a_case.find("generation_prompt")->boolean();
    ASSERT_EQ(render_chat(prompt), *a_case.find("rendered")->string()) << a_case.dump();
  }
}

}  // namespace
}  // namespace steadyhand::vision
