// steadyhand generate: the bare model. A prompt with pictures in, its answer out.
#include <chrono>
#include <cstdio>
#include <memory>

#include "base/image_codec.h"
#include "base/json.h"
#include "base/video_codec.h"
#include "cli/command.h"
#include "cli/output.h"
#include "vision/image_processor.h"
#include "vision/model.h"

namespace steadyhand::cli {
namespace {

struct GenerateArguments {
  std::string model;
  std::vector<std::string> images;
  std::string video;
  std::string prompt;
  std::string system;
  bool greedy = false;
  bool json = false;
  vision::Sampling sampling;
  bool shaped = false;  // one of the sampling options was given
  std::int64_t max_new_tokens = 512;
  std::vector<std::string> stop;
  vision::ModelOptions options;
};

template <class T>
Json numbers(const std::vector<T>& values) {
  Json::Array array;
  for (const T value : values) {
    if constexpr (std::is_integral_v<T>) {
      array.emplace_back(std::int64_t{value});
    } else {
      array.emplace_back(static_cast<double>(value));
    }
  }
  return array;
}

const char* name_of(vision::FinishReason reason) {
  switch (reason) {
    case vision::FinishReason::end_of_turn: return "end_of_turn";
    case vision::FinishReason::stop_string: return "stop_string";
    case vision::FinishReason::max_new_tokens: break;
  }
  return "max_new_tokens";
}

Json to_json(const vision::Generation& made, const vision::ModelInfo& info) {
  Json timings;
  timings.set("load", info.load_ms).set("preprocess", made.timings.preprocess_ms);
  timings.set("vision", made.timings.vision_ms).set("prefill", made.timings.prefill_ms);
  timings.set("decode", made.timings.decode_ms).set("total", made.timings.total_ms);
  Json json;
  json.set("text", made.text).set("finish", name_of(made.finish));
  json.set("prompt_token_ids", numbers(made.prompt_token_ids));
  json.set("output_token_ids", numbers(made.output_token_ids));
  json.set("log_probs", numbers(made.log_probs)).set("forward_passes", made.forward_passes);
  json.set("timings_ms", std::move(timings));
  return json.set("peak_bytes", static_cast<std::int64_t>(made.peak_bytes));
}

Result<vision::Part> read_video(const std::string& path) {
  auto reader = VideoReader::open(path);
  if (!reader) return reader.error();
  const auto frames = vision::sample_frames(reader->frame_count(), reader->frames_per_second());
  auto video = reader->read(frames);
  if (!video) return video.error();
  return vision::Part(vision::VideoPart{std::make_shared<const Video>(std::move(*video))});
}

// Pictures first, then the words: the order Qwen3-VL was trained with.
Result<vision::Prompt> build_prompt(const GenerateArguments& arguments) {
  vision::Message user;
  for (const std::string& path : arguments.images) {
    auto image = read_image(path);
    if (!image) return image.error();
    user.parts.push_back(vision::ImagePart{std::make_shared<const Image>(std::move(*image))});
  }
  if (!arguments.video.empty()) {
    auto video = read_video(arguments.video);
    if (!video) return video.error();
    user.parts.push_back(std::move(*video));
  }
  user.parts.push_back(vision::TextPart{arguments.prompt});
  vision::Prompt prompt;
  if (!arguments.system.empty()) {
    prompt.messages.push_back({vision::Role::system, {vision::TextPart{arguments.system}}, {}});
  }
  prompt.messages.push_back(std::move(user));
  return prompt;
}

void print_summary(const vision::Generation& made, const vision::ModelInfo& info) {
  const auto& t = made.timings;
  const auto count = made.output_token_ids.size();
  std::fprintf(
      stderr,
      "\n%zu prompt tokens, %zu output tokens (%s) · load %s · preprocess %s · vision %s · "
      "prefill %s · decode %s · peak %s\n",
      made.prompt_token_ids.size(), count, name_of(made.finish), human_ms(info.load_ms).c_str(),
      human_ms(t.preprocess_ms).c_str(), human_ms(t.vision_ms).c_str(),
      human_ms(t.prefill_ms).c_str(), human_ms(t.decode_ms).c_str(),
      human_bytes(made.peak_bytes).c_str());
}

int run_generate(const GenerateArguments& arguments) {
  auto prompt = build_prompt(arguments);
  if (!prompt) return fail(prompt.error());
  auto model = vision::open_qwen3_vl(arguments.model, arguments.options);
  if (!model) return fail(model.error());
  vision::GenerateOptions options;
  if (arguments.greedy || arguments.shaped) options.sampling = arguments.sampling;
  if (arguments.greedy) options.sampling->temperature = 0.0;
  options.max_new_tokens = arguments.max_new_tokens;
  options.stop = arguments.stop;
  if (!arguments.json) {
    options.on_text = [](std::string_view piece) {
      std::fwrite(piece.data(), 1, piece.size(), stdout);
      std::fflush(stdout);
    };
  }
  const auto made = (*model)->generate(*prompt, options);
  if (!made) return fail(made.error());
  if (arguments.json) {
    std::printf("%s\n", to_json(*made, (*model)->info()).dump(Json::Style::pretty).c_str());
  } else {
    print_summary(*made, (*model)->info());
  }
  return 0;
}

void add_sampling(CLI::App& verb, GenerateArguments& arguments) {
  auto& sampling = arguments.sampling;
  const auto shaped = [&arguments](const auto&) { arguments.shaped = true; };
  sampling.temperature = 1.0;
  verb.add_flag("--greedy", arguments.greedy, "always the most likely token");
  verb.add_option("--temperature", sampling.temperature)
      ->check(CLI::Range(0.0, 100.0))
      ->each(shaped);
  verb.add_option("--top-k", sampling.top_k, "0: all")->check(CLI::NonNegativeNumber)->each(shaped);
  verb.add_option("--top-p", sampling.top_p)->check(CLI::Range(0.0, 1.0))->each(shaped);
  verb.add_option("--repetition-penalty", sampling.repetition_penalty)
      ->check(CLI::Range(0.01, 100.0))
      ->each(shaped);
  verb.add_option("--seed", sampling.seed, "the same seed gives the same answer")->each(shaped);
}

}  // namespace

void add_generate(CLI::App& app, Action& chosen) {
  auto arguments = std::make_shared<GenerateArguments>();
  CLI::App& verb = *app.add_subcommand("generate", "Ask the bare model about pictures");
  verb.add_option("--model", arguments->model, "checkpoint folder")->required();
  verb.add_option("--image", arguments->images, "a picture (may stand several times)")
      ->allow_extra_args(false);
  verb.add_option("--video", arguments->video, "a video, two frames a second of it");
  verb.add_option("--prompt", arguments->prompt, "what to ask")->required();
  verb.add_option("--system", arguments->system, "a system message before it");
  add_sampling(verb, *arguments);
  verb.add_option("--max-new-tokens", arguments->max_new_tokens)
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  verb.add_option("--stop", arguments->stop, "end before this text (may stand several times)")
      ->allow_extra_args(false);
  verb.add_option("--precision", arguments->options.precision, "stored, float32 or bfloat16")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, vision::Precision>{{"stored", vision::Precision::stored},
                                                   {"float32", vision::Precision::float32},
                                                   {"bfloat16", vision::Precision::bfloat16}}));
  verb.add_option("--device", arguments->options.device, "cpu or cuda")
      ->transform(CLI::CheckedTransformer(std::map<std::string, vision::Device>{
          {"cpu", vision::Device::cpu}, {"cuda", vision::Device::cuda}}));
  verb.add_option("--prefill-chunk", arguments->options.prefill_chunk,
                  "prompt tokens a forward pass takes at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  verb.add_flag("--json", arguments->json, "ids, log-probabilities and timings as JSON");
  verb.callback(
      [arguments, &chosen] { chosen = [arguments] { return run_generate(*arguments); }; });
}

}  // namespace steadyhand::cli
