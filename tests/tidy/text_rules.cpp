#include <algorithm>
#include <array>

#include "tests/tidy/rules.h"

namespace steadyhand::tidy {
namespace {

constexpr std::size_t kMaxColumns = 100;

// Characters rather than bytes: a continuation byte of UTF-8 takes no column.
std::size_t columns_of(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

void check_line(const SourceFile& file, int number, std::string_view line, Findings& findings) {
  const auto complain = [&](std::string message) {
    findings.push_back({file.path, number, "layout", std::move(message)});
  };
  const std::size_t columns = columns_of(line);
  if (columns > kMaxColumns && file.language != Language::prose) {
    complain(std::to_string(columns) + " columns: break the line at " +
             std::to_string(kMaxColumns));
  }
  if (line.find('\t') != line.npos) complain("a tab: indent with spaces");
  if (line.ends_with('\r')) complain("a carriage return: end lines with a newline alone");
  if (line.ends_with(' ')) complain("blanks at the end of the line: remove them");
}

// Written in two halves, so that this file does not break its own rule.
constexpr std::array<std::string_view, 4> kNotes{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X",
    "HA"
    "CK"};

// The folders of somebody's machine, where they begin a path.
constexpr std::array<std::string_view, 4> kMachineFolders{
    "/ro"
    "ot",
    "/wo"
    "rk",
    "/ho"
    "me",
    "/Us"
    "ers"};
constexpr std::string_view kBeside =
    "../"
    "shared";

bool begins_a_path(std::string_view line, std::size_t at) {
  constexpr std::string_view kInsidePath = "}$.~_-/)>";
  const char before = at == 0 ? ' ' : line[at - 1];
  const bool letter = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') ||
                      (before >= '0' && before <= '9');
  return !letter && kInsidePath.find(before) == kInsidePath.npos;
}

bool names_machine_path(std::string_view line) {
  for (const std::string_view folder : kMachineFolders) {
    for (std::size_t at = find_word(line, folder); at != line.npos;
         at = find_word(line, folder, at + 1)) {
      const std::size_t end = at + folder.size();
      if (end < line.size() && line[end] == '/' && begins_a_path(line, at)) return true;
    }
  }
  return false;
}

void check_line_words(const SourceFile& file, int number, std::string_view line,
                      Findings& findings) {
  for (const std::string_view note : kNotes) {
    if (find_word(line, note) == line.npos) continue;
    findings.push_back({file.path, number, "note to oneself",
                        "do it now, or write it down where users look: " + std::string(note)});
  }
  if (names_machine_path(line)) {
    findings.push_back({file.path, number, "machine path",
                        "this path is one machine's: derive it, or take it as an argument"});
  }
  if (file.room() != "tests" && line.find(kBeside) != line.npos) {
    findings.push_back({file.path, number, "beside the tree",
                        "only tests may look beside the tree, and they skip where it is absent"});
  }
}

bool is_text(const SourceFile& file) { return file.language != Language::other; }

}  // namespace

Findings check_layout(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    if (!is_text(file) || file.text.empty()) continue;
    int number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      check_line(file, ++number, line, findings);
    }
    if (!file.text.ends_with('\n') || file.text.ends_with("\n\n")) {
      findings.push_back({file.path, number, "layout", "end the file with exactly one newline"});
    }
  }
  return findings;
}

Findings check_words(const Tree& tree) {
  Findings findings;
  for (const SourceFile& file : tree.files) {
    if (!is_text(file)) continue;
    int number = 0;
    for (const std::string_view line : lines_of(file.text)) {
      check_line_words(file, ++number, line, findings);
    }
  }
  return findings;
}

}  // namespace steadyhand::tidy
