#include "tests/vision/stage_recorder.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

namespace steadyhand::vision {

double relative_difference(const at::Tensor& value, const at::Tensor& reference) {
  if (value.sizes() != reference.sizes()) return std::numeric_limits<double>::infinity();
  const auto expected = reference.to(at::kDouble);
  const double scale = std::max(expected.abs().max().item<double>(), 1e-12);
  return (value.to(at::kCPU, at::kDouble) - expected).abs().max().item<double>() / scale;
}

Trace StageRecorder::trace() {
  return [this](const std::string& stage, const at::Tensor& value) {
    const int times = ++met_[stage];
    const std::string suffix = times > 1 ? "@" + std::to_string(times) : "";
    stages_[stage + suffix] = value.detach().clone();
  };
}

}  // namespace steadyhand::vision
