// The project's own sources as text: what the rules read.
//
// `read_tree` takes the files that git tracks, or, where there is no repository (an unpacked
// archive), every file below the root but the build folders. A tree made of strings lets the rules
// themselves be tested. Plain values, any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace steadyhand::tidy {

enum class Language { cpp, python, cmake, shell, prose, other };

struct SourceFile {
  std::string path;  // from the root, with forward slashes: "vision/tokenizer.cpp"
  std::string text;
  Language language = Language::other;

  bool is_header() const { return path.ends_with(".h") || path.ends_with(".cuh"); }
  std::string_view folder() const;  // everything before the last slash: "tests/vision", or ""
  std::string_view room() const;    // everything before the first: "tests", or ""
  std::string_view name() const;    // everything after the last
  std::string_view stem() const;    // the name without its extension
};

struct Tree {
  std::vector<SourceFile> files;

  const SourceFile* find(std::string_view path) const;
};

SourceFile make_file(std::string path, std::string text);
Tree make_tree(std::vector<SourceFile> files);

// Throws std::runtime_error where nothing can be read.
Tree read_tree(const std::filesystem::path& root);

// Something that breaks a rule, and what to do about it.
struct Finding {
  std::string path;
  int line = 0;  // from 1; 0 where the file as a whole is meant
  std::string rule;
  std::string message;
};
using Findings = std::vector<Finding>;

std::string describe(const Finding& finding);  // "vision/a.cpp:12: include floor: ..."

std::vector<std::string_view> lines_of(std::string_view text);

// The position of `word` where it stands alone (no letter, digit or underscore beside it), or npos.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

}  // namespace steadyhand::tidy
