#include "base/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <limits>
#include <optional>

#include "base/json.h"

namespace steadyhand {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors data is little-endian");

// A header of 625 tensors takes 76 KB; what is larger than this is no checkpoint of ours, and
// parsing it would take more memory than it is worth.
constexpr std::size_t kMaxHeaderBytes = 2u << 20;

struct TypeRow {
  TensorType type;
  std::string_view name;
  std::size_t bytes;
};
constexpr std::array<TypeRow, 10> kTypes{{{TensorType::f64, "F64", 8},
                                          {TensorType::f32, "F32", 4},
                                          {TensorType::f16, "F16", 2},
                                          {TensorType::bf16, "BF16", 2},
                                          {TensorType::i64, "I64", 8},
                                          {TensorType::i32, "I32", 4},
                                          {TensorType::i16, "I16", 2},
                                          {TensorType::i8, "I8", 1},
                                          {TensorType::u8, "U8", 1},
                                          {TensorType::boolean, "BOOL", 1}}};

const TypeRow& row_of(TensorType type) {
  return *std::find_if(kTypes.begin(), kTypes.end(),
                       [&](const TypeRow& row) { return row.type == type; });
}

struct Field {
  const std::string& path;
  const std::string& tensor;
  Error wrong(const std::string& field, const std::string& expected, const std::string& got) const {
    return bad_input(path + ": tensor " + in_quotes(tensor) + ": " + field + ": expected " +
                     expected + ", got " + got);
  }
};

// The bytes a tensor takes, or nothing where that does not fit in size_t.
std::optional<std::size_t> checked_bytes(const TensorSpec& spec) {
  std::size_t total = bytes_per_element(spec.type);
  for (const std::int64_t size : spec.shape) {
    std::size_t next = 0;
    if (__builtin_mul_overflow(total, static_cast<std::size_t>(size), &next)) return {};
    total = next;
  }
  return total;
}

Result<TensorSpec> parse_spec(const std::string& name, const Json& json, const Field& field) {
  TensorSpec spec{name, TensorType::f32, {}};
  if (json.object() == nullptr) return field.wrong("entry", "an object", json.describe());
  const Json* dtype = json.find("dtype");
  const std::string* type = dtype != nullptr ? dtype->string() : nullptr;
  const auto row = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& candidate) {
    return type != nullptr && candidate.name == *type;
  });
  if (row == kTypes.end()) {
    return field.wrong("dtype", "one of F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL",
                       dtype != nullptr ? dtype->describe() : "nothing");
  }
  spec.type = row->type;
  const Json* shape = json.find("shape");
  if (shape == nullptr || shape->array() == nullptr || shape->array()->size() > 8) {
    return field.wrong("shape", "an array of at most 8 sizes",
                       shape != nullptr ? shape->describe() : "nothing");
  }
  for (const Json& size : *shape->array()) {
    if (size.integer() == nullptr || *size.integer() < 0) {
      return field.wrong("shape", "whole numbers from 0", size.describe());
    }
    spec.shape.push_back(*size.integer());
  }
  return spec;
}

Result<StoredTensor> parse_tensor(const std::string& name, const Json& json,
                                  std::span<const std::byte> data, const std::string& path) {
  const Field field{path, name};
  auto spec = parse_spec(name, json, field);
  if (!spec) return spec.error();
  const Json* offsets = json.find("data_offsets");
  const Json::Array* pair = offsets != nullptr ? offsets->array() : nullptr;
  if (pair == nullptr || pair->size() != 2 || (*pair)[0].integer() == nullptr ||
      (*pair)[1].integer() == nullptr) {
    return field.wrong("data_offsets", "two whole numbers",
                       offsets != nullptr ? offsets->describe() : "nothing");
  }
  const std::int64_t begin = *(*pair)[0].integer();
  const std::int64_t end = *(*pair)[1].integer();
  if (begin < 0 || begin > end || static_cast<std::uint64_t>(end) > data.size()) {
    return field.wrong("data_offsets",
                       "a range inside the file's " + std::to_string(data.size()) + " data bytes",
                       std::to_string(begin) + " to " + std::to_string(end));
  }
  const auto bytes = checked_bytes(*spec);
  if (!bytes || *bytes != static_cast<std::size_t>(end - begin)) {
    return field.wrong("data_offsets",
                       bytes ? std::to_string(*bytes) + " bytes for its shape and dtype"
                             : std::string("a shape whose size can be addressed"),
                       std::to_string(end - begin) + " bytes");
  }
  const auto at = static_cast<std::size_t>(begin);
  return StoredTensor{std::move(*spec), data.subspan(at, *bytes)};
}

Status check_metadata(const Json& metadata, const std::string& path) {
  const Json::Object* members = metadata.object();
  const auto wrong = [&](const Json& got) {
    return bad_input(path + ": __metadata__: expected an object of strings, got " +
                     got.describe());
  };
  if (members == nullptr) return wrong(metadata);
  for (const Json::Member& member : *members) {
    if (member.value.string() == nullptr) return wrong(member.value);
  }
  return Done{};
}

