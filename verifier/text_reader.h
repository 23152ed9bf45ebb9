// The words on a screen and where they stand, read by Tesseract in its sparse-text mode.
//
// A reader remembers the last picture it read: of the next one of the same size, only what changed
// is read again, whole lines of it. One reader serves one screen and one thread at a time; several
// readers may work at once. The result does not depend on what was read before, but for words that
// the reader's own segmentation would group otherwise in a larger picture.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "base/word.h"

namespace steadyhand::verifier {

class TextReader {
 public:
  virtual ~TextReader() = default;

  // Words with a confidence above 0, top to bottom, left to right.
  virtual std::vector<Word> read(const ImageView& image) = 0;
};

struct TextReaderOptions {
  std::string language = "eng";  // Tesseract's names, joined by '+'
  int scale = 2;  // enlarged so many times before reading: labels of 9 px are too small otherwise
};

// Fails where Tesseract or the language's data is missing; the message says what to install.
Result<std::unique_ptr<TextReader>> open_text_reader(const TextReaderOptions& options = {});

}  // namespace steadyhand::verifier
