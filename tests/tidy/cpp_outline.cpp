#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/outline.h"
#include "tests/tidy/tree.h"

namespace steadyhand::tidy {
namespace {

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view last_word(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0 && is_name_char(text[start - 1])) --start;
  return text.substr(start);
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_name_char(text[end])) ++end;
  return text.substr(0, end);
}

template <class Value, class... Options>
bool is_one_of(const Value& value, Options... options) {
  return ((value == options) || ...);
}

// Without the template<...> clauses in front.
std::string_view without_templates(std::string_view head) {
  while (first_word(head) == "template") {
    int depth = 0;
    std::size_t at = head.find('<');
    for (; at < head.size(); ++at) {
      if (head[at] == '<') ++depth;
      if (head[at] == '>' && --depth == 0) break;
    }
    head = trim(head.substr(std::min(at + 1, head.size())));
  }
  return head;
}

// True where a constructor's initialiser list has begun: a single colon after the parameters.
bool has_initializer_list(std::string_view head) {
  const std::size_t close = head.find(')');
  if (close == head.npos) return false;
  for (std::size_t at = close; at + 1 < head.size(); ++at) {
    if (head[at] != ':') continue;
    if (head[at + 1] == ':') {
      ++at;
    } else {
      return true;
    }
  }
  return false;
}

enum class Brace { names, type, function, value };

// What a brace opens, from the statement before it (outside functions).
Brace classify(std::string_view head) {
  head = without_templates(trim(head));
  const std::string_view first = first_word(head);
  const bool has_call = head.find('(') != head.npos;
  if (first == "namespace" || head.starts_with("inline namespace")) return Brace::names;
  if (first == "extern" && !has_call) return Brace::type;
  if (head.empty()) return Brace::value;
  const std::string_view last = last_word(head);
  const bool closes_signature =
      head.back() == ')' || is_one_of(last, "const", "noexcept", "override", "final", "try");
  if (is_one_of(first, "class", "struct", "union", "enum") &&
      (!closes_signature || last == "final"))
    return Brace::type;
  if (!has_call || is_one_of(head.back(), '=', ',', '(')) return Brace::value;
  if (head.back() == '}') return has_initializer_list(head) ? Brace::function : Brace::value;
  const bool ends_otherwise = head.back() == '&' || head.find("->") != head.npos;
  return closes_signature || ends_otherwise ? Brace::function : Brace::value;
}

class Scanner {
 public:
  explicit Scanner(std::string code) : code_(std::move(code)) {}

  CppOutline run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      const char c = code_[at_];
      if (c == '\n') ++line_;
      if (c == '{') {
        open();
      } else if (c == '}') {
        close();
      } else if (!inside_body()) {
        read_head(c);
      }
    }
    return std::move(outline_);
  }

 private:
  struct Scope {
    Brace brace;
    std::size_t head_start;
    int head_line;
    std::string name;  // of a namespace, with the enclosing ones
  };

  bool inside_body() const {
    return !scopes_.empty() &&
           (scopes_.back().brace == Brace::function || scopes_.back().brace == Brace::value);
  }

  std::string_view head() const {
    return std::string_view(code_).substr(head_start_, at_ - head_start_);
  }

  void start_head() {
    head_start_ = at_ + 1;
    head_line_ = 0;
    parentheses_ = 0;
  }

  void read_head(char c) {
    if (head_line_ == 0 && !is_space(c)) {
      head_start_ = at_;
      head_line_ = line_;
    }
    if (c == '(') ++parentheses_;
    if (c == ')') --parentheses_;
    if (c == ';' && parentheses_ == 0) start_head();
    if (c == ':' && is_one_of(trim(head()), "public", "private", "protected")) start_head();
  }

  void open() {
    const bool inside = inside_body();
    const Brace brace = inside || parentheses_ > 0 ? Brace::value : classify(head());
    Scope scope{brace, head_start_, head_line_ == 0 ? line_ : head_line_, ""};
    if (brace == Brace::names)
      scope.name = open_namespace();
    else if (!scopes_.empty())
      scope.name = scopes_.back().name;
    scopes_.push_back(std::move(scope));
    if (brace == Brace::names || brace == Brace::type) start_head();
  }

  std::string open_namespace() {
    std::string_view own = head();
    own = trim(own.substr(own.find("namespace") + std::string_view("namespace").size()));
    std::string name = scopes_.empty() ? "" : scopes_.back().name;
    if (own.empty()) return name;
    if (!name.empty()) name += "::";
    name += own;
    outline_.namespaces.push_back({name, line_});
    return name;
  }

  void close() {
    if (scopes_.empty()) return;
    const Scope scope = std::move(scopes_.back());
    scopes_.pop_back();
    if (scope.brace == Brace::value) return;  // the statement around it goes on
    if (scope.brace == Brace::function) {
      std::string head;
      for (const char c : std::string_view(code_).substr(scope.head_start, 400)) {
        if (c == '{' || head.size() >= 60) break;
        if (!is_space(c))
          head += c;
        else if (!head.empty() && head.back() != ' ')
          head += ' ';
      }
      outline_.functions.push_back({std::string(trim(head)), scope.head_line, line_});
    }
    start_head();
  }

  std::string code_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t head_start_ = 0;
  int head_line_ = 0;  // 0 while nothing but blanks was read
  int parentheses_ = 0;
  std::vector<Scope> scopes_;
  CppOutline outline_;
};

// Blanks preprocessor lines with their continuations.
void blank_directives(std::string& code) {
  bool directive = false;
  for (std::size_t start = 0; start < code.size();) {
    const std::size_t end = std::min(code.find('\n', start), code.size());
    const std::string_view line = std::string_view(code).substr(start, end - start);
    const bool continues = trim(line).ends_with('\\');
    if (directive || trim(line).starts_with('#')) {
      std::fill(code.begin() + static_cast<std::ptrdiff_t>(start),
                code.begin() + static_cast<std::ptrdiff_t>(end), ' ');
      directive = continues;
    }
    start = end + 1;
  }
}

}  // namespace

std::vector<Include> includes_of(std::string_view cpp) {
  const std::string code = blank_comments_and_literals(cpp);
  const auto raw_lines = lines_of(cpp);
  const auto code_lines = lines_of(code);
  std::vector<Include> includes;
  for (std::size_t i = 0; i < code_lines.size(); ++i) {
    std::string_view line = trim(code_lines[i]);
    if (!line.starts_with('#') || !trim(line.substr(1)).starts_with("include")) continue;
    const std::string_view raw = raw_lines[i];
    const std::size_t open = raw.find_first_of("<\"");
    if (open == raw.npos) continue;
    const std::size_t close = raw.find_first_of(">\"", open + 1);
    if (close == raw.npos) continue;
    includes.push_back({std::string(raw.substr(open + 1, close - open - 1)), raw[open] == '"',
                        static_cast<int>(i) + 1});
  }
  return includes;
}

CppOutline outline_cpp(std::string_view cpp) {
  std::string code = blank_comments_and_literals(cpp);
  blank_directives(code);
  return Scanner(std::move(code)).run();
}

}  // namespace steadyhand::tidy
