// Any bytes as a safetensors file: refused with a message, or tensors that lie inside the file.
#include <cstdlib>

#include "base/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::span<const std::byte> file(reinterpret_cast<const std::byte*>(data), size);
  const auto tensors = steadyhand::parse_safetensors(file, "file");
  if (!tensors) {
    const std::string& message = tensors.error().message;
    if (message.empty() || message.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  std::size_t total = 0;
  for (const auto& [name, tensor] : *tensors) {
    const std::byte* end = tensor.bytes.data() + tensor.bytes.size();
    if (tensor.bytes.data() < file.data() || end > file.data() + file.size()) std::abort();
    if (tensor.bytes.size() != tensor.spec.bytes()) std::abort();
    total += tensor.bytes.size();
  }
  if (total + 8 > size) std::abort();  // each byte belongs to one tensor at most
  return 0;
}
