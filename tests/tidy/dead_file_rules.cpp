#include <algorithm>

#include "tests/tidy/outline.h"
#include "tests/tidy/rules.h"

namespace steadyhand::tidy {
namespace {

bool names_path(std::string_view text, std::string_view path) {
  return find_word(text, path) != text.npos;
}

// A CMakeLists.txt in the file's folder or above names it, by its path from there; where a loop
// makes programs of a list of names, the stem alone stands in that list.
bool is_built(const Tree& tree, const SourceFile& file) {
  for (const SourceFile& list : tree.files) {
    if (list.name() != "CMakeLists.txt") continue;
    const std::string below = list.folder().empty() ? "" : std::string(list.folder()) + "/";
    if (!file.path.starts_with(below)) continue;
    if (names_path(list.text, std::string_view(file.path).substr(below.size()))) return true;
    if (list.folder() == file.folder() && names_path(list.text, file.stem())) return true;
  }
  return false;
}

bool is_included(const Tree& tree, const SourceFile& header) {
  for (const SourceFile& file : tree.files) {
    if (file.language != Language::cpp || &file == &header) continue;
    const bool own_source = file.folder() == header.folder() && file.stem() == header.stem();
    if (own_source || file.text.find(header.path) == file.text.npos) continue;
    for (const Include& include : includes_of(file.text)) {
      if (include.path == header.path) return true;
    }
  }
  return false;
}

bool imports(std::string_view python, std::string_view module) {
  for (const std::string_view line : lines_of(python)) {
    const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view code = line.substr(start);
    const bool import = code.starts_with("import ") || code.starts_with("from ");
    if (import && find_word(code, module) != code.npos) return true;
  }
  return false;
}

bool is_python_entry(const SourceFile& file) {
  return file.name() == "__init__.py" || file.name() == "conftest.py" ||
         file.name().starts_with("test_");
}

// `python -m package` stands somewhere else.
bool is_run_package(const Tree& tree, const SourceFile& main) {
  std::string command = "-m " + std::string(main.folder());
  std::replace(command.begin(), command.end(), '/', '.');
  return std::any_of(tree.files.begin(), tree.files.end(), [&](const SourceFile& file) {
    return &file != &main && names_path(file.text, command);
  });
}

// A name put together at run time, f"training.render.{name}_program", means every module of that
// package whose name ends like it.
bool is_computed(std::string_view text, const SourceFile& module) {
  std::string opening(module.folder());
  std::replace(opening.begin(), opening.end(), '/', '.');
  opening += ".{";
  for (std::size_t at = text.find(opening); at != text.npos; at = text.find(opening, at + 1)) {
    const std::size_t close = std::min(text.find('}', at), text.size() - 1);
    const std::string_view rest = text.substr(close + 1);
    const std::string_view ending = rest.substr(0, rest.find('"'));
    if (!ending.empty() && module.stem().ends_with(ending)) return true;
  }
  return false;
}

// Imported by another module, or named by what runs it: path, or package with dots.
bool is_used_module(const Tree& tree, const SourceFile& module) {
  if (module.name() == "__main__.py") return is_run_package(tree, module);
  std::string dotted = module.path.substr(0, module.path.size() - std::string_view(".py").size());
  std::replace(dotted.begin(), dotted.end(), '/', '.');
  for (const SourceFile& file : tree.files) {
    if (&file == &module) continue;
    if (file.language == Language::python && imports(file.text, module.stem())) return true;
    if (names_path(file.text, module.name()) || names_path(file.text, dotted)) return true;
    if (is_computed(file.text, module)) return true;
  }
  return false;
}

// Named by the end of its path, "scripts/setup" or "lib/terminal.sh", somewhere else.
bool is_named(const Tree& tree, const SourceFile& named) {
  const std::size_t slash = named.folder().rfind('/');
  const std::string_view tail =
      std::string_view(named.path).substr(slash == std::string_view::npos ? 0 : slash + 1);
  return std::any_of(tree.files.begin(), tree.files.end(), [&](const SourceFile& file) {
    return &file != &named && file.language != Language::other && names_path(file.text, tail);
  });
}

bool is_picture(const SourceFile& file) {
  return file.path.starts_with("docs/") && file.language == Language::other;
}

std::string complaint_about(const Tree& tree, const SourceFile& file) {
  if (file.language == Language::cpp && file.is_header()) {
    return is_included(tree, file) ? "" : "nobody includes it: remove it, or use it";
  }
  if (file.language == Language::cpp) {
    return is_built(tree, file) ? "" : "no CMakeLists.txt builds it: add it there, or remove it";
  }
  if (file.language == Language::python && !is_python_entry(file)) {
    return is_used_module(tree, file) ? "" : "nothing imports or runs it: remove it, or use it";
  }
  if (file.language == Language::shell) {
    return is_named(tree, file) ? "" : "no page or script names it: say what it is for";
  }
  if (is_picture(file)) return is_named(tree, file) ? "" : "no page shows it: remove it";
  return "";
}

}  // namespace

Findings check_dead_files(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    const std::string complaint = complaint_about(tree, file);
    if (!complaint.empty()) findings.push_back({file.path, 0, "dead file", complaint});
  }
  return findings;
}

}  // namespace steadyhand::tidy
