// What the figures were measured on: processor, cores, threads, libtorch. Any thread.
#pragma once

#include <string>

#include "base/json.h"

namespace steadyhand::bench {

// {"cpu", "cores", "threads", "flags", "memory_gib", "torch", "compiler"}; flags: the vector
// extensions that matter here.
Json machine();

// The load average of the last minute: figures taken on a busy machine say so.
double load_average();

}  // namespace steadyhand::bench
