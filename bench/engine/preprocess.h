// From a captured 1920x1080 frame to patches, on one core. Any thread.
#pragma once

#include "base/json.h"
#include "bench/engine/samples.h"

namespace steadyhand::bench {

struct Preprocess {
  Samples cut;     // 1920x1088 BGRX to bfloat16 patches: no resize
  Samples resize;  // 1920x1080 BGRX to the patches of 1920x1088
  Samples shrink;  // 1920x1080 BGRX to the patches of 1280x704: both axes

  Json json() const;
};

Preprocess measure_preprocess(int repeats);

}  // namespace steadyhand::bench
