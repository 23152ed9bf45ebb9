// What a run of engine_bench is asked to do.
#pragma once

#include <string>

#include "base/result.h"
#include "vision/model.h"

namespace steadyhand::bench {

struct Options {
  std::string model = "tiny";  // a checkpoint folder, or a shape whose random checkpoint is made
  vision::ModelOptions open{.precision = vision::Precision::bfloat16};
  int width = 640;
  int height = 360;
  std::int64_t text_tokens = 60;
  int new_tokens = 32;
  int repeats = 30;    // of the vision tower and of the prefill
  int threads = 0;     // 0: libtorch's choice
  std::string json;    // where the figures go
  bool serve = false;  // answers each line of standard input with one generation (compare.py)
};

// An error names the argument that is wrong.
Result<Options> parse_options(int count, char** values);

std::string usage();

// The folder of `model`: itself, or the cache's random checkpoint of that shape, made where it is
// missing (${XDG_CACHE_HOME:-~/.cache}/steadyhand/checkpoints/SHAPE).
Result<std::string> checkpoint_folder(const std::string& model);

}  // namespace steadyhand::bench
