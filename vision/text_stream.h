// Turns token ids into text as they come, and watches for stop strings.
//
// What it gives out never changes afterwards: bytes of an unfinished character wait for the rest,
// and text that may be the beginning of a stop string waits until it is or is not. One sequence,
// one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vision/tokenizer.h"

namespace steadyhand::vision {

class TextStream {
 public:
  TextStream(const Tokenizer& tokenizer, std::vector<std::string> stop);

  // Adds a token. Returns the text that became final with it (often empty).
  std::string add(std::int32_t id);

  // The text held back, when no more tokens come; invalid bytes become U+FFFD.
  std::string finish();

  bool stopped() const { return stopped_; }  // a stop string was met; it and what follows is cut
  const std::string& text() const { return given_; }  // everything given out so far

 private:
  std::string give(std::size_t bytes);

  const Tokenizer& tokenizer_;
  std::vector<std::string> stop_;
  std::string pending_;  // bytes not given out yet
  std::string given_;
  bool stopped_ = false;
};

}  // namespace steadyhand::vision
