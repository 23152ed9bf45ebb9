#include "verifier/packed_weights.h"

#include <ATen/ATen.h>
#include <cstring>

namespace steadyhand::verifier {
namespace {

// A copy: the file's bytes need not be aligned, and are not kept.
at::Tensor to_tensor(const StoredTensor& stored, at::ScalarType type) {
  auto tensor = at::empty(stored.spec.shape, at::dtype(type));
  std::memcpy(tensor.data_ptr(), stored.bytes.data(), stored.bytes.size());
  return tensor;
}

}  // namespace

Result<PackedWeights> PackedWeights::open(const std::string& path) {
  auto file = SafetensorsFile::open(path);
  if (!file) return file.error();
  return PackedWeights(path, std::move(*file));
}

const StoredTensor* PackedWeights::find(const std::string& name) {
  const auto found = file_.tensors().find(name);
  if (found == file_.tensors().end()) return nullptr;
  used_.insert(name);
  return &found->second;
}

void PackedWeights::fail(const std::string& name, const std::string& what) {
  if (!error_) error_ = bad_input(path_ + ": tensor " + name + ": " + what);
}

at::Tensor PackedWeights::take(const std::string& name, const std::vector<std::int64_t>& shape) {
  const StoredTensor* stored = find(name);
  if (stored == nullptr) {
    fail(name, "expected it, got nothing");
  } else if (stored->spec.shape != shape) {
    fail(name, "expected another shape");
  } else if (stored->spec.type == TensorType::f32) {
    return to_tensor(*stored, at::kFloat);
  } else if (stored->spec.type != TensorType::i8) {
    fail(name, "dtype: expected F32 or I8, got " + std::string(name_of(stored->spec.type)));
  } else {
    const StoredTensor* scale = find(name + ".scale");
    if (scale != nullptr && scale->spec.type == TensorType::f16 &&
        scale->spec.shape == std::vector<std::int64_t>{shape.front()}) {
      std::vector<std::int64_t> spread(shape.size(), 1);
      spread.front() = shape.front();
      return to_tensor(*stored, at::kChar).to(at::kFloat) *
             to_tensor(*scale, at::kHalf).to(at::kFloat).view(spread);
    }
    fail(name + ".scale", "expected F16, one for each output channel");
  }
  return at::zeros(shape, at::kFloat);
}

Status PackedWeights::finish() const {
  if (error_) return *error_;
  for (const auto& [name, tensor] : file_.tensors()) {
    if (used_.contains(name)) continue;
    return bad_input(path_ + ": tensor " + name + ": expected nothing of that name, got a tensor");
  }
  return Done{};
}

}  // namespace steadyhand::verifier
