#include "bench/engine/preprocess.h"

#include <ATen/ATen.h>

#include "bench/engine/picture.h"
#include "vision/image_processor.h"

namespace steadyhand::bench {
namespace {

Samples measure_one(int height, vision::PixelSize wanted, int repeats) {
  const Image frame = make_picture(1920, height, PixelFormat::bgrx);
  auto patches = at::empty({wanted.width * wanted.height * 3}, at::kBFloat16);
  auto* out = reinterpret_cast<std::uint16_t*>(patches.mutable_data_ptr<at::BFloat16>());
  return measure(3, repeats, [&] {
    vision::patchify(frame.view(), vision::PatchLayout{wanted, 16, 2}, out);
  });
}

}  // namespace

Json Preprocess::json() const {
  Json json;
  json.set("no_resize_1920x1088", cut.json()).set("resize_1920x1080_to_1088", resize.json());
  return json.set("shrink_1920x1080_to_1280x704", shrink.json());
}

Preprocess measure_preprocess(int repeats) {
  return {measure_one(1088, {1920, 1088}, repeats), measure_one(1080, {1920, 1088}, repeats),
          measure_one(1080, {1280, 704}, repeats)};
}

}  // namespace steadyhand::bench
