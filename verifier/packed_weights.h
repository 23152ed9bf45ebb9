// The tensors of the verifier's checkpoint as float32, each taken once by name and shape.
//
// A tensor of type I8 comes with a partner NAME.scale (F16, one for each output channel) and
// stands for int8 * scale; F32 tensors stand for themselves. Errors collect; `finish` reports the
// first: a tensor missing, of another shape or type, or left over. One thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/safetensors.h"

namespace steadyhand::verifier {

class PackedWeights {
 public:
  static Result<PackedWeights> open(const std::string& path);

  // Zeros of that shape stand in where an error was kept.
  at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape);
  Status finish() const;

 private:
  PackedWeights(std::string path, SafetensorsFile file)
      : path_(std::move(path)), file_(std::move(file)) {}
  const StoredTensor* find(const std::string& name);
  void fail(const std::string& name, const std::string& what);

  std::string path_;
  SafetensorsFile file_;
  std::set<std::string, std::less<>> used_;
  std::optional<Error> error_;
};

}  // namespace steadyhand::verifier
