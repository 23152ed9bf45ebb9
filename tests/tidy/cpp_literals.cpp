#include <cctype>

#include "tests/tidy/outline.h"

namespace steadyhand::tidy {
namespace {

bool is_name_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (next("//")) {
        blank_until(text_.find('\n', at_));
      } else if (next("/*")) {
        blank_past("*/", 2);
      } else if (text_[at_] == '"') {
        is_raw() ? blank_raw() : blank_quoted('"');
      } else if (text_[at_] == '\'' && !separates_digits()) {
        blank_quoted('\'');
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  bool next(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  // The letters and digits right before the current position.
  std::string_view word_before() const {
    std::size_t start = at_;
    while (start > 0 && is_name_char(text_[start - 1])) --start;
    return text_.substr(start, at_ - start);
  }

  // R"(, u8R"( and their like; a name that merely ends in R is no prefix.
  bool is_raw() const {
    const std::string_view word = word_before();
    return word == "R" || word == "LR" || word == "uR" || word == "UR" || word == "u8R";
  }

  // 1'000: the quote stands inside a number.
  bool separates_digits() const {
    const std::string_view word = word_before();
    return !word.empty() && std::isdigit(static_cast<unsigned char>(word.front()));
  }

  void blank_until(std::size_t end) {
    end = end < text_.size() ? end : text_.size();
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') out_[at_] = ' ';
    }
  }

  void blank_past(std::string_view end, std::size_t skip) {
    const std::size_t found = text_.find(end, at_ + skip);
    blank_until(found == text_.npos ? found : found + end.size());
  }

  // The quotes stay, so that a string still reads as a value.
  void blank_quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    ++at_;
    blank_until(end);
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  void blank_raw() {
    const std::size_t open = text_.find('(', at_);
    if (open == text_.npos) return blank_until(open);
    const std::string end = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    blank_past(end, open - at_);
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::string blank_comments_and_literals(std::string_view cpp) { return Blanker(cpp).run(); }

}  // namespace steadyhand::tidy
