#include "verifier/crop_classifier.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <cmath>
#include <cstdio>

#include "base/json.h"
#include "base/json_fields.h"
#include "verifier/crop.h"
#include "verifier/resnet18.h"

namespace steadyhand::verifier {
namespace {

// What config.json says of how crops become numbers, and what must come out of the test crop.
struct Blueprint {
  std::vector<double> mean;
  std::vector<double> std;
  std::vector<double> test_kind_logits;
  double test_enabled_logit = 0;
  double test_tolerance = 0;
};

std::vector<double> reals(Fields& fields, const Json& object, const char* name, std::size_t count) {
  std::vector<double> values;
  const Json* found = object.find(name);
  if (found != nullptr && found->array() != nullptr) {
    for (const Json& element : *found->array()) {
      if (element.real() != nullptr) values.push_back(*element.real());
      if (element.integer() != nullptr) values.push_back(static_cast<double>(*element.integer()));
    }
  }
  if (values.size() != count) {
    fields.fail(name, std::to_string(count) + " numbers",
                found != nullptr ? found->describe() : "nothing");
  }
  return values;
}

void check_kinds(Fields& fields, const Json& json) {
  const Json* kinds = json.find("kinds");
  Json::Array expected(kWidgetKindNames.begin(), kWidgetKindNames.end());
  const std::string wanted = Json(std::move(expected)).dump();
  if (kinds == nullptr || kinds->dump() != wanted) fields.fail("kinds", wanted, "another list");
}

Result<Blueprint> read_blueprint(const std::string& path) {
  const auto json = read_json_file(path);
  if (!json) return json.error();
  Fields fields(*json, path);
  Blueprint blueprint;
  if (fields.string("architecture") != "resnet18") {
    fields.fail("architecture", "\"resnet18\"", fields.string("architecture"));
  }
  fields.integer("crop", kCropSide, kCropSide);
  check_kinds(fields, *json);
  blueprint.mean = reals(fields, *json, "mean", 3);
  blueprint.std = reals(fields, *json, "std", 3);
  Fields test = fields.object("self_test");
  if (const Json* self_test = json->find("self_test")) {
    blueprint.test_kind_logits = reals(test, *self_test, "kind_logits", kWidgetKindNames.size());
  }
  blueprint.test_enabled_logit = test.real("enabled_logit");
  blueprint.test_tolerance = test.real("tolerance", 0.02, 0.0, 1.0);
  fields.adopt(test);
  if (fields.error()) return *fields.error();
  return blueprint;
}

// The self test's crop: value(row j, column i, channel c) = (7i + 13j + 29c) mod 256.
Crop test_crop() {
  Crop crop;
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t j = 0; j < kCropSide; ++j) {
      for (std::size_t i = 0; i < kCropSide; ++i) {
        crop[(c * kCropSide + j) * kCropSide + i] =
            static_cast<std::uint8_t>((7 * i + 13 * j + 29 * c) % 256);
      }
    }
  }
  return crop;
}

class ResNetClassifier final : public CropClassifier {
 public:
  ResNetClassifier(ResNet18 net, const Blueprint& blueprint)
      : net_(std::move(net)),
        mean_(at::tensor(blueprint.mean, at::kFloat).view({1, 3, 1, 1})),
        std_(at::tensor(blueprint.std, at::kFloat).view({1, 3, 1, 1})) {}

  std::pair<at::Tensor, at::Tensor> logits(const Crop& crop) const {
    const auto levels = at::from_blob(const_cast<std::uint8_t*>(crop.data()),
                                      {1, 3, kCropSide, kCropSide}, at::dtype(at::kByte));
    return net_((levels.to(at::kFloat) / 255.0 - mean_) / std_);
  }

  CropClass classify(const ImageView& image, double x, double y) const override {
    const c10::InferenceMode inference;
    const auto [kinds, enabled] = logits(cut_crop(image, x, y));
    const auto shares = kinds.softmax(1).contiguous();
    CropClass found;
    std::copy_n(shares.const_data_ptr<float>(), found.kinds.size(), found.kinds.begin());
    found.enabled = enabled.sigmoid().item<float>();
    return found;
  }

 private:
  ResNet18 net_;
  at::Tensor mean_;
  at::Tensor std_;
};

Status self_test(const ResNetClassifier& classifier, const Blueprint& blueprint,
                 const std::string& folder) {
  const auto [kinds, enabled] = classifier.logits(test_crop());
  double worst = std::abs(enabled.item<double>() - blueprint.test_enabled_logit);
  for (std::size_t i = 0; i < blueprint.test_kind_logits.size(); ++i) {
    const auto logit = kinds[0][static_cast<std::int64_t>(i)].item<double>();
    worst = std::max(worst, std::abs(logit - blueprint.test_kind_logits[i]));
  }
  if (worst <= blueprint.test_tolerance) return Done{};
  char difference[32];
  std::snprintf(difference, sizeof difference, "%.4f", worst);
  return bad_input(folder + ": self_test: expected the logits of config.json within " +
                   std::to_string(blueprint.test_tolerance) + ", got a difference of " +
                   difference);
}

}  // namespace

WidgetKind CropClass::kind() const {
  const auto largest = std::max_element(kinds.begin(), kinds.end());
  return static_cast<WidgetKind>(largest - kinds.begin());
}

Result<std::unique_ptr<CropClassifier>> open_crop_classifier(const std::string& folder) {
  const c10::InferenceMode inference;
  const auto blueprint = read_blueprint(folder + "/config.json");
  if (!blueprint) return blueprint.error();
  auto weights = PackedWeights::open(folder + "/model.safetensors");
  if (!weights) return weights.error();
  ResNet18 net(*weights);
  if (auto complete = weights->finish(); !complete) return complete.error();
  auto classifier = std::make_unique<ResNetClassifier>(std::move(net), *blueprint);
  if (auto passed = self_test(*classifier, *blueprint, folder); !passed) return passed.error();
  return std::unique_ptr<CropClassifier>(std::move(classifier));
}

}  // namespace steadyhand::verifier
