// What is compared with the reference: the stages of one run, and how far two tensors are apart.
// One thread.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

#include "vision/trace.h"

namespace steadyhand::vision {

// The largest absolute difference, relative to the largest value of the reference.
double relative_difference(const at::Tensor& value, const at::Tensor& reference);

// A stage's tensors by name; one met again (the video's pass of the tower) gets "@2".
class StageRecorder {
 public:
  Trace trace();
  const std::map<std::string, at::Tensor>& stages() const { return stages_; }

 private:
  std::map<std::string, at::Tensor> stages_;
  std::map<std::string, int> met_;
};

}  // namespace steadyhand::vision
