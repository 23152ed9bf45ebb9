// Qwen3-VL's chat template (the checkpoint's chat_template.jinja), written out.
#include <string>
#include <type_traits>

#include "vision/prompt.h"

namespace steadyhand::vision {
namespace {

constexpr const char* kToolsBefore =
    "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
    "You are provided with function signatures within <tools></tools> XML tags:\n<tools>";
constexpr const char* kToolsAfter =
    "\n</tools>\n\nFor each function call, return a json object with function name and arguments "
    "within <tool_call></tool_call> XML tags:\n<tool_call>\n{\"name\": <function-name>, "
    "\"arguments\": <args-json-object>}\n</tool_call><|im_end|>\n";

class Renderer {
 public:
  explicit Renderer(const Prompt& prompt) : prompt_(prompt) {}

  std::string render() {
    render_opening();
    const auto& messages = prompt_.messages;
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const bool after_tool = i > 0 && messages[i - 1].role == Role::tool;
      const bool before_tool = i + 1 < messages.size() && messages[i + 1].role == Role::tool;
      switch (messages[i].role) {
        case Role::system:
          break;  // the first one stands in the opening, the template drops others
        case Role::user:
          render_user(messages[i]);
          break;
        case Role::assistant:
          render_assistant(messages[i]);
          break;
        case Role::tool:
          render_tool(messages[i], after_tool, before_tool);
          break;
      }
    }
    if (prompt_.generation_prompt) out_ += "<|im_start|>assistant\n";
    return std::move(out_);
  }

 private:
  // The system's turn: its text, and the tools where there are any.
  void render_opening() {
    const auto& messages = prompt_.messages;
    const bool has_system = !messages.empty() && messages.front().role == Role::system;
    if (!has_system && prompt_.tools.empty()) return;
    out_ += "<|im_start|>system\n";
    if (has_system) render_text(messages.front());
    if (prompt_.tools.empty()) {
      out_ += "<|im_end|>\n";
      return;
    }
    if (has_system) out_ += "\n\n";
    out_ += kToolsBefore;
    for (const Json& tool : prompt_.tools) out_.append("\n").append(tool.dump(Json::Style::python));
    out_ += kToolsAfter;
  }

  void render_user(const Message& message) {
    out_ += "<|im_start|>user\n";
    render_parts(message);
    out_ += "<|im_end|>\n";
  }

  void render_assistant(const Message& message) {
    out_ += "<|im_start|>assistant\n";
    render_text(message);
    bool needs_line = has_content(message);
    for (const ToolCall& call : message.tool_calls) {
      if (needs_line) out_ += '\n';
      needs_line = true;
      const std::string* verbatim = call.arguments.string();
      out_ += "<tool_call>\n{\"name\": \"" + call.name + "\", \"arguments\": ";
      out_ += verbatim != nullptr ? *verbatim : call.arguments.dump(Json::Style::python);
      out_ += "}\n</tool_call>";
    }
    out_ += "<|im_end|>\n";
  }

  // Tool answers that follow each other share one user's turn.
  void render_tool(const Message& message, bool after_tool, bool before_tool) {
    if (!after_tool) out_ += "<|im_start|>user";
    out_ += "\n<tool_response>\n";
    render_parts(message);
    out_ += "\n</tool_response>";
    if (!before_tool) out_ += "<|im_end|>\n";
  }

  // Pictures in a system's or assistant's message are dropped, as the template does.
  void render_text(const Message& message) {
    for (const Part& part : message.parts) {
      if (const auto* text = std::get_if<TextPart>(&part)) out_ += text->text;
    }
  }

  void render_parts(const Message& message) {
    for (const Part& part : message.parts) {
      if (const auto* text = std::get_if<TextPart>(&part)) {
        out_ += text->text;
      } else if (std::holds_alternative<ImagePart>(part)) {
        if (prompt_.number_pictures) out_ += "Picture " + std::to_string(++pictures_) + ": ";
        out_ += "<|vision_start|><|image_pad|><|vision_end|>";
      } else {
        if (prompt_.number_pictures) out_ += "Video " + std::to_string(++videos_) + ": ";
        out_ += "<|vision_start|><|video_pad|><|vision_end|>";
      }
    }
  }

  // Whether the template's `message.content` counts as true; empty texts alone do not.
  static bool has_content(const Message& message) {
    for (const Part& part : message.parts) {
      const auto* text = std::get_if<TextPart>(&part);
      if (text == nullptr || !text->text.empty()) return true;
    }
    return false;
  }

  const Prompt& prompt_;
  std::string out_;
  int pictures_ = 0;
  int videos_ = 0;
};

}  // namespace

std::string render_chat(const Prompt& prompt) { return Renderer(prompt).render(); }

}  // namespace steadyhand::vision
