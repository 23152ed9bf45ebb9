// Any bytes as a tokenizer.json: refused with one line, or a tokenizer that works.
#include <cstdlib>

#include "vision/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tokenizer = steadyhand::vision::Tokenizer::parse(text, "file");
  if (!tokenizer) {
    const std::string& message = tokenizer.error().message;
    if (message.empty() || message.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  const std::string sample = "hello <|im_end|> hell\u00e9e\u0301";
  if (tokenizer->decode(tokenizer->encode(sample), false).empty()) std::abort();
  return 0;
}
