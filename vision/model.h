// A vision-language model: a conversation with pictures in, text out.
//
// `open_qwen3_vl` opens a checkpoint folder of any dense Qwen3-VL (2B, 4B, 8B, 32B, or a small one
// of the same architecture), in the hub's layout or as transformers 5.x saves it.
// Threads: one `generate` at a time for each model object; info() from any thread.
// Errors: bad_input for a prompt that does not fit, cancelled when the stop token asked for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "vision/prompt.h"

namespace steadyhand::vision {

enum class Precision { stored, float32, bfloat16 };  // stored: as the checkpoint has it
enum class Device { cpu, cuda };

struct ModelOptions {
  Precision precision = Precision::stored;
  Device device = Device::cpu;
  std::int64_t prefill_chunk = 2048;  // tokens a forward pass of the prompt takes at most
  std::int64_t max_tokens = 32768;    // prompt and answer together
};

struct Sampling {
  double temperature = 0.0;  // 0: greedy
  std::int64_t top_k = 0;    // 0: all
  double top_p = 1.0;
  double repetition_penalty = 1.0;
  std::uint64_t seed = 0;
};

struct GenerateOptions {
  std::optional<Sampling> sampling{};  // nothing: as the checkpoint's generation_config.json says
  std::int64_t max_new_tokens = 512;
  std::vector<std::string> stop{};  // the answer ends before the first of these
  // Called with each piece of text as soon as it can no longer change: never half a character,
  // never what may turn out to be a stop string.
  std::function<void(std::string_view)> on_text{};
  std::stop_token stop_token{};
};

enum class FinishReason { end_of_turn, stop_string, max_new_tokens };

struct Timings {
  double preprocess_ms = 0;  // tokens and patches
  double vision_ms = 0;      // vision tower
  double prefill_ms = 0;     // the prompt through the text model
  double decode_ms = 0;      // everything after the first token
  double total_ms = 0;
};

struct Generation {
  std::vector<std::int32_t> prompt_token_ids;  // pictures as their pads
  std::vector<std::int32_t> output_token_ids;  // with the end token, where one was met
  std::vector<float> log_probs;                // one for each output token
  std::string text;
  FinishReason finish = FinishReason::end_of_turn;
  std::int64_t forward_passes = 0;  // of the text model; all chunks of the prompt count as one
  Timings timings;
  std::size_t peak_bytes = 0;  // largest resident size of this process so far
};

struct ModelInfo {
  std::string folder;
  std::string device;
  std::string precision;
  std::int64_t parameters = 0;
  std::size_t tensors = 0;
  std::size_t stored_bytes = 0;
  double load_ms = 0;
  std::string description;  // one line a person reads: layers, sizes, heads
};

class VisionLanguageModel {
 public:
  virtual ~VisionLanguageModel() = default;
  virtual Result<Generation> generate(const Prompt& prompt, const GenerateOptions& options) = 0;
  virtual const ModelInfo& info() const = 0;
};

Result<std::unique_ptr<VisionLanguageModel>> open_qwen3_vl(const std::string& folder,
                                                           const ModelOptions& options = {});

}  // namespace steadyhand::vision
