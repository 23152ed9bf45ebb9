// The conversations of vision_check: their pictures come from a formula, not from files.
// Pure function, any thread.
#pragma once

#include <string>
#include <vector>

#include "vision/prompt.h"

namespace steadyhand::vision {

struct CheckCase {
  std::string name;  // as in the golden file
  Prompt prompt;
};

// One picture, three pictures, a picture and a video, text alone; make_golden.py has the same.
// No picture's size needs a resize: all stages are compared from equal pixels.
std::vector<CheckCase> check_cases();

}  // namespace steadyhand::vision
