#include "verifier/text_reader.h"

#include <algorithm>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "verifier/changed_region.h"

namespace steadyhand::verifier {
namespace {

constexpr int kMargin = 12;  // pixels of surroundings a region is read with

Rect whole(const ImageView& image) { return {0, 0, image.width, image.height}; }

Rect grown(const Rect& box, int by, const ImageView& image) {
  return {std::max(box.left - by, 0), std::max(box.top - by, 0),
          std::min(box.right + by, image.width), std::min(box.bottom + by, image.height)};
}

Rect hull(const Rect& a, const Rect& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

Image keep(const ImageView& image) {
  const auto row_bytes = static_cast<std::size_t>(image.width * bytes_per_pixel(image.format));
  Image copy{image.width, image.height, image.format, {}};
  copy.pixels.resize(row_bytes * static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    std::memcpy(copy.pixels.data() + static_cast<std::size_t>(y) * row_bytes, image.row(y),
                row_bytes);
  }
  return copy;
}

class TesseractReader final : public TextReader {
 public:
  TesseractReader(std::unique_ptr<tesseract::TessBaseAPI> tesseract, int scale)
      : tesseract_(std::move(tesseract)), scale_(scale) {}

  ~TesseractReader() override { tesseract_->End(); }

  std::vector<Word> read(const ImageView& image) override {
    const bool comparable =
        last_.width == image.width && last_.height == image.height && last_.format == image.format;
    const Rect changed = comparable ? changed_region(last_.view(), image) : whole(image);
    if (!changed.is_empty()) {
      replace(image, changed);
      last_ = keep(image);
    }
    return words_;
  }

 private:
  // Reads the changed part again, together with every word that it touches.
  void replace(const ImageView& image, const Rect& changed) {
    Rect region = grown(changed, kMargin, image);
    for (bool grew = true; grew;) {
      grew = false;
      for (const Word& word : words_) {
        const Rect with = hull(region, grown(word.box, 2, image));
        if (!word.box.overlaps(region) || with == region) continue;
        region = with;
        grew = true;
      }
    }
    std::erase_if(words_, [&](const Word& word) { return word.box.overlaps(region); });
    for (Word& word : read_region(image, region)) words_.push_back(std::move(word));
    std::stable_sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
      return std::pair(a.box.top, a.box.left) < std::pair(b.box.top, b.box.left);
    });
  }

  cv::Mat enlarge(const ImageView& image, const Rect& region) const {
    const int pixel_bytes = bytes_per_pixel(image.format);
    const cv::Mat part(region.height(), region.width(), CV_8UC(pixel_bytes),
                       const_cast<std::uint8_t*>(image.row(region.top)) + region.left * pixel_bytes,
                       static_cast<std::size_t>(image.stride));
    cv::Mat grey;
    cv::cvtColor(part, grey,
                 image.format == PixelFormat::bgrx ? cv::COLOR_BGRA2GRAY : cv::COLOR_RGB2GRAY);
    if (scale_ > 1) cv::resize(grey, grey, {}, scale_, scale_, cv::INTER_CUBIC);
    return grey;
  }

  std::vector<Word> read_region(const ImageView& image, const Rect& region) {
    const cv::Mat grey = enlarge(image, region);
    tesseract_->SetImage(grey.data, grey.cols, grey.rows, 1, static_cast<int>(grey.step));
    tesseract_->SetSourceResolution(96 * scale_);
    std::vector<Word> words;
    if (tesseract_->Recognize(nullptr) != 0) return words;
    const std::unique_ptr<tesseract::ResultIterator> found(tesseract_->GetIterator());
    if (found == nullptr) return words;
    do {
      const std::unique_ptr<char[]> text(found->GetUTF8Text(tesseract::RIL_WORD));
      const float confidence = found->Confidence(tesseract::RIL_WORD) / 100.0f;
      Rect box;
      if (text == nullptr || text[0] == '\0' || text[0] == ' ' || confidence <= 0 ||
          !found->BoundingBox(tesseract::RIL_WORD, &box.left, &box.top, &box.right, &box.bottom)) {
        continue;
      }
      const Rect placed{region.left + box.left / scale_, region.top + box.top / scale_,
                        region.left + (box.right + scale_ - 1) / scale_,
                        region.top + (box.bottom + scale_ - 1) / scale_};
      words.push_back({text.get(), placed, confidence});
    } while (found->Next(tesseract::RIL_WORD));
    return words;
  }

  std::unique_ptr<tesseract::TessBaseAPI> tesseract_;
  int scale_;
  Image last_;
  std::vector<Word> words_;
};

}  // namespace

Result<std::unique_ptr<TextReader>> open_text_reader(const TextReaderOptions& options) {
  auto tesseract = std::make_unique<tesseract::TessBaseAPI>();
  if (tesseract->Init(nullptr, options.language.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    return unavailable("Tesseract cannot read '" + options.language + "': install tesseract-ocr-" +
                       options.language);
  }
  tesseract->SetPageSegMode(tesseract::PSM_SPARSE_TEXT);
  return std::unique_ptr<TextReader>(
      std::make_unique<TesseractReader>(std::move(tesseract), std::max(options.scale, 1)));
}

}  // namespace steadyhand::verifier
