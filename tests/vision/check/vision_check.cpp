// vision_check: does the engine, as built on this machine, compute what the reference computed?
//
//   vision_check [--device cpu|cuda] [--precision float32|bfloat16]
//   vision_check --write-checkpoint DIR     only makes the checkpoint (for make_golden.py)
//
// Makes a tiny checkpoint of random weights, runs four conversations, and compares every stage and
// twenty greedy tokens with golden numbers. Needs nothing but the engine: no picture files, no
// Python, no test framework. Prints the worst relative difference of each stage.
// Exit codes: 0 all within the limit, 1 not, 2 wrong arguments or golden file, 3 the surroundings
// failed.
#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>

#include "tests/vision/check/check_case.h"
#include "tests/vision/check/golden.h"
#include "tests/vision/stage_recorder.h"
#include "vision/qwen3_vl.h"
#include "vision/random_checkpoint.h"

namespace steadyhand::vision {
namespace {

constexpr std::uint64_t kSeed = 20;
constexpr double kFloat32Limit = 1e-4;    // relative to a stage's largest value
constexpr double kBfloat16Cosine = 0.999;  // of the logits; single values round too far to limit

struct Arguments {
  ModelOptions model{.precision = Precision::float32};
  std::string write_checkpoint;
};

// A folder of this run alone, gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "vision-check-XXXXXX";
    if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Outcome {
  std::map<std::string, double> worst;  // by stage, its passes taken together
  bool ids_equal = false;
  std::size_t greedy_equal = 0;  // tokens up to the first that differs
  double cosine = 0;             // of the sampled logits
};

double cosine_of(const std::vector<double>& a, const std::vector<double>& b) {
  const auto to_tensor = [](const std::vector<double>& values) {
    return at::tensor(values, at::kDouble);
  };
  return at::cosine_similarity(to_tensor(a), to_tensor(b), 0).item<double>();
}

std::size_t equal_greedy_tokens(const Qwen3Vl& model, const EncodedPrompt& prompt,
                                const TextInput& input,
                                const std::vector<std::int32_t>& expected) {
  const auto steps = static_cast<std::int64_t>(expected.size());
  KvCache cache(model.config().text, static_cast<std::int64_t>(prompt.ids.size()) + steps,
                model.tensor_options());
  auto logits = model.prefill(input, cache, 1 << 20);
  std::size_t equal = 0;
  while (equal < expected.size()) {
    const auto id = static_cast<std::int32_t>(logits.argmax().item<std::int64_t>());
    if (id != expected[equal]) break;
    ++equal;
    logits = model.decode(id, cache.length(), prompt.positions.delta, cache);
  }
  return equal;
}

Result<Outcome> run_case(const Qwen3Vl& model, const Prompt& prompt, const GoldenCase& golden) {
  const auto encoded = model.encode(prompt);
  if (!encoded) return encoded.error();
  StageRecorder recorder;
  const Trace trace = recorder.trace();
  const TextInput input = model.prepare(*encoded, trace);
  const std::int64_t tokens = input.embeddings.size(0);
  KvCache cache(model.config().text, tokens, model.tensor_options());
  trace("logits", model.text().logits(model.text().forward(input, cache, tokens, trace)));

  Outcome outcome;
  for (const GoldenStage& stage : golden.stages) {
    const auto found = recorder.stages().find(stage.name);
    if (found == recorder.stages().end()) return bad_input(stage.name + ": no such stage");
    double& worst = outcome.worst[stage.name.substr(0, stage.name.find('@'))];
    worst = std::max(worst, difference(found->second, stage));
    if (stage.name == "logits") {
      outcome.cosine = cosine_of(sample(found->second, stage.samples.size()), stage.samples);
    }
  }
  outcome.ids_equal = encoded->ids == golden.ids;
  outcome.greedy_equal = equal_greedy_tokens(model, *encoded, input, golden.greedy);
  return outcome;
}

bool passes(const Outcome& outcome, const GoldenCase& golden, Precision precision) {
  if (!outcome.ids_equal) return false;
  if (precision == Precision::bfloat16) return outcome.cosine >= kBfloat16Cosine;
  const bool close = std::all_of(outcome.worst.begin(), outcome.worst.end(), [](const auto& stage) {
    return stage.second <= kFloat32Limit;
  });
  return close && outcome.greedy_equal == golden.greedy.size();
}

// One row a stage, one column a case.
void print_table(const Golden& golden, const std::vector<Outcome>& outcomes) {
  std::printf("\n%-16s", "stage");
  for (const GoldenCase& each : golden.cases) std::printf(" %16s", each.name.c_str());
  std::vector<std::string> rows;
  for (const GoldenCase& each : golden.cases) {
    for (const GoldenStage& stage : each.stages) {
      const std::string row = stage.name.substr(0, stage.name.find('@'));
      if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }
  }
  for (const std::string& row : rows) {
    std::printf("\n%-16s", row.c_str());
    for (const Outcome& outcome : outcomes) {
      const auto found = outcome.worst.find(row);
      if (found == outcome.worst.end()) {
        std::printf(" %16s", "-");
      } else {
        std::printf(" %16.1e", found->second);
      }
    }
  }
  std::printf("\n%-16s", "logits' cosine");
  for (const Outcome& outcome : outcomes) std::printf(" %16.6f", outcome.cosine);
  std::printf("\n%-16s", "prompt tokens");
  for (const Outcome& outcome : outcomes) {
    std::printf(" %16s", outcome.ids_equal ? "equal" : "DIFFER");
  }
  std::printf("\n%-16s", "greedy tokens");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string count = std::to_string(outcomes[i].greedy_equal) + "/" +
                              std::to_string(golden.cases[i].greedy.size());
    std::printf(" %16s", count.c_str());
  }
  std::printf("\n\n");
}

Result<bool> check(const Arguments& arguments) {
  const auto golden = read_golden(STEADYHAND_GOLDEN "/tiny.json");
  if (!golden) return golden.error();
  const TemporaryFolder folder;
  const RandomCheckpoint wanted{.precision = Precision::float32, .seed = kSeed};
  if (auto made = make_random_checkpoint(folder.path(), wanted); !made) return made.error();
  const auto model = Qwen3Vl::open(folder.path(), arguments.model);
  if (!model) return model.error();
  std::printf("vision_check: a tiny checkpoint in %s on %s, against %s\n",
              (*model)->info().precision.c_str(), (*model)->info().device.c_str(),
              golden->reference.c_str());

  std::vector<Outcome> outcomes;
  const auto cases = check_cases();
  bool passed = cases.size() == golden->cases.size();
  for (std::size_t i = 0; i < golden->cases.size() && passed; ++i) {
    if (cases[i].name != golden->cases[i].name) return bad_input("golden: unknown case");
  }
  for (std::size_t i = 0; i < golden->cases.size() && i < cases.size(); ++i) {
    auto outcome = run_case(**model, cases[i].prompt, golden->cases[i]);
    if (!outcome) return outcome.error();
    passed = passes(*outcome, golden->cases[i], arguments.model.precision) && passed;
    outcomes.push_back(std::move(*outcome));
  }
  print_table(*golden, outcomes);
  if (arguments.model.precision == Precision::bfloat16) {
    std::printf("limit: cosine >= %.3f, prompt tokens equal: ", kBfloat16Cosine);
  } else {
    std::printf("limit: %.0e at every stage, all tokens equal: ", kFloat32Limit);
  }
  std::printf("%s\n", passed ? "passed" : "FAILED");
  return passed;
}

std::optional<Arguments> parse(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view option = values[i];
    const std::string_view value = values[i + 1];
    if (option == "--device" && (value == "cpu" || value == "cuda")) {
      arguments.model.device = value == "cpu" ? Device::cpu : Device::cuda;
    } else if (option == "--precision" && (value == "float32" || value == "bfloat16")) {
      arguments.model.precision = value == "float32" ? Precision::float32 : Precision::bfloat16;
    } else if (option == "--write-checkpoint") {
      arguments.write_checkpoint = value;
    } else {
      return {};
    }
  }
  if (count % 2 == 0) return {};
  return arguments;
}

int fail(const Error& error) {
  std::fprintf(stderr, "vision_check: %s\n", error.message.c_str());
  return error.code == ErrorCode::bad_input ? 2 : 3;
}

}  // namespace
}  // namespace steadyhand::vision

int main(int count, char** values) {
  using namespace steadyhand::vision;
  const auto arguments = parse(count, values);
  if (!arguments) {
    std::fprintf(stderr, "usage: vision_check [--device cpu|cuda] [--precision float32|bfloat16]\n"
                         "       vision_check --write-checkpoint DIR\n");
    return 2;
  }
  const c10::InferenceMode inference;
  if (!arguments->write_checkpoint.empty()) {
    const auto made = make_random_checkpoint(arguments->write_checkpoint,
                                             {.precision = Precision::float32, .seed = kSeed});
    return made ? 0 : fail(made.error());
  }
  const auto passed = check(*arguments);
  if (!passed) return fail(passed.error());
  return *passed ? 0 : 1;
}
