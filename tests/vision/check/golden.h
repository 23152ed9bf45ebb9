// What the reference computed for the cases of vision_check: a few values of every stage.
//
// tests/vision/golden/tiny.json, written by make_golden.py. Values; no locks, no threads.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace steadyhand::vision {

struct GoldenStage {
  std::string name;
  std::vector<std::int64_t> shape;
  double largest = 0;           // of all absolute values
  double norm = 0;              // Euclidean
  std::vector<double> samples;  // spread evenly from the first value to the last
};

struct GoldenCase {
  std::string name;
  std::vector<std::int32_t> ids;
  std::vector<std::int32_t> greedy;
  std::vector<GoldenStage> stages;  // a name met again (the pass of a video) ends in "@2"
};

struct Golden {
  std::string reference;  // what computed it: "transformers 5.23.0, torch 2.11.0"
  std::vector<GoldenCase> cases;
};

// An error names the file and the field that is not as make_golden.py writes it.
Result<Golden> read_golden(const std::string& path);

// The values of `tensor` that stand where the golden samples stood.
std::vector<double> sample(const at::Tensor& tensor, std::size_t count);

// How far a stage is from the golden one: the worst sample relative to the largest value, or the
// norm's relative difference where that is larger; infinite where the shapes differ.
double difference(const at::Tensor& value, const GoldenStage& golden);

}  // namespace steadyhand::vision
