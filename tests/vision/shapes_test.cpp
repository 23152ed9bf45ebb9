// The published shapes: tensor and parameter counts, and the official configurations.
#include <gtest/gtest.h>

#include "tests/test_data.h"
#include "vision/config.h"
#include "vision/random_checkpoint.h"

namespace steadyhand::vision {
namespace {

struct Published {
  const char* shape;
  std::size_t tensors;
  std::int64_t parameters;
};

constexpr Published kPublished[] = {{"2B", 625, 2127532032},
                                    {"4B", 713, 4437815808},
                                    {"8B", 750, 8767123696},
                                    {"32B", 1058, 33357390064}};

TEST(Shapes, CountsAreThoseOfThePublishedCheckpoints) {
  for (const Published& published : kPublished) {
    const auto specs = random_checkpoint_tensors(published.shape);
    ASSERT_TRUE(specs) << specs.error().message;
    EXPECT_EQ(specs->size(), published.tensors) << published.shape;
    std::int64_t parameters = 0;
    for (const TensorSpec& spec : *specs) {
      parameters += static_cast<std::int64_t>(spec.bytes() / bytes_per_element(spec.type));
    }
    EXPECT_EQ(parameters, published.parameters) << published.shape;
  }
}

TEST(Shapes, AnUnknownOneIsRefused) {
  const auto specs = random_checkpoint_tensors("3B");
  ASSERT_FALSE(specs);
  EXPECT_NE(specs.error().message.find("got 3B"), std::string::npos);
}

struct Official {
  const char* file;
  std::int64_t hidden_size;
  std::int64_t vision_depth;
  bool tied;
};

TEST(Shapes, OfficialConfigurationsAreRead) {
  const auto files = foreign_data("qwen3vl/checkpoint-files");
  STEADYHAND_NEEDS(files);
  for (const Official& official :
       {Official{"config.2B.json", 2048, 24, true}, Official{"config.4B.json", 2560, 24, true},
        Official{"config.8B.json", 4096, 27, false}}) {
    const TemporaryFolder folder;
    folder.write("config.json", read_file(files / official.file));
    folder.write("generation_config.json", read_file(files / "generation_config.2B.json"));
    for (const char* name : {"preprocessor_config.json", "video_preprocessor_config.json"}) {
      folder.write(name, read_file(files / name));
    }
    const auto config = read_model_config(folder.path().string());
    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->text.hidden_size, official.hidden_size);
    EXPECT_EQ(config->text.head_dim, 128);
    EXPECT_EQ(config->text.rope_theta, 5e6);
    EXPECT_EQ(config->vision.depth, official.vision_depth);
    EXPECT_EQ(config->tie_word_embeddings, official.tied);
    EXPECT_EQ(config->image_token_id, 151655);
    EXPECT_EQ(config->image_budget.max_pixels, 16777216);
    EXPECT_EQ(config->video_budget.min_pixels, 4096);
    EXPECT_EQ(config->generation.eos_token_ids, (std::vector<std::int64_t>{151645, 151643}));
    EXPECT_EQ(config->generation.top_k, 20);
  }
}

}  // namespace
}  // namespace steadyhand::vision
