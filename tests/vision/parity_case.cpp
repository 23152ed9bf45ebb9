#include "tests/vision/parity_case.h"

#include <ATen/ATen.h>
#include <stdexcept>

#include "base/safetensors.h"

namespace steadyhand::vision {
namespace {

template <class T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

std::map<std::string, at::Tensor> load_tensors(const std::string& path) {
  const SafetensorsFile file = need(SafetensorsFile::open(path));
  std::map<std::string, at::Tensor> tensors;
  for (const auto& [name, stored] : file.tensors()) {
    at::ScalarType type = at::kFloat;
    if (stored.spec.type == TensorType::u8) type = at::kByte;
    void* data = const_cast<std::byte*>(stored.bytes.data());
    tensors[name] = at::from_blob(data, stored.spec.shape, at::dtype(type)).clone();
  }
  return tensors;
}

Image to_image(const at::Tensor& pixels) {
  const auto flat = pixels.contiguous();
  const auto* bytes = flat.const_data_ptr<std::uint8_t>();
  return {static_cast<int>(flat.size(1)),
          static_cast<int>(flat.size(0)),
          PixelFormat::rgb,
          {bytes, bytes + flat.numel()}};
}

Part to_part(const Json& json, const std::map<std::string, at::Tensor>& tensors) {
  if (const Json* image = json.find("image")) {
    return ImagePart{std::make_shared<const Image>(to_image(tensors.at(*image->string())))};
  }
  if (const Json* video = json.find("video")) {
    auto clip = std::make_shared<Video>();
    const auto frames = tensors.at(*video->string());
    for (std::int64_t i = 0; i < frames.size(0); ++i) clip->frames.push_back(to_image(frames[i]));
    for (const Json& second : *json.find("seconds")->array()) {
      clip->seconds.push_back(*second.real());
    }
    return VideoPart{std::move(clip)};
  }
  return TextPart{*json.find("text")->string()};
}

Role to_role(const std::string& name) {
  if (name == "system") return Role::system;
  return name == "assistant" ? Role::assistant : Role::user;
}

std::vector<std::int32_t> to_ids(const Json& json) {
  std::vector<std::int32_t> ids;
  for (const Json& id : *json.array()) ids.push_back(static_cast<std::int32_t>(*id.integer()));
  return ids;
}

}  // namespace

std::string oracle_folder() { return STEADYHAND_ORACLE; }

ParityCase load_parity_case(const std::string& name) {
  const std::string folder = oracle_folder() + "/" + name;
  const Json json = need(read_json_file(folder + "/case.json"));
  ParityCase loaded;
  loaded.checkpoint = oracle_folder() + "/" + *json.find("checkpoint")->string();
  loaded.reference = load_tensors(folder + "/reference.safetensors");
  for (const Json& message : *json.find("messages")->array()) {
    Message turn{to_role(*message.find("role")->string()), {}, {}};
    for (const Json& part : *message.find("parts")->array()) {
      turn.parts.push_back(to_part(part, loaded.reference));
    }
    loaded.prompt.messages.push_back(std::move(turn));
  }
  loaded.ids = to_ids(*json.find("ids"));
  loaded.greedy = to_ids(*json.find("greedy"));
  loaded.positions = *json.find("positions");
  loaded.delta = *json.find("delta")->integer();
  loaded.resized = *json.find("resized")->boolean();
  return loaded;
}

}  // namespace steadyhand::vision
