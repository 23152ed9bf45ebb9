// One case of the reference: its conversation as this engine takes it, and every stage's tensor.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "tests/vision/stage_recorder.h"
#include "vision/prompt.h"
#include "vision/qwen3_vl.h"

namespace steadyhand::vision {

struct ParityCase {
  std::string checkpoint;  // folder
  Prompt prompt;
  std::vector<std::int32_t> ids;
  std::vector<std::int32_t> greedy;
  Json positions;  // three arrays
  std::int64_t delta = 0;
  bool resized = false;
  std::map<std::string, at::Tensor> reference;  // float32 (pictures: uint8)
};

// Reads what parity_oracle.py wrote for that case; throws where it is missing.
ParityCase load_parity_case(const std::string& name);

// Where the oracle's checkpoints and cases stand.
std::string oracle_folder();

}  // namespace steadyhand::vision
