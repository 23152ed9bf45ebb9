// The classes of characters that Qwen's word pattern tells apart.
//
// Unicode 16 is the reference: the version of the regular expressions (Oniguruma 6.9.10) that
// `tokenizers` runs the pattern with. Immutable; any thread.
#pragma once

#include <cstdint>

namespace steadyhand::vision {

enum class CharacterClass : std::uint8_t {
  other,
  letter,  // \p{L}
  number,  // \p{N}
  space,   // \s, the property White_Space
};

CharacterClass class_of(char32_t code_point);

}  // namespace steadyhand::vision
