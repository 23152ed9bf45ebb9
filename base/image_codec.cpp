#include "base/image_codec.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/image_header.h"
#include "base/whole_file.h"

namespace steadyhand {
namespace {

Status check_limits(const ImageHeader& header, const ImageLimits& limits, std::string_view name) {
  const auto too_large = [&](const char* field, std::int64_t most, std::int64_t got) {
    return bad_input(std::string(name) + ": " + field + ": expected at most " +
                     std::to_string(most) + " pixels, got " + std::to_string(got));
  };
  const std::int64_t side = limits.max_side_px;
  if (header.width > side) return too_large("width", side, header.width);
  if (header.height > side) return too_large("height", side, header.height);
  const std::int64_t pixels = header.width * header.height;
  if (pixels > limits.max_pixels) return too_large("size", limits.max_pixels, pixels);
  return Done{};
}

// libjpeg paints the part that is missing grey and says nothing; a picture cut short is refused
// here by its missing end marker. The other formats' decoders refuse it themselves.
bool ends(std::span<const std::byte> bytes, ImageFileType type) {
  if (type != ImageFileType::jpeg) return true;
  constexpr std::byte kEnd[] = {std::byte{0xFF}, std::byte{0xD9}};
  return std::find_end(bytes.begin(), bytes.end(), std::begin(kEnd), std::end(kEnd)) != bytes.end();
}

bool has_size_of(const cv::Mat& pixels, const ImageHeader& header) {
  return (pixels.cols == header.width && pixels.rows == header.height) ||
         (pixels.cols == header.height && pixels.rows == header.width);  // turned by its EXIF tag
}

cv::Mat bgr_of(const ImageView& image) {
  const int type = image.format == PixelFormat::rgb ? CV_8UC3 : CV_8UC4;
  const cv::Mat pixels(image.height, image.width, type, const_cast<std::uint8_t*>(image.pixels),
                       static_cast<std::size_t>(image.stride));
  cv::Mat bgr;
  const bool is_rgb = image.format == PixelFormat::rgb;
  cv::cvtColor(pixels, bgr, is_rgb ? cv::COLOR_RGB2BGR : cv::COLOR_BGRA2BGR);
  return bgr;
}

}  // namespace

Result<Image> decode_image(std::span<const std::byte> bytes, std::string_view name,
                           const ImageLimits& limits) {
  if (bytes.size() > limits.max_bytes) {
    return bad_input(std::string(name) + ": expected at most " + std::to_string(limits.max_bytes) +
                     " bytes, got " + std::to_string(bytes.size()));
  }
  const auto header = read_image_header(bytes, name);
  if (!header) return header.error();
  if (auto fits = check_limits(*header, limits, name); !fits) return fits.error();

  cv::Mat bgr;
  try {
    const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1,
                          const_cast<std::byte*>(bytes.data()));
    if (ends(bytes, header->type)) bgr = cv::imdecode(encoded, cv::IMREAD_COLOR);
  } catch (const cv::Exception&) {
    bgr.release();  // what the decoder throws for is the same to the caller: a corrupt picture
  }
  if (bgr.empty() || !has_size_of(bgr, *header)) {
    return bad_input(std::string(name) + ": expected a complete picture of " +
                     std::to_string(header->width) + " x " + std::to_string(header->height) +
                     " pixels, got a corrupt or truncated one");
  }
  Image image{bgr.cols, bgr.rows, PixelFormat::rgb, {}};
  image.pixels.resize(bgr.total() * 3);
  cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.pixels.data());
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return image;
}

Result<Image> read_image(const std::string& path, const ImageLimits& limits) {
  const auto bytes = read_whole_file(path, limits.max_bytes);
  if (!bytes) return bytes.error();
  return decode_image(std::as_bytes(std::span(*bytes)), path, limits);
}

Result<std::vector<std::byte>> encode_png(const ImageView& image) {
  if (image.width <= 0 || image.height <= 0) {
    return bad_input("picture to encode: expected a width and a height from 1, got " +
                     std::to_string(image.width) + " x " + std::to_string(image.height));
  }
  std::vector<unsigned char> encoded;
  try {
    if (!cv::imencode(".png", bgr_of(image), encoded)) encoded.clear();
  } catch (const cv::Exception&) {
    encoded.clear();
  }
  if (encoded.empty()) return unavailable("picture to encode: the PNG encoder failed");
  const auto bytes = std::as_bytes(std::span(encoded));
  return std::vector<std::byte>(bytes.begin(), bytes.end());
}

Status write_png(const std::string& path, const ImageView& image) {
  const auto encoded = encode_png(image);
  if (!encoded) return encoded.error();
  const auto* bytes = reinterpret_cast<const char*>(encoded->data());
  return write_whole_file(path, std::string_view(bytes, encoded->size()));
}

}  // namespace steadyhand