// The tensors' bytes must cover the data from its first byte to its last, each byte once.
Status check_tiling(const std::map<std::string, StoredTensor, std::less<>>& tensors,
                    std::span<const std::byte> data, const std::string& path) {
  std::vector<const StoredTensor*> ordered;
  for (const auto& [name, tensor] : tensors) ordered.push_back(&tensor);
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
    return std::pair(a->bytes.data(), a->bytes.size()) <
           std::pair(b->bytes.data(), b->bytes.size());
  });
  const std::byte* expected = data.data();
  for (const StoredTensor* tensor : ordered) {
    if (tensor->bytes.data() != expected) {
      const Field field{path, tensor->spec.name};
      return field.wrong("data_offsets",
                         "to begin at " + std::to_string(expected - data.data()) +
                             " where the tensor before ends",
                         std::to_string(tensor->bytes.data() - data.data()));
    }
    expected += tensor->bytes.size();
  }
  if (expected != data.data() + data.size()) {
    return bad_input(path + ": data: expected " + std::to_string(expected - data.data()) +
                     " bytes for all tensors, got " + std::to_string(data.size()));
  }
  return Done{};
}

}  // namespace

std::size_t bytes_per_element(TensorType type) { return row_of(type).bytes; }
std::string_view name_of(TensorType type) { return row_of(type).name; }

std::size_t TensorSpec::bytes() const { return checked_bytes(*this).value_or(0); }

Result<std::map<std::string, StoredTensor, std::less<>>> parse_safetensors(
    std::span<const std::byte> bytes, const std::string& path) {
  if (bytes.size() < 8) {
    return bad_input(path + ": header size: expected 8 bytes, got " + std::to_string(bytes.size()));
  }
  std::uint64_t header_size = 0;
  std::memcpy(&header_size, bytes.data(), 8);
  const std::size_t most = std::min(bytes.size() - 8, kMaxHeaderBytes);
  if (header_size > most) {
    return bad_input(path + ": header size: expected at most " + std::to_string(most) +
                     " bytes, got " + std::to_string(header_size));
  }
  const auto header_bytes = bytes.subspan(8, static_cast<std::size_t>(header_size));
  const std::string_view text(reinterpret_cast<const char*>(header_bytes.data()),
                              header_bytes.size());
  const auto header = parse_json(text, path + ": header");
  if (!header) return header.error();
  if (header->object() == nullptr) {
    return bad_input(path + ": header: expected an object, got " + header->describe());
  }
  const auto data = bytes.subspan(8 + header_bytes.size());
  std::map<std::string, StoredTensor, std::less<>> tensors;
  for (const auto& [name, entry] : *header->object()) {
    if (name == "__metadata__") {
      if (auto read = check_metadata(entry, path); !read) return read.error();
      continue;
    }
    auto tensor = parse_tensor(name, entry, data, path);
    if (!tensor) return tensor.error();
    tensors.emplace(name, std::move(*tensor));
  }
  if (auto tiled = check_tiling(tensors, data, path); !tiled) return tiled.error();
  return tensors;
}

Result<SafetensorsFile> SafetensorsFile::open(const std::string& path) {
  auto mapped = MappedFile::open(path);
  if (!mapped) return mapped.error();
  SafetensorsFile file(std::move(*mapped));
  auto tensors = parse_safetensors(file.file_.bytes(), path);
  if (!tensors) return tensors.error();
  file.tensors_ = std::move(*tensors);
  return file;
}

Status write_safetensors(const std::string& path, const std::vector<TensorSpec>& specs,
                         const FillTensor& fill) {
  Json header;
  header.set("__metadata__", Json().set("format", "pt"));  // transformers refuses a file without
  std::size_t offset = 0;
  for (const TensorSpec& spec : specs) {
    Json::Array shape(spec.shape.begin(), spec.shape.end());
    Json entry;
    entry.set("dtype", name_of(spec.type)).set("shape", std::move(shape));
    const auto begin = static_cast<std::int64_t>(offset);
    offset += spec.bytes();
    entry.set("data_offsets", Json::Array{begin, static_cast<std::int64_t>(offset)});
    header.object()->push_back({spec.name, std::move(entry)});
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');  // data begins on a multiple of 8
  const std::uint64_t header_size = text.size();

  const std::string partial = path + ".partial";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(&header_size), 8);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  std::vector<std::byte> buffer;
  for (const TensorSpec& spec : specs) {
    if (!file) break;
    buffer.resize(spec.bytes());
    fill(spec, buffer);
    file.write(reinterpret_cast<const char*>(buffer.data()),
               static_cast<std::streamsize>(buffer.size()));
  }
  file.close();
  if (!file || std::rename(partial.c_str(), path.c_str()) != 0) {
    const std::string why = std::strerror(errno);
    std::remove(partial.c_str());
    return unavailable(path + ": cannot be written: " + why);
  }
  return Done{};
}

}  // namespace steadyhand
