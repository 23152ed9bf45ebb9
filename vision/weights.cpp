#include "vision/weights.h"

#include <ATen/ATen.h>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/json.h"

namespace steadyhand::vision {
namespace {

std::optional<at::ScalarType> scalar_type(TensorType type) {
  switch (type) {
    case TensorType::f32: return at::kFloat;
    case TensorType::bf16: return at::kBFloat16;
    case TensorType::f16: return at::kHalf;
    case TensorType::f64: return at::kDouble;
    default: return {};
  }
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
  }
  return text + "]";
}

// Views the mapped bytes where they are aligned for their type, copies them where they are not.
at::Tensor view_or_copy(const StoredTensor& tensor, at::ScalarType type,
                        std::shared_ptr<SafetensorsFile> owner) {
  const auto address = reinterpret_cast<std::uintptr_t>(tensor.bytes.data());
  void* data = const_cast<std::byte*>(tensor.bytes.data());
  if (address % bytes_per_element(tensor.spec.type) == 0) {
    return at::from_blob(
        data, tensor.spec.shape, [owner = std::move(owner)](void*) {}, at::dtype(type));
  }
  const auto count = static_cast<std::int64_t>(tensor.bytes.size());
  return at::from_blob(data, {count}, at::dtype(at::kByte))
      .clone()
      .view(type)
      .view(tensor.spec.shape);
}

}  // namespace

Status Weights::add_file(const std::string& path) {
  auto opened = SafetensorsFile::open(path);
  if (!opened) return opened.error();
  auto file = std::make_shared<SafetensorsFile>(std::move(*opened));
  for (const auto& [name, tensor] : file->tensors()) {
    if (!scalar_type(tensor.spec.type)) {
      return bad_input(path + ": tensor " + Json(name).dump() +
                       ": dtype: expected F32, BF16, F16 or F64, got " +
                       std::string(name_of(tensor.spec.type)));
    }
    if (!tensors_.emplace(name, Entry{file, &tensor}).second) {
      return bad_input(path + ": tensor " + Json(name).dump() + ": stands in another shard too");
    }
  }
  return Done{};
}

Status Weights::add_shards(const std::string& folder, const std::string& index_path) {
  const auto index = read_json_file(index_path);
  if (!index) return index.error();
  const Json* map = index->find("weight_map");
  if (map == nullptr || map->object() == nullptr) {
    return bad_input(index_path + ": weight_map: expected an object, got " +
                     (map != nullptr ? map->describe() : "nothing"));
  }
  std::set<std::string> files;
  for (const auto& [name, file] : *map->object()) {
    const std::string* shard = file.string();
    if (shard == nullptr || shard->empty() || shard->find('/') != std::string::npos) {
      return bad_input(index_path + ": weight_map: " + name + ": expected a file name, got " +
                       file.describe());
    }
    files.insert(*shard);
  }
  for (const std::string& file : files) {
    if (auto added = add_file(folder + "/" + file); !added) return added.error();
  }
  for (const auto& [name, file] : *map->object()) {
    if (!has(name)) {
      return bad_input(index_path + ": weight_map: expected " + name + " in " + *file.string() +
                       ", got nothing");
    }
  }
  return Done{};
}

Result<Weights> Weights::open(const std::string& folder) {
  Weights weights;
  weights.folder_ = folder;
  const std::string single = folder + "/model.safetensors";
  const std::string index = single + ".index.json";
  const Status added =
      std::filesystem::exists(index) ? weights.add_shards(folder, index) : weights.add_file(single);
  if (!added) return added.error();
  return weights;
}

Weights Weights::recorder() {
  Weights weights;
  weights.recording_ = true;
  return weights;
}

void Weights::place(at::ScalarType type, at::Device device) {
  type_ = type;
  device_ = device;
}

at::Tensor Weights::take(const std::string& name, const std::vector<std::int64_t>& shape) {
  const auto found = tensors_.find(name);
  if (recording_) {
    recorded_.push_back({name, type_ == at::kFloat ? TensorType::f32 : TensorType::bf16, shape});
  } else if (found == tensors_.end()) {
    problems_.push_back(name + ": expected " + shape_text(shape) + ", got nothing");
  } else if (found->second.tensor->spec.shape != shape) {
    problems_.push_back(name + ": expected " + shape_text(shape) + ", got " +
                        shape_text(found->second.tensor->spec.shape));
    used_.insert(name);
  } else if (!used_.insert(name).second) {
    problems_.push_back(name + ": is used twice");
  } else {
    const StoredTensor& stored = *found->second.tensor;
    const at::Tensor tensor =
        view_or_copy(stored, *scalar_type(stored.spec.type), found->second.file);
    return tensor.to(device_, type_);
  }
  return at::zeros({1}, at::dtype(type_)).expand(shape);
}

void Weights::ignore(std::string_view name) {
  if (tensors_.contains(name)) used_.emplace(name);
}

Status Weights::finish() const {
  std::vector<std::string> all = problems_;
  for (const auto& [name, entry] : tensors_) {
    if (!used_.contains(name))
      all.push_back(name + ": expected nothing of that name, got a tensor");
  }
  if (all.empty()) return Done{};
  constexpr std::size_t kShown = 5;
  std::string text = folder_ + ": ";
  for (std::size_t i = 0; i < std::min(all.size(), kShown); ++i) {
    text += (i > 0 ? "; " : "") + all[i];
  }
  if (all.size() > kShown) text += "; and " + std::to_string(all.size() - kShown) + " more";
  return bad_input(text);
}

at::ScalarType Weights::stored_type() const {
  std::map<TensorType, std::size_t> bytes;
  for (const auto& [name, entry] : tensors_) {
    bytes[entry.tensor->spec.type] += entry.tensor->bytes.size();
  }
  TensorType most = TensorType::f32;
  for (const auto& [type, count] : bytes) {
    if (count > bytes[most]) most = type;
  }
  return *scalar_type(most);
}

std::size_t Weights::bytes() const {
  std::size_t total = 0;
  for (const auto& [name, entry] : tensors_) total += entry.tensor->bytes.size();
  return total;
}

std::int64_t Weights::parameter_count() const {
  std::int64_t total = 0;
  for (const auto& [name, entry] : tensors_) {
    std::int64_t count = 1;
    for (const std::int64_t size : entry.tensor->spec.shape) count *= size;
    total += count;
  }
  return total;
}

}  // namespace steadyhand::vision
