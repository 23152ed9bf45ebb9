// Small trees made of strings, on which the rules are shown to bite.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "tests/tidy/tree.h"

namespace steadyhand::tidy {

inline Tree example(std::initializer_list<std::pair<std::string, std::string>> files) {
  std::vector<SourceFile> made;
  for (const auto& [path, text] : files) made.push_back(make_file(path, text));
  return make_tree(std::move(made));
}

// All findings as text, one a line.
inline std::string text_of(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) text += describe(finding) + "\n";
  return text;
}

inline std::string repeated(std::string_view line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += line;
  return text;
}

}  // namespace steadyhand::tidy
