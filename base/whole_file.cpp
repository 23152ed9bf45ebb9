#include "base/whole_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace steadyhand {

Result<std::string> read_whole_file(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return unavailable(path + ": no such file");
  if (!std::filesystem::is_regular_file(status)) {
    return unavailable(path + ": expected a regular file");
  }
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return unavailable(path + ": cannot be read: " + error.message());
  if (size > max_bytes) {
    return bad_input(path + ": expected at most " + std::to_string(max_bytes) + " bytes, got " +
                     std::to_string(size));
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!file || !file.read(text.data(), static_cast<std::streamsize>(size))) {
    const std::string why = errno != 0 ? std::strerror(errno) : "it changed while it was read";
    return unavailable(path + ": cannot be read: " + why);
  }
  return text;
}

Status write_whole_file(const std::string& path, std::string_view text) {
  const std::string partial = path + ".partial";
  errno = 0;
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(partial, path, error);
  if (file && !error) return Done{};
  const std::string why = error ? error.message() : std::strerror(errno);
  std::filesystem::remove(partial, error);
  return unavailable(path + ": cannot be written: " + why);
}

}  // namespace steadyhand
