// Forged checkpoints: each is refused in one line that names file, field, expected and got, at
// once, and without allocating what it claims.
#include <ctime>
#include <functional>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "base/json.h"
#include "base/safetensors.h"
#include "tests/test_data.h"
#include "vision/model.h"
#include "vision/random_checkpoint.h"

namespace steadyhand::vision {
namespace {

namespace fs = std::filesystem;

struct Forgery {
  const char* name;
  std::function<void(const fs::path&)> forge;
  std::vector<std::string> words;  // all of these stand in the message
};

void write_text(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

// Changes one member of a JSON file; `path` is "a.b.c".
std::function<void(const fs::path&)> with(const char* file, const std::string& path, Json value) {
  return [=](const fs::path& folder) {
    Json json = *read_json_file((folder / file).string());
    Json* at = &json;
    std::size_t from = 0;
    for (std::size_t dot; (dot = path.find('.', from)) != std::string::npos; from = dot + 1) {
      at = const_cast<Json*>(at->find(path.substr(from, dot - from)));
    }
    at->set(path.substr(from), value);
    write_text(folder / file, json.dump());
  };
}

auto config(const std::string& path, Json value) { return with("config.json", path, value); }

using Tensors = std::vector<TensorSpec>;

// Rewrites the weights with another list of tensors, all zeros.
std::function<void(const fs::path&)> tensors(const std::function<void(Tensors&)>& change) {
  return [=](const fs::path& folder) {
    const std::string path = (folder / "model.safetensors").string();
    Tensors specs;
    {
      const auto file = SafetensorsFile::open(path);
      for (const auto& [name, tensor] : file->tensors()) specs.push_back(tensor.spec);
    }
    change(specs);
    const auto zeros = [](const TensorSpec&, std::span<std::byte>) {};
    ASSERT_TRUE(write_safetensors(path, specs, zeros));
  };
}

TensorSpec& named(Tensors& specs, const std::string& name) {
  for (TensorSpec& spec : specs) {
    if (spec.name == name) return spec;
  }
  throw std::runtime_error(name);
}

const std::string kNorm = "model.language_model.norm.weight";

std::function<void(const fs::path&)> remove(const char* file) {
  return [file](const fs::path& folder) { fs::remove(folder / file); };
}

std::function<void(const fs::path&)> text(const char* file, const char* contents) {
  return [=](const fs::path& folder) { write_text(folder / file, contents); };
}

std::vector<Forgery> file_forgeries() {
  return {
      {"NoConfig", remove("config.json"), {"config.json", "no such file"}},
      {"EmptyConfig", text("config.json", ""), {"config.json"}},
      {"ConfigIsNoJson", text("config.json", "{\"model_type\": }"), {"config.json", "line 1"}},
      {"ConfigIsAnArray", text("config.json", "[]"), {"config.json", "expected an object"}},
      {"EosPastTheEnd",
       with("generation_config.json", "eos_token_id", 99999),
       {"generation_config.json", "eos_token_id", "99999"}},
      {"TopPAboveOne", with("generation_config.json", "top_p", 1.5), {"top_p", "1.5"}},
      {"BudgetUpsideDown",
       with("preprocessor_config.json", "size.shortest_edge", 1 << 25),
       {"preprocessor_config.json", "size"}},
      {"OtherPatchSize",
       with("preprocessor_config.json", "patch_size", 14),
       {"preprocessor_config.json", "patch_size", "14"}},
      {"NoTokenizer", remove("tokenizer.json"), {"tokenizer"}},
      {"TokenizerIsNoJson", text("tokenizer.json", "nonsense"), {"tokenizer.json"}},
  };
}

std::vector<Forgery> text_config_forgeries() {
  return {
      {"OtherModel", config("model_type", "llama"), {"model_type", "\"qwen3_vl\"", "llama"}},
      {"MixtureOfExperts", config("model_type", "qwen3_vl_moe"), {"model_type", "moe"}},
      {"NoTextConfig", config("text_config", Json()), {"text_config", "expected an object"}},
      {"HiddenSizeZero", config("text_config.hidden_size", 0), {"hidden_size", "number 0"}},
      {"HiddenSizeHuge",
       config("text_config.hidden_size", std::int64_t{1} << 40),
       {"hidden_size", "1048576"}},
      {"HiddenSizeNegative", config("text_config.hidden_size", -64), {"hidden_size", "-64"}},
      {"HiddenSizeText", config("text_config.hidden_size", "64"), {"hidden_size", "string"}},
      {"HiddenSizeReal", config("text_config.hidden_size", 64.5), {"hidden_size", "64.5"}},
      {"LayersHuge", config("text_config.num_hidden_layers", 1 << 30), {"num_hidden_layers"}},
      {"LayersMissing",
       config("text_config.num_hidden_layers", Json()),
       {"num_hidden_layers", "nothing"}},
      {"HeadsDoNotDivide",
       config("text_config.num_key_value_heads", 3),
       {"num_key_value_heads", "divisor of 4"}},
      {"HeadDimOdd", config("text_config.head_dim", 33), {"head_dim", "even"}},
      {"VocabularyHuge", config("text_config.vocab_size", std::int64_t{1} << 50), {"vocab_size"}},
      {"ThetaMissing", config("text_config.rope_theta", Json()), {"rope_theta", "nothing"}},
      {"RopeMissing", config("text_config.rope_scaling", Json()), {"rope_scaling", "object"}},
      {"RopeUnknown",
       config("text_config.rope_scaling.rope_type", "linear"),
       {"rope_type", "linear"}},
      {"SectionOfTwo",
       config("text_config.rope_scaling.mrope_section", Json::Array{8, 8}),
       {"mrope_section", "three"}},
      {"NotInterleaved",
       config("text_config.rope_scaling.mrope_interleaved", false),
       {"mrope_interleaved", "false"}},
      {"OtherActivation", config("text_config.hidden_act", "gelu"), {"hidden_act", "silu"}},
      {"AttentionBias", config("text_config.attention_bias", true), {"attention_bias"}},
      {"EpsNegative", config("text_config.rms_norm_eps", -1.0), {"rms_norm_eps"}},
      {"VocabularyTooSmall",
       config("text_config.vocab_size", 281),
       {"tokenizer", "at most 281", "282"}},
  };
}

std::vector<Forgery> vision_config_forgeries() {
  return {
      {"VisionDepthHuge", config("vision_config.depth", 1 << 20), {"depth", "1024"}},
      {"VisionHeads", config("vision_config.num_heads", 7), {"num_heads", "64 / 7"}},
      {"VisionOutput", config("vision_config.out_hidden_size", 65), {"out_hidden_size", "64"}},
      {"PositionsNoSquare",
       config("vision_config.num_position_embeddings", 65),
       {"num_position_embeddings", "square"}},
      {"TapPastTheEnd",
       config("vision_config.deepstack_visual_indexes", Json::Array{0, 4}),
       {"deepstack_visual_indexes", "4"}},
      {"TapsOutOfOrder",
       config("vision_config.deepstack_visual_indexes", Json::Array{2, 0}),
       {"deepstack_visual_indexes", "ascending"}},
      {"TemporalPatch", config("vision_config.temporal_patch_size", 3), {"temporal_patch_size"}},
      {"ImageTokenPastTheEnd", config("image_token_id", 288), {"image_token_id", "287"}},
      {"ImageTokenOfAnother", config("image_token_id", 5), {"<|image_pad|>", "expected id 5"}},
  };
}

std::vector<Forgery> weight_forgeries() {
  return {
      {"NoWeights", remove("model.safetensors"), {"model.safetensors"}},
      {"EmptyWeights", text("model.safetensors", ""), {"model.safetensors", "8 bytes"}},
      {"TruncatedWeights",
       [](const fs::path& folder) { fs::resize_file(folder / "model.safetensors", 100000); },
       {"model.safetensors", "data_offsets", "expected a range"}},
      {"TensorMissing",
       tensors([](Tensors& all) {
         std::erase_if(all, [](const TensorSpec& spec) { return spec.name == kNorm; });
       }),
       {kNorm, "expected [64]", "got nothing"}},
      {"TensorExtra",
       tensors([](Tensors& all) {
         all.push_back({"model.visual.surprise", TensorType::bf16, {2}});
       }),
       {"model.visual.surprise", "expected nothing"}},
      {"TensorOfAnotherShape",
       tensors([](Tensors& all) { named(all, kNorm).shape = {65}; }),
       {kNorm, "expected [64]", "got [65]"}},
      {"TensorTransposed",
       tensors([](Tensors& all) {
         auto& shape = named(all, "model.visual.merger.linear_fc2.weight").shape;
         std::swap(shape[0], shape[1]);
       }),
       {"merger.linear_fc2.weight", "expected [64, 256]", "got [256, 64]"}},
      {"TensorOfIntegers",
       tensors([](Tensors& all) { named(all, kNorm).type = TensorType::i32; }),
       {kNorm, "dtype", "I32"}},
      {"ShardMissing",
       text("model.safetensors.index.json", R"({"weight_map": {"a": "model-9.safetensors"}})"),
       {"model-9.safetensors"}},
      {"ShardOutsideTheFolder",
       text("model.safetensors.index.json", R"({"weight_map": {"a": "../model.safetensors"}})"),
       {"weight_map", "file name"}},
      {"IndexNamesMore",
       text("model.safetensors.index.json", R"({"weight_map": {"a": "model.safetensors"}})"),
       {"index.json", "expected a in model.safetensors"}},
  };
}

std::vector<Forgery> forgeries() {
  std::vector<Forgery> all;
  for (const auto& group :
       {file_forgeries(), text_config_forgeries(), vision_config_forgeries(), weight_forgeries()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

std::size_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

TEST(BadCheckpoint, EachIsRefusedInOneLineAtOnce) {
  const TemporaryFolder good;
  ASSERT_TRUE(make_random_checkpoint(good.path().string(), {}));
  ASSERT_TRUE(open_qwen3_vl(good.path().string()));
  const std::size_t before = peak_bytes();
  const auto all = forgeries();
  EXPECT_GE(all.size(), 40u);
  for (const Forgery& forgery : all) {
    const TemporaryFolder bad;
    fs::copy(good.path(), bad.path(), fs::copy_options::recursive);
    forgery.forge(bad.path());
    const std::clock_t start = std::clock();  // of this process: other load does not count
    const auto model = open_qwen3_vl(bad.path().string());
    const std::clock_t spent = std::clock() - start;
    ASSERT_FALSE(model) << forgery.name << ": was taken";
    const std::string& message = model.error().message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << forgery.name << ": " << message;
    EXPECT_LT(message.size(), 700u) << forgery.name;
    EXPECT_LT(spent, CLOCKS_PER_SEC) << forgery.name;
    for (const std::string& word : forgery.words) {
      EXPECT_NE(message.find(word), std::string::npos)
          << forgery.name << ": no '" << word << "' in: " << message;
    }
  }
  EXPECT_TRUE(kSanitized || peak_bytes() - before < std::size_t{64} << 20);
}

}  // namespace
}  // namespace steadyhand::vision
