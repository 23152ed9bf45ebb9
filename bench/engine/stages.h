// The stages of one answer, each on its own: encode, vision tower, prefill, decode.
//
// Every stage is waited for before the clock is read. One thread.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "bench/engine/options.h"
#include "bench/engine/samples.h"
#include "vision/qwen3_vl.h"

namespace steadyhand::bench {

struct Stages {
  std::int64_t patches = 0;
  std::int64_t prompt_tokens = 0;
  Samples encode;   // chat template, tokens, positions, pixels
  Samples vision;   // vision tower, features laid over the embeddings
  Samples prefill;  // the prompt through the text model
  Samples decode;   // one token: forward pass and the largest logit
  double vision_tflop = 0;
  double prefill_tflop = 0;
  double decode_gb = 0;  // bytes that the middle token of the answer reads
  // On a CPU: the median over tokens of the bytes a second that the token read, as a share of what
  // the memory gave to plain reading just before or after, whichever was more. Else 0.
  double decode_mbu_of_moment = 0;
};

Result<Stages> measure_stages(const vision::Qwen3Vl& model, const Options& options);

}  // namespace steadyhand::bench
