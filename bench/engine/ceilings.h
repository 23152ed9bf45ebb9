// What this machine can do at best, measured in the same run as the engine: the denominators of
// MFU (matrix products) and MBU (memory reads).
//
// Matrix products through at::mm at a large square shape; reads through a loop that sums a buffer
// far larger than the caches (on a GPU: a copy, its bytes read and written). The best of several
// runs counts: a ceiling that another program disturbed is none.
#pragma once

#include <c10/core/Device.h>
#include <memory>

#include "base/json.h"

namespace steadyhand::bench {

struct Ceilings {
  double bfloat16_tflops = 0;
  double float32_tflops = 0;
  double read_gb_s = 0;             // all threads
  double read_gb_s_one_thread = 0;  // a GPU has no such thing: 0

  Json json() const;
};

Ceilings measure_ceilings(at::Device device);

// The memory's read bandwidth at this moment, all threads, GB/s. On a shared machine it changes by
// the second: work that is bound by it is compared with what there was just before and after.
class ReadMeter {
 public:
  ReadMeter();
  ~ReadMeter();
  double gb_s() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

// The better of both at each figure: ceilings are taken before and after the engine's run.
Ceilings best_of(const Ceilings& a, const Ceilings& b);

}  // namespace steadyhand::bench
