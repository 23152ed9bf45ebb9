#include "tests/vision/check/golden.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/json.h"

namespace steadyhand::vision {
namespace {

// Walks the file; the first field that is missing or of another type stays as the error.
class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  const Json::Array& array(const Json& json, const char* key) {
    static const Json::Array kNone;
    const Json* field = json.find(key);
    const Json::Array* found = field != nullptr ? field->array() : nullptr;
    return found != nullptr ? *found : (miss(key, "an array"), kNone);
  }
  std::string text(const Json& json, const char* key) {
    const Json* field = json.find(key);
    const std::string* found = field != nullptr ? field->string() : nullptr;
    return found != nullptr ? *found : (miss(key, "a string"), std::string());
  }
  double number(const Json& json, const char* key) {
    const Json* field = json.find(key);
    return field != nullptr ? to_number(*field, key) : (miss(key, "a number"), 0.0);
  }
  double to_number(const Json& value, const char* key) {
    if (value.real() != nullptr) return *value.real();
    if (value.integer() != nullptr) return static_cast<double>(*value.integer());
    return miss(key, "a number"), 0.0;
  }
  template <class T>
  std::vector<T> numbers(const Json& json, const char* key) {
    std::vector<T> values;
    for (const Json& value : array(json, key))
      values.push_back(static_cast<T>(to_number(value, key)));
    return values;
  }
  Status status() const { return problem_.empty() ? Status(Done{}) : bad_input(problem_); }

 private:
  void miss(const std::string& key, const char* wanted) {
    if (problem_.empty()) problem_ = path_ + ": " + key + ": expected " + wanted;
  }
  std::string path_;
  std::string problem_;
};

GoldenStage read_stage(Reader& reader, const Json& json) {
  return {reader.text(json, "name"), reader.numbers<std::int64_t>(json, "shape"),
          reader.number(json, "largest"), reader.number(json, "norm"),
          reader.numbers<double>(json, "samples")};
}

GoldenCase read_case(Reader& reader, const Json& json) {
  GoldenCase read{reader.text(json, "name"),
                  reader.numbers<std::int32_t>(json, "ids"),
                  reader.numbers<std::int32_t>(json, "greedy"),
                  {}};
  for (const Json& stage : reader.array(json, "stages")) {
    read.stages.push_back(read_stage(reader, stage));
  }
  return read;
}

}  // namespace

Result<Golden> read_golden(const std::string& path) {
  const auto json = read_json_file(path);
  if (!json) return json.error();
  Reader reader(path);
  Golden golden{reader.text(*json, "reference"), {}};
  for (const Json& each : reader.array(*json, "cases")) {
    golden.cases.push_back(read_case(reader, each));
  }
  if (auto read = reader.status(); !read) return read.error();
  return golden;
}

std::vector<double> sample(const at::Tensor& tensor, std::size_t count) {
  const auto flat = tensor.to(at::kCPU, at::kDouble).reshape({-1});
  const auto* values = flat.const_data_ptr<double>();
  const auto last = flat.numel() - 1;
  std::vector<double> samples;
  for (std::size_t i = 0; i < count; ++i) {
    samples.push_back(values[static_cast<std::int64_t>(i) * last /
                             std::max<std::int64_t>(static_cast<std::int64_t>(count) - 1, 1)]);
  }
  return samples;
}

double difference(const at::Tensor& value, const GoldenStage& golden) {
  if (value.sizes() != at::IntArrayRef(golden.shape)) {
    return std::numeric_limits<double>::infinity();
  }
  const std::vector<double> samples = sample(value, golden.samples.size());
  double worst = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    worst = std::max(worst, std::abs(samples[i] - golden.samples[i]));
  }
  const double norm = value.to(at::kCPU, at::kDouble).norm().item<double>();
  return std::max(worst / golden.largest, std::abs(norm - golden.norm) / golden.norm);
}

}  // namespace steadyhand::vision
