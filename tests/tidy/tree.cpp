#include "tests/tidy/tree.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace steadyhand::tidy {
namespace {

namespace fs = std::filesystem;

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Language language_of(std::string_view path, std::string_view text) {
  const auto ends = [&](auto... endings) { return (path.ends_with(endings) || ...); };
  if (ends(".h", ".cpp", ".cu", ".cuh")) return Language::cpp;
  if (ends(".py")) return Language::python;
  if (ends(".cmake", "CMakeLists.txt")) return Language::cmake;
  if (ends(".sh")) return Language::shell;
  if (ends(".md")) return Language::prose;
  const std::string_view first = text.substr(0, text.find('\n'));
  if (first.starts_with("#!") && first.find("sh") != first.npos) return Language::shell;
  if (first.starts_with("#!") && first.find("python") != first.npos) return Language::python;
  return Language::other;
}

std::vector<std::string> tracked_paths(const fs::path& root) {
  const std::string command = "git -C '" + root.string() + "' ls-files -z 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string listing;
  std::array<char, 4096> chunk;
  while (pipe) {
    const std::size_t got = fread(chunk.data(), 1, chunk.size(), pipe.get());
    if (got == 0) break;
    listing.append(chunk.data(), got);
  }
  std::vector<std::string> paths;
  for (std::size_t start = 0; start < listing.size();) {
    const std::size_t end = listing.find('\0', start);
    paths.push_back(listing.substr(start, end - start));
    start = end + 1;
  }
  return paths;
}

std::vector<std::string> walked_paths(const fs::path& root) {
  std::vector<std::string> paths;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::end(it); ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && (name == "build" || name == ".git" || name == "__pycache__")) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file()) {
      paths.push_back(fs::relative(it->path(), root).generic_string());
    }
  }
  return paths;
}

}  // namespace

std::string_view SourceFile::folder() const {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : std::string_view(path).substr(0, slash);
}

std::string_view SourceFile::room() const {
  const std::size_t slash = path.find('/');
  return slash == path.npos ? std::string_view() : std::string_view(path).substr(0, slash);
}

std::string_view SourceFile::name() const {
  return std::string_view(path).substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string_view SourceFile::stem() const { return name().substr(0, name().rfind('.')); }

const SourceFile* Tree::find(std::string_view path) const {
  const auto it =
      std::lower_bound(files.begin(), files.end(), path,
                       [](const SourceFile& f, std::string_view p) { return f.path < p; });
  return it != files.end() && it->path == path ? &*it : nullptr;
}

SourceFile make_file(std::string path, std::string text) {
  const Language language = language_of(path, text);
  return {std::move(path), std::move(text), language};
}

Tree make_tree(std::vector<SourceFile> files) {
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return {std::move(files)};
}

Tree read_tree(const fs::path& root) {
  std::vector<std::string> paths = tracked_paths(root);
  if (paths.empty()) paths = walked_paths(root);
  std::vector<SourceFile> files;
  for (const std::string& path : paths) {
    std::ifstream in(root / path, std::ios::binary);
    if (!in) continue;  // tracked, but deleted in this working tree
    files.push_back(make_file(path, {std::istreambuf_iterator<char>(in), {}}));
  }
  if (files.empty()) throw std::runtime_error("no sources below " + root.string());
  return make_tree(std::move(files));
}

std::string describe(const Finding& finding) {
  const std::string line = finding.line > 0 ? ":" + std::to_string(finding.line) : "";
  return finding.path + line + ": " + finding.rule + ": " + finding.message;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const bool left = at == 0 || !is_word_char(text[at - 1]);
    const std::size_t end = at + word.size();
    if (left && (end == text.size() || !is_word_char(text[end]))) return at;
  }
  return text.npos;
}

}  // namespace steadyhand::tidy
