// Reads and writes safetensors files: a header of JSON, then the raw bytes of all tensors.
//
// Format: 8 bytes little-endian header size, the header ({name: {dtype, shape, data_offsets}} with
// an optional __metadata__), then the data. Reading maps the file and trusts nothing: sizes are
// checked against the file before anything is allocated, offsets must tile the data exactly, in
// any order, without holes or overlaps. Errors name file, tensor, expected and got.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "base/result.h"

namespace steadyhand {

enum class TensorType { f64, f32, f16, bf16, i64, i32, i16, i8, u8, boolean };

std::size_t bytes_per_element(TensorType type);
std::string_view name_of(TensorType type);  // as it stands in the file: "F32", "BF16"

struct TensorSpec {
  std::string name;
  TensorType type = TensorType::f32;
  std::vector<std::int64_t> shape;

  std::size_t bytes() const;  // the product of the shape times the element's size
};

struct StoredTensor {
  TensorSpec spec;
  // Inside the mapping: valid while its SafetensorsFile lives. Its start is a multiple of the
  // element's size only where the file's writer padded the header, as all common ones do.
  std::span<const std::byte> bytes;
};

class SafetensorsFile {
 public:
  static Result<SafetensorsFile> open(const std::string& path);

  // Tensors in the order of their names.
  const std::map<std::string, StoredTensor, std::less<>>& tensors() const { return tensors_; }
  std::size_t size() const { return file_.bytes().size(); }

 private:
  explicit SafetensorsFile(MappedFile file) : file_(std::move(file)) {}
  MappedFile file_;
  std::map<std::string, StoredTensor, std::less<>> tensors_;
};

// The header alone, as `open` and the fuzzer check it: `bytes` is the whole file.
Result<std::map<std::string, StoredTensor, std::less<>>> parse_safetensors(
    std::span<const std::byte> bytes, const std::string& path);

// Writes the tensors in the given order; `fill(spec, bytes)` provides the contents of each. The
// file appears under its name only when it is complete.
using FillTensor = std::function<void(const TensorSpec&, std::span<std::byte>)>;
Status write_safetensors(const std::string& path, const std::vector<TensorSpec>& specs,
                         const FillTensor& fill);

}  // namespace steadyhand
