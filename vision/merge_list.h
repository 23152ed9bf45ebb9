// Reads the list of merges of a checkpoint, in the order of their ranks, into an encoder.
//
// Both tokens of a merge and the two together must be in the vocabulary, and no pair may stand
// twice. Errors name the place, what was expected and what was got. One thread.
#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"
#include "vision/bpe.h"
#include "vision/vocabulary.h"

namespace steadyhand::vision {

// The array of a tokenizer.json: "a b" strings or ["a", "b"] arrays; null where it is absent.
// `where` starts every message.
Status read_merges(const Json* merges, const std::string& where, const Vocabulary& vocabulary,
                   BytePairEncoder& encoder);

// A merges.txt: one merge a line. A line that begins with #version is none; one whose left token
// begins with # is.
Status read_merges_file(const std::string& path, const Vocabulary& vocabulary,
                        BytePairEncoder& encoder);

}  // namespace steadyhand::vision
