// engine_bench: how fast the engine is on this machine, against what the machine can do.
//
//   engine_bench --model 2B --picture 640x360 --json figures.json      (--help: all options)
//
// Prints one table; with --json writes the figures and the machine. With --serve it answers each
// line of standard input with one whole generation, for compare.py. Exit codes: 0, 2 wrong
// arguments or checkpoint, 3 the surroundings failed.
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <cstdio>
#include <iostream>
#include <string_view>

#include "base/whole_file.h"
#include "bench/engine/ceilings.h"
#include "bench/engine/loading.h"
#include "bench/engine/machine.h"
#include "bench/engine/options.h"
#include "bench/engine/picture.h"
#include "bench/engine/preprocess.h"
#include "bench/engine/stages.h"
#include "vision/device.h"

namespace steadyhand::bench {
namespace {

int fail(const Error& error) {
  std::fprintf(stderr, "engine_bench: %s\n", error.message.c_str());
  return error.code == ErrorCode::bad_input ? 2 : 3;
}

struct Figures {
  vision::ModelInfo info;
  Ceilings ceilings;
  Preprocess preprocess;
  Loading loading;
  Stages stages;
  double load_average = 0;

  double peak_tflops() const {
    return info.precision == "float32" ? ceilings.float32_tflops : ceilings.bfloat16_tflops;
  }
  double vision_mfu() const { return rate(stages.vision_tflop, stages.vision) / peak_tflops(); }
  double prefill_mfu() const { return rate(stages.prefill_tflop, stages.prefill) / peak_tflops(); }
  double decode_mbu() const { return rate(stages.decode_gb, stages.decode) / ceilings.read_gb_s; }

