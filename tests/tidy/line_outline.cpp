#include <algorithm>
#include <cctype>

#include "tests/tidy/outline.h"
#include "tests/tidy/tree.h"

namespace steadyhand::tidy {
namespace {

int indent_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return static_cast<int>(first == line.npos ? line.size() : first);
}

// A statement with the lines that its brackets and triple quotes spread it over.
struct LogicalLine {
  int first_line = 0;
  int last_line = 0;
  int indent = 0;
  std::string_view start;  // its first line without the indentation
};

// Reads Python line by line and knows whether the next line still belongs to the same statement.
class PythonReader {
 public:
  // Reads one more line; true where the statement goes on after it.
  bool read(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size()) at = triple_.empty() ? read_code(line, at) : read_string(line, at);
    return depth_ > 0 || !triple_.empty() || (!line.empty() && line.back() == '\\');
  }

 private:
  std::size_t read_string(std::string_view line, std::size_t at) {
    const std::size_t end = line.find(triple_, at);
    if (end == line.npos) return line.size();
    triple_ = {};
    return end + 3;
  }

  std::size_t read_code(std::string_view line, std::size_t at) {
    const char c = line[at];
    if (c == '#') return line.size();
    if (c == '(' || c == '[' || c == '{') ++depth_;
    if (c == ')' || c == ']' || c == '}') --depth_;
    if (c != '"' && c != '\'') return at + 1;
    for (const std::string_view triple : {R"(""")", "'''"}) {
      if (!line.substr(at).starts_with(triple)) continue;
      triple_ = triple;
      return at + 3;
    }
    ++at;
    while (at < line.size() && line[at] != c) at += line[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  int depth_ = 0;
  std::string_view triple_;  // the quotes that end the open string, empty outside one
};

std::vector<LogicalLine> logical_lines(std::string_view python) {
  std::vector<LogicalLine> result;
  PythonReader reader;
  bool goes_on = false;
  int number = 0;
  for (const std::string_view line : lines_of(python)) {
    ++number;
    const std::string_view start = line.substr(static_cast<std::size_t>(indent_of(line)));
    if (goes_on) {
      result.back().last_line = number;
    } else if (start.empty() || start.front() == '#') {
      continue;
    } else {
      result.push_back({number, number, indent_of(line), start});
    }
    goes_on = reader.read(line);
  }
  return result;
}

}  // namespace

std::vector<Function> python_functions(std::string_view python) {
  const std::vector<LogicalLine> lines = logical_lines(python);
  std::vector<Function> functions;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LogicalLine& head = lines[i];
    if (!head.start.starts_with("def ") && !head.start.starts_with("async def ")) continue;
    int last_line = head.last_line;
    for (std::size_t j = i + 1; j < lines.size() && lines[j].indent > head.indent; ++j) {
      last_line = lines[j].last_line;
    }
    functions.push_back({std::string(head.start.substr(0, 60)), head.first_line, last_line});
  }
  return functions;
}

std::vector<Function> shell_functions(std::string_view shell) {
  std::vector<Function> functions;
  Function open;
  int number = 0;
  for (const std::string_view line : lines_of(shell)) {
    ++number;
    if (open.head.empty() && indent_of(line) == 0 && line.ends_with("() {")) {
      open = {std::string(line.substr(0, line.size() - 2)), number, number};
    } else if (!open.head.empty() && line == "}") {
      open.last_line = number;
      functions.push_back(open);
      open = {};
    }
  }
  return functions;
}

}  // namespace steadyhand::tidy
