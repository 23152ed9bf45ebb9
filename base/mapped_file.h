// A file mapped read-only into memory. The pages belong to the kernel's cache: mapping a large
// file costs nothing until its bytes are touched, and several processes share them.
//
// Movable, not copyable; the bytes stay valid while the object lives. Reading from several threads
// is safe. A file that another process truncates while it is mapped raises SIGBUS on access, as
// with every mapping: replace checkpoints by rename, never in place.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/result.h"

namespace steadyhand {

class MappedFile {
 public:
  static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::span<const std::byte> bytes() const { return {data_, size_}; }

 private:
  MappedFile(const std::byte* data, std::size_t size) : data_(data), size_(size) {}
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace steadyhand
