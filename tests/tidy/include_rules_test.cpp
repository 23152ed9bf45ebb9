#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tidy/example.h"
#include "tests/tidy/rules.h"

namespace steadyhand::tidy {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// A house of three rooms, with one more file in it.
Tree house_with(const std::string& path, const std::string& text) {
  return example({{"base/CMakeLists.txt", "set(doors image.h)\n"},
                  {"base/image.h", "#pragma once\n"},
                  {"vision/CMakeLists.txt", "steadyhand_room(vision\n  DOORS model.h)\n"},
                  {"vision/model.h", "#pragma once\n"},
                  {"vision/rope.h", "#pragma once\n"},
                  {"agent/CMakeLists.txt", "steadyhand_room(agent DOORS agent.h)\n"},
                  {"agent/agent.h", "#pragma once\n"},
                  {path, text}});
}

std::string floors(const std::string& path, const std::string& include) {
  return text_of(check_include_floors(house_with(path, "#include \"" + include + "\"\n")));
}

TEST(IncludeFloors, DownAndInsideIsAllowed) {
  EXPECT_EQ(floors("vision/a.cpp", "base/image.h"), "");
  EXPECT_EQ(floors("vision/a.cpp", "vision/rope.h"), "");
  EXPECT_EQ(floors("agent/a.cpp", "vision/model.h"), "");
  EXPECT_EQ(floors("tests/vision/a.cpp", "vision/rope.h"), "");
}

TEST(IncludeFloors, UpAndSidewaysIsNot) {
  EXPECT_THAT(floors("vision/a.cpp", "agent/agent.h"),
              StartsWith("vision/a.cpp:1: include floor: vision/ must not include"));
  EXPECT_THAT(floors("base/a.h", "vision/model.h"), HasSubstr("base/ must not include"));
  EXPECT_THAT(floors("verifier/a.cpp", "vision/model.h"), HasSubstr("verifier/ must not include"));
}

TEST(IncludeFloors, AnotherRoomIsEnteredByItsDoors) {
  EXPECT_THAT(floors("agent/a.cpp", "vision/rope.h"), HasSubstr("is no door of vision/"));
}

TEST(IncludeFloors, IncludesAreFromTheRoot) {
  EXPECT_THAT(floors("vision/a.cpp", "rope.h"), HasSubstr("include from the root"));
  EXPECT_THAT(floors("vision/a.cpp", "../base/image.h"), HasSubstr("include from the root"));
}

TEST(IncludeFloors, NothingIncludesTests) {
  const Tree tree =
      example({{"tests/fixture.h", ""}, {"vision/a.cpp", "#include \"tests/fixture.h\"\n"}});
  EXPECT_THAT(text_of(check_include_floors(tree)), HasSubstr("nothing may include tests/"));
}

std::string parties(const std::string& path, const std::string& include) {
  return text_of(check_third_parties(example({{path, "#include <" + include + ">\n"}})));
}

TEST(ThirdParties, StayAtHome) {
  EXPECT_EQ(parties("vision/a.cpp", "ATen/ATen.h"), "");
  EXPECT_EQ(parties("base/json.cpp", "boost/json.hpp"), "");
  EXPECT_EQ(parties("base/a.cpp", "vector"), "");
  EXPECT_EQ(parties("base/a.cpp", "sys/mman.h"), "");
  EXPECT_THAT(parties("cli/a.cpp", "ATen/ATen.h"),
              StartsWith("cli/a.cpp:1: third party: libtorch may be named only in vision/"));
  EXPECT_THAT(parties("server/a.cpp", "boost/json.hpp"), HasSubstr("Boost.JSON may be named"));
  EXPECT_THAT(parties("vision/a.cpp", "opencv2/core.hpp"), HasSubstr("OpenCV may be named"));
  EXPECT_THAT(parties("agent/a.cpp", "X11/Xlib.h"), HasSubstr("X11 may be named"));
  EXPECT_THAT(parties("agent/a.cpp", "sqlite3.h"), HasSubstr("SQLite may be named"));
  EXPECT_THAT(parties("agent/report.cpp", "yaml-cpp/yaml.h"), HasSubstr("yaml-cpp may be named"));
  EXPECT_THAT(parties("base/a.cpp", "CLI/CLI.hpp"), HasSubstr("CLI11 may be named"));
  EXPECT_THAT(parties("base/a.cpp", "gtest/gtest.h"), HasSubstr("GoogleTest may be named"));
}

TEST(ThirdParties, AnUnknownOneIsNotWavedThrough) {
  EXPECT_THAT(parties("base/a.cpp", "nlohmann/json.hpp"), HasSubstr("no known third party"));
}

TEST(Doors, ShowNoThirdPartyNotEvenThroughAnother) {
  const Tree tree = example({{"vision/CMakeLists.txt", "steadyhand_room(vision DOORS model.h)\n"},
                             {"vision/model.h", "#include \"vision/weights.h\"\n"},
                             {"vision/weights.h", "#include <ATen/ATen.h>\n"}});
  EXPECT_EQ(text_of(check_doors(tree)),
            "vision/model.h: door: includes <ATen/ATen.h> through \"vision/weights.h\": hide it in "
            "the .cpp behind an abstract class\n");
}

}  // namespace
}  // namespace steadyhand::tidy
