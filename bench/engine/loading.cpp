#include "bench/engine/loading.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/mapped_file.h"
#include "vision/qwen3_vl.h"

namespace steadyhand::bench {
namespace {

std::vector<std::string> weight_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".safetensors") files.push_back(entry.path());
  }
  return files;
}

// Bytes read, or a negative number where the file cannot be read.
std::int64_t read_once(const std::string& path, std::vector<char>& buffer) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  std::int64_t total = 0;
  ssize_t got = 0;
  while ((got = ::read(file, buffer.data(), buffer.size())) > 0) total += got;
  ::close(file);
  return got < 0 ? -1 : total;
}

// One byte of every page, through a mapping of its own: what a model's first pass faults in.
Result<std::uint64_t> touch(const std::string& path) {
  const auto file = MappedFile::open(path);
  if (!file) return file.error();
  constexpr std::size_t kPage = 4096;
  std::uint64_t sum = 0;
  const auto bytes = file->bytes();
  for (std::size_t i = 0; i < bytes.size(); i += kPage) {
    sum += static_cast<std::uint64_t>(*static_cast<const volatile std::byte*>(&bytes[i]));
  }
  return sum;
}

}  // namespace

Json Loading::json() const {
  Json json;
  json.set("gigabytes", gigabytes).set("read", read.json()).set("load", load.json());
  json.set("load_and_touch", load_and_touch.json());
  json.set("load_over_read", load.median() / read.median());
  return json.set("load_and_touch_over_read", load_and_touch.median() / read.median());
}

Result<Loading> measure_loading(const std::string& folder, const vision::ModelOptions& options,
                                int repeats) {
  Loading loading;
  const auto files = weight_files(folder);
  std::vector<char> buffer(std::size_t{8} << 20);
  Status status = Done{};
  for (int i = 0; i <= repeats; ++i) {
    std::int64_t bytes = 0;
    const double read = milliseconds([&] {
      for (const auto& file : files) bytes += read_once(file, buffer);
    });
    const double load = milliseconds([&] {
      const auto model = vision::Qwen3Vl::open(folder, options);
      if (!model) status = model.error();
    });
    const double touched = milliseconds([&] {
      for (const auto& file : files) {
        if (auto sum = touch(file); !sum) status = sum.error();
      }
    });
    if (!status) return status.error();
    loading.gigabytes = static_cast<double>(bytes) * 1e-9;
    if (i == 0) continue;  // fills the page cache
    loading.read.add(read);
    loading.load.add(load);
    loading.load_and_touch.add(load + touched);
  }
  return loading;
}

}  // namespace steadyhand::bench
