// Where two pictures of one size differ. Pure function, any thread.
#pragma once

#include "base/image.h"
#include "base/word.h"

namespace steadyhand::verifier {

// The smallest box that holds every differing pixel, in steps of 16 pixels across; empty where the
// pictures are equal. Both must have the same size and layout.
Rect changed_region(const ImageView& before, const ImageView& after);

}  // namespace steadyhand::verifier
