#include "tests/test_data.h"
#include "vision/prompt.h"
#include "vision/tokenizer.h"

namespace steadyhand::vision {
namespace {

const std::filesystem::path kGolden = STEADYHAND_GOLDEN;

Json parsed(const std::string& text) {
  auto json = parse_json(text, "text");
  EXPECT_TRUE(json) << json.error().message;
  return std::move(*json);
}

Message message(Role role, std::vector<Part> parts) { return {role, std::move(parts), {}}; }
TextPart text(const char* words) { return {words}; }
const ImagePart kPicture{};

Prompt tool_roundtrip() {
  Message call = message(Role::assistant, {text("Action: click OK.")});
  call.tool_calls = {
      {"computer_use", parsed(R"({"action": "left_click", "coordinate": [512, 384]})")}};
  Prompt prompt;
  prompt.messages = {message(Role::user, {kPicture, text("click ok")}), call,
                     message(Role::tool, {kPicture}), message(Role::tool, {text("done")})};
  return prompt;
}

Prompt calls_without_content() {
  Message calls = message(Role::assistant, {text("")});
  calls.tool_calls = {{"a", parsed(R"({"k": "é<&>"})")}, {"b", Json(R"({"raw": 1})")}};
  Prompt prompt;
  prompt.messages = {message(Role::user, {text("x")}), calls};
  prompt.generation_prompt = false;
  return prompt;
}

std::vector<std::pair<std::string, Prompt>> golden_prompts() {
  const Message helpful = message(Role::system, {text("You are a helpful assistant.")});
  Prompt text_only;
  text_only.messages = {message(Role::user, {text("Hello, world!")})};
  Prompt picture;
  picture.messages = {helpful, message(Role::user, {kPicture, text("Describe this image.")})};
  Prompt two_pictures;
  two_pictures.messages = {message(Role::user, {kPicture, kPicture, text("Compare.")})};
  two_pictures.number_pictures = true;
  Prompt computer_use;
  computer_use.messages = {helpful, message(Role::user, {kPicture, text("open the third issue")})};
  computer_use.tools = {parsed(read_file(kGolden / "computer_use.json"))};
  Prompt no_system;
  no_system.messages = {message(Role::user, {text("hi")})};
  no_system.tools = {parsed(R"({"type": "function", "function": {"name": "f", "description": "d",
      "parameters": {"type": "object", "properties": {}}}})")};
  return {{"text_only", text_only},
          {"sys_image_user", picture},
          {"two_images_vision_id", two_pictures},
          {"tools_computer_use", computer_use},
          {"tools_no_system", no_system},
          {"tool_roundtrip", tool_roundtrip()},
          {"assistant_tool_call_empty_content", calls_without_content()}};
}

TEST(ChatTemplate, renders_the_seven_golden_prompts) {
  const Json golden = parsed(read_file(kGolden / "chat.json"));
  const auto prompts = golden_prompts();
  EXPECT_EQ(prompts.size(), golden.object()->size());
  for (const auto& [name, prompt] : prompts) {
    EXPECT_EQ(render_chat(prompt), *golden.find(name)->find("text")->string()) << name;
  }
}

TEST(ChatTemplate, gives_the_golden_token_ids) {
  const auto folder = foreign_data("qwen3vl/checkpoint-files");
  STEADYHAND_NEEDS(folder);
  const auto tokenizer = Tokenizer::open(folder.string());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  const Json golden = parsed(read_file(kGolden / "chat.json"));
  for (const auto& [name, prompt] : golden_prompts()) {
    std::vector<std::int32_t> expected;
    for (const Json& id : *golden.find(name)->find("ids")->array()) {
      expected.push_back(static_cast<std::int32_t>(*id.integer()));
    }
    EXPECT_EQ(tokenizer->encode(render_chat(prompt)), expected) << name;
  }
}

TEST(ChatTemplate, numbers_pictures_over_the_whole_conversation) {
  Prompt prompt;
  prompt.number_pictures = true;
  prompt.messages = {message(Role::user, {kPicture, VideoPart{}}),
                     message(Role::tool, {kPicture, VideoPart{}})};
  EXPECT_EQ(render_chat(prompt),
            "<|im_start|>user\nPicture 1: <|vision_start|><|image_pad|><|vision_end|>Video 1: "
            "<|vision_start|><|video_pad|><|vision_end|><|im_end|>\n<|im_start|>user\n"
            "<tool_response>\nPicture 2: <|vision_start|><|image_pad|><|vision_end|>Video 2: "
            "<|vision_start|><|video_pad|><|vision_end|>\n</tool_response><|im_end|>\n"
            "<|im_start|>assistant\n");
}

TEST(ChatTemplate, renders_an_empty_conversation) {
  EXPECT_EQ(render_chat({}), "<|im_start|>assistant\n");
}

}  // namespace
}  // namespace steadyhand::vision
