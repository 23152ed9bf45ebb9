// The verifier's room against what verifier_oracle.py wrote just before: a network saved by
// training, its judgements, and a picture of known words.
#include <cmath>
#include <gtest/gtest.h>

#include "base/image_codec.h"
#include "base/json.h"
#include "tests/test_data.h"
#include "verifier/crop_classifier.h"
#include "verifier/text_reader.h"

namespace steadyhand::verifier {
namespace {

namespace fs = std::filesystem;

const std::string kOracle = STEADYHAND_ORACLE;

Json expected(const char* member) {
  const auto json = read_json_file(kOracle + "/expected.json");
  EXPECT_TRUE(json) << json.error().message;
  return *json->find(member);
}

Image picture(const std::string& name) {
  auto image = read_image(kOracle + "/" + name);
  EXPECT_TRUE(image) << image.error().message;
  return std::move(*image);
}

TEST(CropClassifier, JudgesAsTheTrainedNetworkDoes) {
  const auto classifier = open_crop_classifier(kOracle + "/checkpoint");
  ASSERT_TRUE(classifier) << classifier.error().message;
  const Image noisy = picture("noisy.png");
  const Json judged = expected("judged");
  for (const Json& one : *judged.array()) {
    const auto& point = *one.find("point")->array();
    const auto found = (*classifier)->classify(noisy.view(), *point[0].real(), *point[1].real());
    float total = 0;
    for (std::size_t i = 0; i < found.kinds.size(); ++i) {
      const double wanted = *(*one.find("kinds")->array())[i].real();
      EXPECT_NEAR(found.kinds[i], wanted, 1e-4) << kWidgetKindNames[i];
      total += found.kinds[i];
    }
    EXPECT_NEAR(total, 1.0f, 1e-5);
    EXPECT_NEAR(found.enabled, *one.find("enabled")->real(), 1e-4);
  }
  EXPECT_EQ(judged.array()->size(), 6u);
}

struct Damage {
  const char* file;
  const char* from;
  const char* to;
  const char* word;  // stands in the message
};

TEST(CropClassifier, RefusesADamagedCheckpoint) {
  for (const Damage& damage :
       {Damage{"config.json", "\"resnet18\"", "\"resnet50\"", "architecture"},
        Damage{"config.json", "\"radio\"", "\"radios\"", "kinds"},
        Damage{"config.json", "\"crop\": 120", "\"crop\": 224", "crop"},
        Damage{"config.json", "\"std\"", "\"dts\"", "std"},
        Damage{"config.json", "\"mean\": [", "\"mean\": [0.5, ", "mean"},
        Damage{"model.safetensors", "layer1.0.bn1.bias", "layer1.0.bn1.bios", "layer1.0.bn1.bi"},
        Damage{"model.safetensors", "conv1.weight.scale", "conv1.weight.scole", "scale"}}) {
    const TemporaryFolder bad;
    fs::copy(kOracle + "/checkpoint", bad.path(), fs::copy_options::recursive);
    std::string text = read_file(bad.path() / damage.file);
    const std::size_t at = text.find(damage.from);
    ASSERT_NE(at, std::string::npos) << damage.from;
    text.replace(at, std::string(damage.from).size(), damage.to);
    bad.write(damage.file, text);
    const auto opened = open_crop_classifier(bad.path().string());
    ASSERT_FALSE(opened) << damage.to;
    EXPECT_NE(opened.error().message.find(damage.word), std::string::npos)
        << opened.error().message;
  }
}

TEST(CropClassifier, TheSelfTestFindsOneWrongWeight) {
  const TemporaryFolder bad;
  fs::copy(kOracle + "/checkpoint", bad.path(), fs::copy_options::recursive);
  std::string text = read_file(bad.path() / "model.safetensors");
  for (std::size_t i = text.size() / 2; i < text.size() / 2 + 400; ++i) text[i] ^= 0x55;
  bad.write("model.safetensors", text);
  const auto opened = open_crop_classifier(bad.path().string());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("self_test"), std::string::npos);
}

const Word* find_word(const std::vector<Word>& words, const std::string& text) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.text == text; });
  return found == words.end() ? nullptr : &*found;
}

class TextReading : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_text_reader();
    ASSERT_TRUE(opened) << opened.error().message;
    reader_ = std::move(*opened);
  }
  std::unique_ptr<TextReader> reader_;
};

TEST_F(TextReading, FindsTheWordsWhereTheyStand) {
  const auto words = reader_->read(picture("words.png").view());
  const Json drawn = expected("words");
  for (const Json& one : *drawn.array()) {
    const std::string& text = *one.find("text")->string();
    const Word* word = find_word(words, text);
    ASSERT_NE(word, nullptr) << text;
    const auto side = [&](std::size_t i) {
      return static_cast<double>(*(*one.find("box")->array())[i].integer());
    };
    EXPECT_NEAR(word->box.left, side(0), 4) << text;
    EXPECT_NEAR(word->box.top, side(1), 4) << text;
    EXPECT_NEAR(word->box.right, side(2), 4) << text;
    EXPECT_NEAR(word->box.bottom, side(3), 4) << text;
  }
  EXPECT_EQ(words.size(), drawn.array()->size());
}

TEST_F(TextReading, ReadsOnlyWhatChanged) {
  Image image = picture("words.png");
  const auto before = reader_->read(image.view());
  EXPECT_EQ(reader_->read(image.view()).size(), before.size());
  // "Quit" is painted over: it goes, all other words stay as they were.
  for (int y = 20; y < 60; ++y) {
    auto* row = image.pixels.data() + (y * image.width + 410) * 3;
    std::fill(row, row + 90 * 3, std::uint8_t{246});
  }
  const auto after = reader_->read(image.view());
  EXPECT_EQ(after.size(), before.size() - 1);
  EXPECT_EQ(find_word(after, "Quit"), nullptr);
  for (const Word& word : after) {
    const Word* same = find_word(before, word.text);
    ASSERT_NE(same, nullptr) << word.text;
    EXPECT_EQ(word.box, same->box);
  }
}

TEST_F(TextReading, AnEmptyScreenHasNoWords) {
  const Image blank{320, 200, PixelFormat::bgrx, std::vector<std::uint8_t>(320 * 200 * 4, 200)};
  EXPECT_TRUE(reader_->read(blank.view()).empty());
}

TEST(TextReader, AMissingLanguageSaysWhatToInstall) {
  const auto opened = open_text_reader({.language = "xyz"});
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("tesseract-ocr-xyz"), std::string::npos);
}

}  // namespace
}  // namespace steadyhand::verifier
