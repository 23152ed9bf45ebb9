#include <algorithm>

#include "tests/tidy/outline.h"
#include "tests/tidy/rules.h"

namespace steadyhand::tidy {
namespace {

constexpr int kMaxFunctionLines = 70;
constexpr std::size_t kMaxFileLines = 400;

std::vector<Function> functions_of(const SourceFile& file) {
  switch (file.language) {
    case Language::cpp:
      return outline_cpp(file.text).functions;
    case Language::python:
      return python_functions(file.text);
    case Language::shell:
      return shell_functions(file.text);
    case Language::cmake:
    case Language::prose:
    case Language::other:
      return {};
  }
  return {};
}

// The namespace that a file of this folder lives in, or "" where the rule does not apply.
std::string namespace_of(const SourceFile& file) {
  const std::string_view room = file.room();
  if (room == "base") return "steadyhand";
  for (const std::string_view name :
       {"vision", "verifier", "actions", "storage", "agent", "server", "cli"}) {
    if (room == name) return "steadyhand::" + std::string(name);
  }
  return "";
}

// Whether anything but preprocessor lines is left once comments are gone.
bool declares_something(std::string_view code) {
  while (!code.empty()) {
    const std::size_t end = std::min(code.find('\n'), code.size());
    const std::size_t first = code.substr(0, end).find_first_not_of(" \t");
    if (first < end && code[first] != '#') return true;
    code.remove_prefix(std::min(end + 1, code.size()));
  }
  return false;
}

bool defines_main(std::string_view code) {
  return find_word(code, "int main") != code.npos;
}

void check_room_namespaces(const SourceFile& file, const std::string& own, Findings& findings) {
  const std::vector<Namespace> opened = outline_cpp(file.text).namespaces;
  for (const Namespace& space : opened) {
    if (own == space.name || own.starts_with(space.name + "::")) continue;
    findings.push_back({file.path, space.line, "namespace",
                        "opens " + space.name + "; what stands here belongs to " + own});
  }
  const bool found = std::any_of(opened.begin(), opened.end(),
                                 [&](const Namespace& space) { return space.name == own; });
  const std::string code = blank_comments_and_literals(file.text);
  if (!found && declares_something(code) && !defines_main(code)) {
    findings.push_back({file.path, 1, "namespace", "put the contents into namespace " + own});
  }
}

}  // namespace

Findings check_lengths(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    for (const Function& function : functions_of(file)) {
      if (function.length() <= kMaxFunctionLines) continue;
      findings.push_back({file.path, function.first_line, "function length",
                          "\"" + function.head + "\" has " + std::to_string(function.length()) +
                              " lines: split it at a named step, " +
                              std::to_string(kMaxFunctionLines) + " is the limit"});
    }
    if (file.language != Language::cpp && file.language != Language::python) continue;
    const std::size_t lines = lines_of(file.text).size();
    if (lines <= kMaxFileLines) continue;
    findings.push_back({file.path, 0, "file length",
                        std::to_string(lines) + " lines: give each noun a file of its own, " +
                            std::to_string(kMaxFileLines) + " is the limit"});
  }
  return findings;
}

Findings check_headers(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    if (!file.is_header()) continue;
    if (!file.text.starts_with("//")) {
      findings.push_back(
          {file.path, 1, "header", "begin with a comment: what it is, threads, ownership, errors"});
    }
    const std::string code = blank_comments_and_literals(file.text);
    const std::size_t first = code.find_first_not_of(" \n");
    if (first == code.npos || !code.substr(first).starts_with("#pragma once\n")) {
      findings.push_back({file.path, 1, "header", "#pragma once must be the first directive"});
    }
  }
  return findings;
}

Findings check_namespaces(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    const std::string own = namespace_of(file);
    if (file.language == Language::cpp && !own.empty()) check_room_namespaces(file, own, findings);
  }
  return findings;
}

}  // namespace steadyhand::tidy
