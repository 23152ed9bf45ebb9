// Any bytes as a text, and as token ids: what is encoded decodes to the normalised text,
// normalising twice changes nothing, and decoding is always valid UTF-8.
#include <cstdlib>
#include <cstring>

#include "base/utf8.h"
#include "base/whole_file.h"
#include "vision/nfc.h"
#include "vision/tokenizer.h"

namespace {

const steadyhand::vision::Tokenizer& tokenizer() {
  static const auto opened = steadyhand::vision::Tokenizer::parse(
      *steadyhand::read_whole_file(STEADYHAND_FUZZ_TOKENIZER, 1u << 20), "tokenizer.json");
  if (!opened) std::abort();
  return *opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string valid = steadyhand::replace_invalid_utf8(text);
  std::string storage;
  const std::string normalised(steadyhand::vision::to_nfc(valid, storage));
  if (steadyhand::vision::to_nfc(normalised, storage) != normalised) std::abort();

  // Around an added token ("<...>") the stretches are normalised one by one.
  const std::string back = tokenizer().decode(tokenizer().encode(text), false);
  if (valid.find('<') == valid.npos && back != normalised) std::abort();

  std::vector<std::int32_t> any(size / sizeof(std::int32_t));
  if (!any.empty()) std::memcpy(any.data(), data, any.size() * sizeof(std::int32_t));
  for (std::int32_t& id : any) id %= 300;
  if (!steadyhand::is_valid_utf8(tokenizer().decode(any))) std::abort();
  return 0;
}
