// steadyhand model: look at a checkpoint folder, or make one of random weights.
#include "vision/model.h"

#include <cstdio>
#include <memory>

#include "base/json.h"
#include "cli/command.h"
#include "cli/output.h"
#include "vision/random_checkpoint.h"

namespace steadyhand::cli {
namespace {

int run_info(const std::string& folder, bool as_json) {
  const auto model = vision::open_qwen3_vl(folder);
  if (!model) return fail(model.error());
  const vision::ModelInfo& info = (*model)->info();
  if (as_json) {
    Json json;
    json.set("folder", info.folder).set("description", info.description);
    json.set("parameters", info.parameters);
    json.set("tensors", static_cast<std::int64_t>(info.tensors));
    json.set("stored_bytes", static_cast<std::int64_t>(info.stored_bytes));
    json.set("precision", info.precision).set("load_ms", info.load_ms);
    std::printf("%s\n", json.dump(Json::Style::pretty).c_str());
    return 0;
  }
  std::printf(
      "%s\n  %s\n  %s parameters in %zu tensors, %s as %s\n  loaded in %s, every tensor used "
      "once\n",
      info.folder.c_str(), info.description.c_str(), with_thousands(info.parameters).c_str(),
      info.tensors, human_bytes(info.stored_bytes).c_str(), info.precision.c_str(),
      human_ms(info.load_ms).c_str());
  return 0;
}

int run_make(const std::string& folder, const vision::RandomCheckpoint& wanted) {
  std::fprintf(stderr, "making a random %s checkpoint in %s ...\n", wanted.shape.c_str(),
               folder.c_str());
  if (const auto made = vision::make_random_checkpoint(folder, wanted); !made) {
    return fail(made.error());
  }
  return run_info(folder, false);
}

}  // namespace

void add_model(CLI::App& app, Action& chosen) {
  CLI::App& verb = *app.add_subcommand("model", "Look at a checkpoint, or make a random one");
  verb.require_subcommand(1);

  auto folder = std::make_shared<std::string>();
  auto as_json = std::make_shared<bool>(false);
  CLI::App& info = *verb.add_subcommand("info", "Load a checkpoint and say what it is");
  info.add_option("folder", *folder, "checkpoint folder")->required();
  info.add_flag("--json", *as_json);
  info.callback([=, &chosen] { chosen = [=] { return run_info(*folder, *as_json); }; });

  auto wanted = std::make_shared<vision::RandomCheckpoint>();
  CLI::App& make = *verb.add_subcommand("make", "Write a checkpoint of random weights");
  make.add_option("--shape", wanted->shape, "tiny, 2B, 4B, 8B or 32B")
      ->check(CLI::IsMember(vision::random_checkpoint_shapes()))
      ->capture_default_str();
  make.add_option("--seed", wanted->seed)->capture_default_str();
  make.add_option("--dtype", wanted->precision, "bf16 or f32")
      ->transform(CLI::CheckedTransformer(std::map<std::string, vision::Precision>{
          {"bf16", vision::Precision::bfloat16}, {"f32", vision::Precision::float32}}));
  make.add_option("--tokenizer", wanted->tokenizer_folder, "folder whose tokenizer is copied");
  make.add_option("folder", *folder, "where to write it")->required();
  make.callback([=, &chosen] { chosen = [=] { return run_make(*folder, *wanted); }; });
}

}  // namespace steadyhand::cli
