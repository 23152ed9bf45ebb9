#include "base/json.h"

#include <bit>
#include <cmath>
#include <random>

#include "base/json_fields.h"
#include "tests/test_data.h"

namespace steadyhand {
namespace {

Json parsed(std::string_view text) {
  auto json = parse_json(text, "text");
  EXPECT_TRUE(json) << text;
  return json ? *json : Json();
}

std::string refusal(std::string_view text) {
  const auto json = parse_json(text, "text");
  EXPECT_FALSE(json) << text;
  return json ? "" : json.error().message;
}

TEST(Json, agrees_with_the_parsing_corpus) {
  const auto corpus = foreign_data("corpora/json");
  STEADYHAND_NEEDS(corpus);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json") continue;
    ++files;
    const auto json = parse_json(read_file(entry.path()), name);
    // The grammar allows a key to stand twice; we do not, as two readers may take different values.
    const bool doubled = name.starts_with("y_object_duplicated_key");
    EXPECT_FALSE(name.starts_with("y_") && !doubled && !json) << json.error().message;
    EXPECT_FALSE(doubled && json) << name;
    EXPECT_FALSE(name.starts_with("n_") && json) << name;
    EXPECT_TRUE(!json || parsed(json->dump()).dump() == json->dump()) << name;
  }
  EXPECT_GT(files, 300);
}

TEST(Json, says_where_and_what) {
  EXPECT_EQ(refusal("{\n  \"a\": 1,\n  \"a\": 2}"),
            "text: line 3, column 5: the key \"a\" stands twice");
  EXPECT_EQ(refusal("[1, 1e400]"),
            "text: line 1, column 10: a number outside the range of a double");
  EXPECT_EQ(refusal("[1, 2"), "text: line 1, column 6: incomplete JSON");
  EXPECT_EQ(refusal(""), "text: line 1, column 1: incomplete JSON");
  EXPECT_NE(refusal("\xEF\xBB\xBF{}").find("line 1, column 1"), std::string::npos);
  EXPECT_NE(refusal("[] []").find("column 4"), std::string::npos);
  EXPECT_NE(refusal("[\"\xFF\"]").find("line 1"), std::string::npos);
}

TEST(Json, finds_a_late_error_in_linear_time) {
  std::string lines;
  for (int i = 0; i < 1'000'000; ++i) lines += "[],\n";
  EXPECT_EQ(refusal("[" + lines + "x"), "text: line 1000001, column 1: syntax error");
}

TEST(Json, limits_nesting_to_64_levels) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse_json(nested(64), "text"));
  EXPECT_FALSE(parse_json(nested(65), "text"));
  EXPECT_FALSE(parse_json(std::string(1'000'000, '['), "text"));
}

TEST(Json, keeps_whole_numbers_and_the_order_of_members) {
  const Json json = parsed(R"({"z": 9223372036854775807, "a": -9223372036854775808, "m": 1.0})");
  EXPECT_EQ(*json.find("z")->integer(), INT64_MAX);
  EXPECT_EQ(*json.find("a")->integer(), INT64_MIN);
  EXPECT_EQ(*json.find("m")->real(), 1.0);
  EXPECT_EQ(json.dump(), R"({"z":9223372036854775807,"a":-9223372036854775808,"m":1.0})");
  EXPECT_EQ(*parsed("9223372036854775808").real(), 9223372036854775808.0);
}

TEST(Json, reads_and_writes_every_double_exactly) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 200'000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    char digits[64];
    std::snprintf(digits, sizeof digits, "%.17e", value);
    ASSERT_EQ(*parsed(digits).real(), value) << digits;
    ASSERT_EQ(*parsed(Json(value).dump()).real(), value) << digits;
  }
}

TEST(Json, writes_as_python_does) {
  const Json json = parsed(
      R"({"k": "é<&>\u0001\"\\/\n", "reals": [100000.0, 1e16, 0.0001, 0.00001, 1e-7, 1.5e300, -0.0,
          123456789012345.6, 0.1], "deep": {"empty": {}, "none": [], "t": true, "n": null}})");
  EXPECT_EQ(json.dump(Json::Style::python),
            "{\"k\": \"é<&>\\u0001\\\"\\\\/\\n\", \"reals\": [100000.0, 1e+16, 0.0001, 1e-05, "
            "1e-07, 1.5e+300, -0.0, 123456789012345.6, 0.1], \"deep\": {\"empty\": {}, "
            "\"none\": [], \"t\": true, \"n\": null}}");
  EXPECT_EQ(json.find("deep")->dump(Json::Style::pretty),
            "{\n  \"empty\": {},\n  \"none\": [],\n  \"t\": true,\n  \"n\": null\n}");
}

TEST(Json, quotes_names_for_messages) {
  EXPECT_EQ(in_quotes("a\n\"b"), R"("a\n\"b")");
  EXPECT_EQ(in_quotes(std::string(50, 'x'), 10), "\"xxxxxx...");
  EXPECT_EQ(in_quotes("aaaaaéééééé", 10), "\"aaaaa...") << "no character is cut in two";
  EXPECT_EQ(Json(std::string(1'000'000, 'x')).describe().size(), 51u);
}

TEST(Json, survives_the_list_of_naughty_strings) {
  const auto path = foreign_data("corpora/strings/blns.json");
  STEADYHAND_NEEDS(path);
  const auto json = read_json_file(path.string());
  ASSERT_TRUE(json) << json.error().message;
  for (const Json& text : *json->array()) {
    EXPECT_EQ(*parsed(text.dump()).string(), *text.string());
  }
}

TEST(Json, refuses_a_file_that_is_too_large_or_none) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.json", "[1, 2, 3]");
  EXPECT_TRUE(read_json_file(path, 9));
  EXPECT_EQ(read_json_file(path, 8).error().message, path + ": expected at most 8 bytes, got 9");
  EXPECT_EQ(read_json_file(folder.path().string()).error().code, ErrorCode::unavailable);
  EXPECT_EQ(read_json_file(path + "x").error().code, ErrorCode::unavailable);
}

TEST(JsonFields, keeps_the_first_error_with_field_expected_and_got) {
  const Json json = parsed(R"({"size": 70000, "name": 3, "list": [1, "x"], "none": null})");
  Fields fields(json, "config.json");
  EXPECT_EQ(fields.integer("none", 0, 9, 7), 7);
  EXPECT_FALSE(fields.error());
  fields.integer("size", 1, 65536);
  fields.string("name");
  ASSERT_TRUE(fields.error());
  EXPECT_EQ(fields.error()->message,
            "config.json: size: expected a whole number from 1 to 65536, got the number 70000");

  Fields list(json, "config.json");
  list.integers("list", 0, 5);
  EXPECT_EQ(list.error()->message,
            "config.json: list: expected an array, each a whole number from 0 to 5, got one that "
            "holds the string \"x\"");

  Fields absent(json, "config.json");
  absent.object("text_config");
  EXPECT_EQ(absent.error()->message, "config.json: text_config: expected an object, got nothing");
}

}  // namespace
}  // namespace steadyhand
