#include "vision/positions.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace steadyhand::vision {
namespace {

ModelConfig pads() {
  ModelConfig config;
  config.image_token_id = 151655;
  config.video_token_id = 151656;
  return config;
}

std::vector<Grid> grids(const Json& golden, const char* name) {
  std::vector<Grid> list;
  const Json* rows = golden.find(name);
  if (rows == nullptr) return list;
  for (const Json& row : *rows->array()) {
    const auto& sizes = *row.array();
    list.push_back({*sizes[0].integer(), *sizes[1].integer(), *sizes[2].integer()});
  }
  return list;
}

TEST(Positions, TheThreeGoldenCases) {
  const auto golden = read_json_file(STEADYHAND_GOLDEN "/rope_golden.json");
  ASSERT_TRUE(golden) << golden.error().message;
  ASSERT_EQ(golden->object()->size(), 3u);
  for (const auto& [name, one] : *golden->object()) {
    std::vector<std::int32_t> ids;
    for (const Json& id : *one.find("ids")->array()) {
      ids.push_back(static_cast<std::int32_t>(*id.integer()));
    }
    const auto positions =
        token_positions(ids, grids(one, "image_grid_thw"), grids(one, "video_grid_thw"), pads());
    ASSERT_TRUE(positions) << name << ": " << positions.error().message;
    EXPECT_EQ(positions->delta, *one.find("delta")->integer()) << name;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      Json::Array got(positions->axes[axis].begin(), positions->axes[axis].end());
      EXPECT_EQ(Json(std::move(got)).dump(), (*one.find("pos")->array())[axis].dump()) << name;
    }
  }
}

TEST(Positions, PadsMustMatchThePictures) {
  const std::vector<std::int32_t> five(5, 151655);
  const std::vector<Grid> four{{1, 4, 4}};
  EXPECT_FALSE(token_positions(five, four, {}, pads()));  // one pad too many
  EXPECT_FALSE(token_positions(std::span(five).first(3), four, {}, pads()));
  EXPECT_FALSE(token_positions({}, four, {}, pads()));
  EXPECT_TRUE(token_positions(std::span(five).first(4), four, {}, pads()));
}

}  // namespace
}  // namespace steadyhand::vision
