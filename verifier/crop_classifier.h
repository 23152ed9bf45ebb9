// What kind of control stands under a click, seen from the 120x120 pixels around it.
//
// A ResNet18 whose checkpoint folder training/verifier writes (config.json, model.safetensors; the
// format is described there). Opening runs the folder's self test: a checkpoint whose numbers come
// out otherwise than where it was made is refused. Immutable once open: `classify` is safe from any
// thread. It is meant for one thread of arithmetic (OMP_NUM_THREADS=1 or a thread of its own).
#pragma once

#include <array>
#include <memory>
#include <string>

#include "base/image.h"
#include "base/result.h"
#include "base/widget_kind.h"

namespace steadyhand::verifier {

struct CropClass {
  std::array<float, kWidgetKindNames.size()> kinds{};  // probabilities, they add up to 1
  float enabled = 0;                                   // probability that the control can be used

  WidgetKind kind() const;  // the most likely one
  float of(WidgetKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
};

class CropClassifier {
 public:
  virtual ~CropClassifier() = default;

  // (x, y) is a place in pixels; outside the picture it is moved to the nearest pixel inside.
  virtual CropClass classify(const ImageView& image, double x, double y) const = 0;
};

Result<std::unique_ptr<CropClassifier>> open_crop_classifier(const std::string& folder);

}  // namespace steadyhand::verifier
