#include <algorithm>
#include <array>
#include <set>

#include "tests/tidy/outline.h"
#include "tests/tidy/rules.h"

namespace steadyhand::tidy {
namespace {

// Rooms by their floor; what is beside the house (tests, bench, fuzz) may look into every room.
int floor_of(std::string_view folder) {
  constexpr std::array<std::pair<std::string_view, int>, 8> kFloors{{{"base", 0},
                                                                     {"vision", 1},
                                                                     {"verifier", 1},
                                                                     {"actions", 1},
                                                                     {"storage", 1},
                                                                     {"agent", 2},
                                                                     {"server", 3},
                                                                     {"cli", 4}}};
  for (const auto& [name, floor] : kFloors) {
    if (name == folder) return floor;
  }
  return 5;
}

bool is_room(std::string_view folder) { return floor_of(folder) < 5; }

// A third party: how its includes begin, and the paths (folders end in a slash) that may have them.
struct ThirdParty {
  std::string_view name;
  std::vector<std::string_view> includes;
  std::vector<std::string_view> homes;
};

const std::vector<ThirdParty>& third_parties() {
  static const std::vector<ThirdParty> parties{
      {"libtorch",
       {"ATen/", "torch/", "c10/", "caffe2/"},
       {"vision/", "verifier/", "tests/vision/", "tests/verifier/", "bench/"}},
      {"CUDA",
       {"cuda", "cublas", "cupti", "nccl", "mma.h", "cooperative_groups"},
       {"vision/", "verifier/", "tests/vision/", "tests/verifier/", "bench/"}},
      {"Boost.JSON", {"boost/json"}, {"base/json"}},
      {"Boost.Beast, Asio and URL",
       {"boost/asio", "boost/beast", "boost/url"},
       {"server/", "tests/server/"}},
      {"prometheus-cpp", {"prometheus/"}, {"server/", "tests/server/"}},
      {"OpenCV",
       {"opencv2/"},
       {"base/image_codec.cpp", "base/video_codec.cpp", "verifier/", "tests/base/",
        "tests/verifier/"}},
      {"Tesseract", {"tesseract/", "leptonica/"}, {"verifier/", "tests/verifier/"}},
      {"X11", {"X11/", "xcb/", "xdo.h"}, {"actions/", "tests/actions/"}},
      {"SQLite", {"sqlite3.h"}, {"storage/", "tests/storage/"}},
      {"yaml-cpp", {"yaml-cpp/"}, {"agent/scenario.cpp"}},
      {"CLI11", {"CLI/"}, {"cli/"}},
      {"utf8proc", {"utf8proc.h"}, {"vision/"}},
      {"libpng", {"png.h"}, {"tests/base/"}},
      {"spdlog", {"spdlog/"}, {"base/log.cpp"}},
      {"GoogleTest", {"gtest/", "gmock/"}, {"tests/"}},
      {"Google Benchmark", {"benchmark/"}, {"bench/"}},
  };
  return parties;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

const ThirdParty* third_party_of(std::string_view include) {
  for (const ThirdParty& party : third_parties()) {
    if (starts_with_any(include, party.includes)) return &party;
  }
  return nullptr;
}

// The language's own headers, POSIX, Linux and the compiler's intrinsics.
bool is_of_the_system(std::string_view include) {
  static const std::vector<std::string_view> folders{"sys/", "linux/", "netinet/", "arpa/", "net/"};
  static const std::set<std::string_view> headers{
      "cxxabi.h",  "dirent.h", "dlfcn.h",  "execinfo.h", "fcntl.h",     "getopt.h",
      "grp.h",     "malloc.h", "netdb.h",  "omp.h",      "poll.h",      "pthread.h",
      "pwd.h",     "sched.h",  "signal.h", "spawn.h",    "sysexits.h",  "syslog.h",
      "termios.h", "time.h",   "unistd.h", "wordexp.h",  "immintrin.h", "cpuid.h",
      "errno.h",   "stdlib.h", "string.h", "arm_neon.h", "x86intrin.h"};
  if (include.find_first_of("/.") == include.npos) return true;
  return starts_with_any(include, folders) || headers.contains(include);
}

// The headers that a room's CMakeLists.txt names.
std::set<std::string> doors_of(const Tree& tree, std::string_view room) {
  std::set<std::string> doors;
  const SourceFile* list = tree.find(std::string(room) + "/CMakeLists.txt");
  if (list == nullptr) return doors;
  constexpr std::string_view kBetween = " \t\n()\"";
  const std::string_view text = list->text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word.ends_with(".h")) doors.insert(std::string(room) + "/" + std::string(word));
    at = end + 1;
  }
  return doors;
}

std::string floor_complaint(const SourceFile& file, const Include& include, const Tree& tree) {
  const std::string_view target(include.path);
  const std::string_view folder = target.substr(0, std::min(target.find('/'), target.size()));
  if (tree.find(target) == nullptr) {
    return "no file \"" + include.path + "\": include from the root, third parties with <>";
  }
  if (folder == file.room()) return "";
  if (!is_room(folder)) return "nothing may include " + std::string(folder) + "/ from outside";
  if (!is_room(file.room())) return "";
  if (floor_of(folder) >= floor_of(file.room())) {
    return std::string(file.room()) + "/ must not include \"" + include.path +
           "\": move what both need to a lower floor, or hand it in from above";
  }
  if (!doors_of(tree, folder).contains(include.path)) {
    return "\"" + include.path + "\" is no door of " + std::string(folder) +
           "/: use one, or list it under DOORS in its CMakeLists.txt";
  }
  return "";
}

// What the header reaches through our own headers: the first third party, or "".
std::string reached_third_party(const Tree& tree, const std::string& path,
                                std::set<std::string>& seen) {
  const SourceFile* file = tree.find(path);
  if (file == nullptr || !seen.insert(path).second) return "";
  for (const Include& include : includes_of(file->text)) {
    if (!include.quoted && !is_of_the_system(include.path)) {
      return "<" + include.path + ">" + (seen.size() > 1 ? " through \"" + path + "\"" : "");
    }
    if (!include.quoted) continue;
    std::string reached = reached_third_party(tree, include.path, seen);
    if (!reached.empty()) return reached;
  }
  return "";
}

}  // namespace