 private:
  static double rate(double amount, const Samples& samples) {
    return amount / samples.median() * 1e3;
  }
};

Json to_json(const Figures& figures, const Options& options) {
  const Stages& stages = figures.stages;
  Json vision = stages.vision.json();
  vision.set("tflop", stages.vision_tflop).set("mfu", figures.vision_mfu());
  Json prefill = stages.prefill.json();
  prefill.set("tflop", stages.prefill_tflop).set("mfu", figures.prefill_mfu());
  Json decode = stages.decode.json();
  decode.set("gigabytes", stages.decode_gb).set("mbu", figures.decode_mbu());
  decode.set("mbu_of_moment", stages.decode_mbu_of_moment);
  Json json;
  json.set("machine", machine()).set("load_average", figures.load_average);
  json.set("model", figures.info.description).set("device", figures.info.device);
  json.set("precision", figures.info.precision);
  json.set("picture", std::to_string(options.width) + "x" + std::to_string(options.height));
  json.set("patches", stages.patches).set("prompt_tokens", stages.prompt_tokens);
  json.set("new_tokens", options.new_tokens).set("ceilings", figures.ceilings.json());
  json.set("preprocess", figures.preprocess.json()).set("loading", figures.loading.json());
  json.set("encode", stages.encode.json()).set("vision", std::move(vision));
  return json.set("prefill", std::move(prefill)).set("decode", std::move(decode));
}

void print_row(const char* name, const Samples& samples, const std::string& remark = "") {
  std::printf("%-26s %s   %s\n", name, samples.row().c_str(), remark.c_str());
}

std::string percent(const char* of, double share) {
  char text[64];
  std::snprintf(text, sizeof text, "%s %.1f %%", of, 100 * share);
  return text;
}

void print_table(const Figures& figures) {
  const Ceilings& top = figures.ceilings;
  const Stages& stages = figures.stages;
  std::printf("%s, %s on %s\n", figures.info.description.c_str(), figures.info.precision.c_str(),
              figures.info.device.c_str());
  std::printf(
      "ceilings: matrix product %.3f TFLOP/s bfloat16, %.3f float32; memory %.1f GB/s, "
      "one thread %.1f\n",
      top.bfloat16_tflops, top.float32_tflops, top.read_gb_s, top.read_gb_s_one_thread);
  std::printf("%lld patches, %lld prompt tokens; load average %.1f\n\n",
              static_cast<long long>(stages.patches), static_cast<long long>(stages.prompt_tokens),
              figures.load_average);
  std::printf("%-26s %10s %10s %10s %6s\n", "ms", "best", "P50", "P95", "n");
  print_row("1080p, no resize", figures.preprocess.cut);
  print_row("1080p, resize to 1088", figures.preprocess.resize);
  print_row("1080p, shrink to 1280x704", figures.preprocess.shrink);
  print_row("read the files once", figures.loading.read);
  const double read = figures.loading.read.median();
  print_row("load", figures.loading.load,
            percent("of a read:", figures.loading.load.median() / read));
  print_row("load and touch all", figures.loading.load_and_touch,
            percent("of a read:", figures.loading.load_and_touch.median() / read));
  print_row("encode the prompt", stages.encode);
  print_row("vision tower", stages.vision, percent("MFU", figures.vision_mfu()));
  print_row("prefill", stages.prefill, percent("MFU", figures.prefill_mfu()));
  print_row("decode, a token", stages.decode,
            percent("MBU", figures.decode_mbu()) +
                percent(", of the moment", stages.decode_mbu_of_moment));
}

Result<Figures> run(const std::string& folder, const Options& options) {
  Figures figures;
  figures.load_average = load_average();
  figures.preprocess = measure_preprocess(60);
  const auto device = vision::torch_device(options.open.device);
  if (!device) return device.error();
  const Ceilings before = measure_ceilings(*device);
  auto loading = measure_loading(folder, options.open, 5);
  if (!loading) return loading.error();
  figures.loading = std::move(*loading);
  const auto model = vision::Qwen3Vl::open(folder, options.open);
  if (!model) return model.error();
  figures.info = (*model)->info();
  auto stages = measure_stages(**model, options);
  if (!stages) return stages.error();
  figures.stages = std::move(*stages);
  figures.ceilings = best_of(before, measure_ceilings(*device));
  return figures;
}

// A line in, a generation out: its timings, and the tokens so that the other side can compare.
Status serve(const std::string& folder, const Options& options) {
  const auto model = vision::open_qwen3_vl(folder, options.open);
  if (!model) return model.error();
  const auto prompt = make_prompt(options.width, options.height, options.text_tokens);
  vision::GenerateOptions wanted;
  wanted.sampling = vision::Sampling{};
  wanted.max_new_tokens = options.new_tokens;
  for (std::string line; std::getline(std::cin, line);) {
    const auto made = (*model)->generate(prompt, wanted);
    if (!made) return made.error();
    const auto ids = [](const std::vector<std::int32_t>& values) {
      return Json::Array(values.begin(), values.end());
    };
    Json json;
    json.set("preprocess_ms", made->timings.preprocess_ms);
    json.set("vision_ms", made->timings.vision_ms);
    json.set("prefill_ms", made->timings.prefill_ms).set("decode_ms", made->timings.decode_ms);
    json.set("prompt_ids", ids(made->prompt_token_ids)).set("ids", ids(made->output_token_ids));
    std::printf("%s\n", json.dump().c_str());
    std::fflush(stdout);
  }
  return Done{};
}

int start(int count, char** values) {
  if (count == 2 && std::string_view(values[1]) == "--help") {
    std::fputs(usage().c_str(), stdout);
    return 0;
  }
  const auto options = parse_options(count, values);
  if (!options) {
    std::fputs(usage().c_str(), stderr);
    return fail(options.error());
  }
  if (options->threads > 0) at::set_num_threads(options->threads);
  const auto folder = checkpoint_folder(options->model);
  if (!folder) return fail(folder.error());
  if (options->serve) {
    const auto served = serve(*folder, *options);
    return served ? 0 : fail(served.error());
  }
  const c10::InferenceMode inference;
  const auto figures = run(*folder, *options);
  if (!figures) return fail(figures.error());
  print_table(*figures);
  if (options->json.empty()) return 0;
  const auto wrote =
      write_whole_file(options->json, to_json(*figures, *options).dump(Json::Style::pretty) + "\n");
  return wrote ? 0 : fail(wrote.error());
}

}  // namespace
}  // namespace steadyhand::bench

int main(int count, char** values) { return steadyhand::bench::start(count, values); }
