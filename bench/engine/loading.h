// Loading a checkpoint from a warm page cache, against reading its files once. One thread.
#pragma once

#include <string>

#include "base/result.h"
#include "bench/engine/samples.h"
#include "vision/model.h"

namespace steadyhand::bench {

struct Loading {
  double gigabytes = 0;
  Samples read;            // read(2) of all weight files into a buffer of 8 MiB
  Samples load;            // the checkpoint opened and checked, its tensors mapped
  Samples load_and_touch;  // the same, and every page of the files touched once

  Json json() const;
};

Result<Loading> measure_loading(const std::string& folder, const vision::ModelOptions& options,
                                int repeats);

}  // namespace steadyhand::bench
