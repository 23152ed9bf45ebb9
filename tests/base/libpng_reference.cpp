#include "tests/base/libpng_reference.h"

#include <cstdio>
#include <cstring>
#include <memory>
#include <png.h>

namespace steadyhand {
namespace {

struct Session {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  ~Session() { png_destroy_read_struct(&png, &info, nullptr); }
};

// libpng reports errors by longjmp: nothing in this function has a destructor.
bool read_whole(png_structp png, png_infop info, std::FILE* file) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_init_io(png, file);
  png_read_png(png, info,
               PNG_TRANSFORM_STRIP_16 | PNG_TRANSFORM_PACKING | PNG_TRANSFORM_EXPAND |
                   PNG_TRANSFORM_STRIP_ALPHA | PNG_TRANSFORM_GRAY_TO_RGB,
               nullptr);
  return true;
}

}  // namespace

std::optional<Image> decode_with_libpng(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file) return {};
  Session session;
  if (!read_whole(session.png, session.info, file.get())) return {};
  Image image;
  image.width = static_cast<int>(png_get_image_width(session.png, session.info));
  image.height = static_cast<int>(png_get_image_height(session.png, session.info));
  const std::size_t row_bytes = static_cast<std::size_t>(image.width) * 3;
  image.pixels.resize(row_bytes * static_cast<std::size_t>(image.height));
  png_bytepp rows = png_get_rows(session.png, session.info);
  for (int y = 0; y < image.height; ++y) {
    std::memcpy(image.pixels.data() + static_cast<std::size_t>(y) * row_bytes, rows[y], row_bytes);
  }
  return image;
}

}  // namespace steadyhand
