// Checkpoints of random weights in the published shapes, for tests and benchmarks.
//
// Written in the hub's layout, so that this engine and transformers load them alike. The same
// shape, type and seed give the same bytes on every machine: numbers come from a counter hashed by
// SplitMix64, not from a library's generator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/safetensors.h"
#include "vision/model.h"

namespace steadyhand::vision {

struct RandomCheckpoint {
  std::string shape = "tiny";  // one of random_checkpoint_shapes()
  Precision precision = Precision::bfloat16;
  std::uint64_t seed = 0;
  std::string tokenizer_folder{};           // its tokenizer is copied; empty: the byte tokenizer
  std::size_t shard_bytes = 5'000'000'000;  // a file holds at most this, or one tensor
};

std::vector<std::string> random_checkpoint_shapes();

// The tensors a checkpoint of that shape holds, in bfloat16, as the engine asks for them.
Result<std::vector<TensorSpec>> random_checkpoint_tensors(const std::string& shape);

// Writes the checkpoint into `folder`, which is made where it is missing.
Status make_random_checkpoint(const std::string& folder, const RandomCheckpoint& wanted);

}  // namespace steadyhand::vision
