#include "bench/engine/options.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "vision/random_checkpoint.h"

namespace steadyhand::bench {
namespace {

using vision::Device;
using vision::Precision;

template <class T>
bool read_count(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

bool read_size(std::string_view text, Options& options) {
  const auto cross = text.find('x');
  return cross != std::string_view::npos && read_count(text.substr(0, cross), options.width) &&
         read_count(text.substr(cross + 1), options.height);
}

bool read_precision(std::string_view text, Precision& out) {
  out = text == "float32" ? Precision::float32 : Precision::bfloat16;
  return text == "float32" || text == "bfloat16";
}

bool read_device(std::string_view text, Device& out) {
  out = text == "cuda" ? Device::cuda : Device::cpu;
  return text == "cuda" || text == "cpu";
}

// False where the option is unknown or its value is not of its kind.
bool read_option(std::string_view name, std::string_view value, Options& options) {
  if (name == "--model") return !(options.model = value).empty();
  if (name == "--json") return !(options.json = value).empty();
  if (name == "--picture") return read_size(value, options);
  if (name == "--precision") return read_precision(value, options.open.precision);
  if (name == "--device") return read_device(value, options.open.device);
  if (name == "--text-tokens") return read_count(value, options.text_tokens);
  if (name == "--new-tokens") return read_count(value, options.new_tokens);
  if (name == "--repeats") return read_count(value, options.repeats);
  if (name == "--threads") return read_count(value, options.threads);
  return false;
}

std::string cache_home() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache != '\0') return cache;
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : ".") + "/.cache";
}

}  // namespace

std::string usage() {
  return "usage: engine_bench [--model DIR|tiny|2B|4B|8B|32B] [--device cpu|cuda]\n"
         "                    [--precision bfloat16|float32] [--picture WIDTHxHEIGHT]\n"
         "                    [--text-tokens N] [--new-tokens N] [--repeats N] [--threads N]\n"
         "                    [--json FILE] [--serve]\n";
}

Result<Options> parse_options(int count, char** values) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string name = values[i];
    if (name == "--serve") {
      options.serve = true;
      continue;
    }
    if (i + 1 == count) return bad_input(name + ": expected a known option with a value");
    const std::string value = values[++i];
    if (!read_option(name, value, options)) {
      return bad_input(name + " " + value + ": expected a known option with a value of its kind");
    }
  }
  if (options.new_tokens < 2 || options.repeats < 1) {
    return bad_input("expected at least 2 new tokens and 1 repeat");
  }
  return options;
}

Result<std::string> checkpoint_folder(const std::string& model) {
  const auto shapes = vision::random_checkpoint_shapes();
  if (std::find(shapes.begin(), shapes.end(), model) == shapes.end()) return model;
  const std::string folder = cache_home() + "/steadyhand/checkpoints/" + model;
  if (std::filesystem::exists(folder + "/config.json")) return folder;
  std::fprintf(stderr, "making a random %s checkpoint in %s ...\n", model.c_str(), folder.c_str());
  if (auto made = vision::make_random_checkpoint(folder, {.shape = model}); !made) {
    return made.error();
  }
  return folder;
}

}  // namespace steadyhand::bench
