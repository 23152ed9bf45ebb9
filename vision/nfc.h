// Normalisation form C as the reference computes it, in time linear in the text.
//
// Unicode 9 is the reference: the version of the normaliser inside `tokenizers`. Normalisation is
// stable, so later data give the same result for every character that Unicode 9 has; a character
// assigned later combines and reorders with nothing. Immutable tables; any thread.
#pragma once

#include <string>
#include <string_view>

namespace steadyhand::vision {

// The normalised text: `text` itself where it is normalised already, else `storage`, which is
// overwritten. The text must be valid UTF-8.
std::string_view to_nfc(std::string_view text, std::string& storage);

}  // namespace steadyhand::vision