Findings check_include_floors(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    if (file.language != Language::cpp) continue;
    for (const Include& include : includes_of(file.text)) {
      if (!include.quoted) continue;
      const std::string complaint = floor_complaint(file, include, tree);
      if (!complaint.empty()) {
        findings.push_back({file.path, include.line, "include floor", complaint});
      }
    }
  }
  return findings;
}

Findings check_third_parties(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    if (file.language != Language::cpp) continue;
    for (const Include& include : includes_of(file.text)) {
      if (include.quoted || is_of_the_system(include.path)) continue;
      const ThirdParty* party = third_party_of(include.path);
      std::string message;
      if (party == nullptr) {
        message = "<" + include.path + "> is of no known third party: add it to include_rules.cpp";
      } else if (!starts_with_any(file.path, party->homes)) {
        message = std::string(party->name) + " may be named only in";
        for (const std::string_view home : party->homes) message += " " + std::string(home);
      } else {
        continue;
      }
      findings.push_back({file.path, include.line, "third party", message});
    }
  }
  return findings;
}

Findings check_doors(const Tree& tree) {
  Findings findings;
  for (const SourceFile& list : tree.files) {
    if (list.name() != "CMakeLists.txt" || !is_room(list.folder())) continue;
    for (const std::string& door : doors_of(tree, list.folder())) {
      std::set<std::string> seen;
      const std::string reached = reached_third_party(tree, door, seen);
      if (reached.empty()) continue;
      findings.push_back(
          {door, 0, "door",
           "includes " + reached + ": hide it in the .cpp behind an abstract class"});
    }
  }
  return findings;
}

}  // namespace steadyhand::tidy
