// The smallest tokenizer a checkpoint can have: the 256 bytes, no merges, Qwen3-VL's added tokens.
//
// For checkpoints made here for tests and benchmarks; transformers loads it too. Pure function but
// for the files it writes.
#pragma once

#include <string>

#include "base/result.h"

namespace steadyhand::vision {

// Writes tokenizer.json and tokenizer_config.json into `folder`. Ids 0..255 are the bytes in the
// order of GPT-2's alphabet, the added tokens follow in Qwen3-VL's order.
Status write_byte_tokenizer(const std::string& folder);

}  // namespace steadyhand::vision
