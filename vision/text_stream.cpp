#include "vision/text_stream.h"

#include <algorithm>

#include "base/utf8.h"

namespace steadyhand::vision {
namespace {

// How many of the last bytes of `text` are a beginning of `word` (not all of it).
std::size_t overlap(std::string_view text, std::string_view word) {
  for (std::size_t n = std::min(text.size(), word.size() - 1); n > 0; --n) {
    if (text.substr(text.size() - n) == word.substr(0, n)) return n;
  }
  return 0;
}

}  // namespace

TextStream::TextStream(const Tokenizer& tokenizer, std::vector<std::string> stop)
    : tokenizer_(tokenizer), stop_(std::move(stop)) {
  std::erase_if(stop_, [](const std::string& word) { return word.empty(); });
}

std::string TextStream::give(std::size_t bytes) {
  std::string piece = replace_invalid_utf8(std::string_view(pending_).substr(0, bytes));
  pending_.erase(0, bytes);
  given_ += piece;
  return piece;
}

std::string TextStream::add(std::int32_t id) {
  pending_ += tokenizer_.bytes_of(id);
  std::size_t held = 0;
  std::size_t cut = std::string::npos;
  for (const std::string& word : stop_) {
    cut = std::min(cut, pending_.find(word));
    held = std::max(held, overlap(pending_, word));
  }
  if (cut != std::string::npos) {
    stopped_ = true;
    std::string piece = give(cut);
    pending_.clear();
    return piece;
  }
  return give(complete_utf8_prefix(std::string_view(pending_).substr(0, pending_.size() - held)));
}

std::string TextStream::finish() { return stopped_ ? "" : give(pending_.size()); }

}  // namespace steadyhand::vision
