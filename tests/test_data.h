// Where tests find data and leave files: the fixture language of all rooms' tests.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace steadyhand {

// The sanitizers' own memory counts as this process': bounds on it hold without them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

// A folder of its own for one test, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "steadyhand-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;  // a folder that stays behind fails no test
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }

  // Writes a file and returns its whole path.
  std::string write(const std::string& name, std::string_view contents) const {
    const auto path = path_ / name;
    std::ofstream(path, std::ios::binary) << contents;
    return path.string();
  }

 private:
  std::filesystem::path path_;
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

// Foreign files that are not part of this tree, under STEADYHAND_TEST_DATA (a CMake variable).
inline std::filesystem::path foreign_data(std::string_view relative) {
  return std::filesystem::path(STEADYHAND_TEST_DATA) / relative;
}

}  // namespace steadyhand

// Skips the running test, saying why, where a foreign file or folder is absent.
#define STEADYHAND_NEEDS(path)                                                  \
  if (!std::filesystem::exists(path)) {                                         \
    GTEST_SKIP() << (path).string() << " is absent (see STEADYHAND_TEST_DATA)"; \
  }
