// A conversation with pictures: what a vision-language model is asked.
//
// Plain values. Pictures are shared, not copied: a screenshot can stand in several prompts (the
// last four steps of a session) and is never changed once it is in one.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/image.h"
#include "base/json.h"

namespace steadyhand::vision {

struct TextPart {
  std::string text;
};
struct ImagePart {
  std::shared_ptr<const Image> image;
};
struct VideoPart {
  std::shared_ptr<const Video> video;
};
using Part = std::variant<TextPart, ImagePart, VideoPart>;

enum class Role { system, user, assistant, tool };

struct ToolCall {
  std::string name;
  Json arguments;  // a string stands verbatim, anything else as JSON
};

struct Message {
  Role role = Role::user;
  std::vector<Part> parts;
  std::vector<ToolCall> tool_calls;  // assistant only
};

struct Prompt {
  std::vector<Message> messages;
  std::vector<Json> tools;        // function signatures, as the chat template prints them
  bool number_pictures = false;   // "Picture 1: " before each (the template's add_vision_id)
  bool generation_prompt = true;  // end with the opening of the assistant's turn
};

// Renders the conversation with Qwen3-VL's chat template; every picture or video is one
// placeholder `<|vision_start|><|image_pad|><|vision_end|>` (or video_pad), in order.
std::string render_chat(const Prompt& prompt);

}  // namespace steadyhand::vision
