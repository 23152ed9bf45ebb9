// The printable alphabet in which tokenizer files write bytes (GPT-2's): a byte that is a visible
// Latin-1 character stands for itself, the others for U+0100 and up. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace steadyhand::vision {

// The bytes that a token's text in a file stands for; nothing where it holds another character.
std::optional<std::string> bytes_of_printable(std::string_view text);

// The text that stands for these bytes.
std::string printable_of_bytes(std::string_view bytes);

}  // namespace steadyhand::vision
