// Any bytes as a text, and as token ids: what is encoded decodes to the same text, and decoding is
// always valid UTF-8.
#include <cstdlib>
#include <cstring>

#include "base/utf8.h"
#include "tests/vision/tiny_tokenizer.h"
#include "vision/nfc.h"
#include "vision/tokenizer.h"

namespace {

const steadyhand::vision::Tokenizer& tokenizer() {
  static const auto opened = steadyhand::vision::Tokenizer::parse(
      steadyhand::vision::tiny_tokenizer().dump(), "tokenizer.json");
  if (!opened) std::abort();
  return *opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto ids = tokenizer().encode(text);
  const std::string back = tokenizer().decode(ids, false);
  if (tokenizer().encode(back) != ids && back.find("<|") == back.npos) std::abort();

  std::string storage;
  const std::string valid = steadyhand::replace_invalid_utf8(text);
  const std::string normalised(steadyhand::vision::to_nfc(valid, storage));
  if (steadyhand::vision::to_nfc(normalised, storage) != normalised) std::abort();

  std::vector<std::int32_t> any(size / sizeof(std::int32_t));
  if (!any.empty()) std::memcpy(any.data(), data, any.size() * sizeof(std::int32_t));
  for (std::int32_t& id : any) id %= 300;
  if (!steadyhand::is_valid_utf8(tokenizer().decode(any))) std::abort();
  return 0;
}
