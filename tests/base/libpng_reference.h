// Decodes a PNG with libpng itself: the reference that image_codec is compared with.
#pragma once

#include <optional>
#include <string>

#include "base/image.h"

namespace steadyhand {

// RGB, alpha and transparency ignored, 16 bits a channel cut to the upper 8; nothing where libpng
// refuses the file.
std::optional<Image> decode_with_libpng(const std::string& path);

}  // namespace steadyhand
