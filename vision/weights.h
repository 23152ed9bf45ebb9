// The tensors of a checkpoint folder, each handed out once.
//
// Opens model.safetensors, or the shards that model.safetensors.index.json lists. Layers `take`
// what they need by name and shape; errors collect instead of stopping, and `finish` reports them
// all at once: tensors missing, of another shape, or left over. A checkpoint whose tensors are not
// all used is not the model we think it is.
//
// A tensor of the wanted type on the CPU is a view of the mapped file: loading copies nothing and
// processes share the pages. The returned tensors keep the mapping alive. One thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/safetensors.h"

namespace steadyhand::vision {

class Weights {
 public:
  static Result<Weights> open(const std::string& folder);

  // A checkpoint that has everything and holds nothing: it records what is taken from it.
  static Weights recorder();
  const std::vector<TensorSpec>& recorded() const { return recorded_; }

  // Everything handed out becomes this type on this device. Call before the first `take`.
  void place(at::ScalarType type, at::Device device);

  bool has(std::string_view name) const { return recording_ || tensors_.contains(name); }

  // The tensor of that name. A missing one, or one of another shape, is an error that `finish`
  // reports; a tensor of zeros of the wanted shape without storage stands in for it.
  at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape);

  // Marks a tensor as seen that a checkpoint may carry without need (a tied lm_head).
  void ignore(std::string_view name);

  // Done, or one error that lists (the first few of) all that was wrong.
  Status finish() const;

  // The type most of the bytes are stored in, and the bytes of all tensors.
  at::ScalarType stored_type() const;
  std::size_t bytes() const;
  std::size_t tensor_count() const { return tensors_.size(); }
  std::int64_t parameter_count() const;

 private:
  struct Entry {
    std::shared_ptr<SafetensorsFile> file;
    const StoredTensor* tensor = nullptr;
  };
  Status add_file(const std::string& path);
  Status add_shards(const std::string& folder, const std::string& index_path);

  std::string folder_;
  std::map<std::string, Entry, std::less<>> tensors_;
  std::set<std::string, std::less<>> used_;
  std::vector<std::string> problems_;
  bool recording_ = false;
  std::vector<TensorSpec> recorded_;
  at::ScalarType type_ = at::kFloat;
  at::Device device_{at::kCPU};
};

}  // namespace steadyhand::vision
