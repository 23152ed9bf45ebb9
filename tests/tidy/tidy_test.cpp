// Our own sources against the rules of rules.h.
#include <gtest/gtest.h>

#include "tests/tidy/rules.h"

namespace steadyhand::tidy {
namespace {

const Tree& own_tree() {
  static const Tree tree = read_tree(STEADYHAND_SOURCE_DIR);
  return tree;
}

void expect_none(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) text += describe(finding) + "\n";
  EXPECT_TRUE(findings.empty()) << text;
}

TEST(Tidy, ReadsTheTree) {
  EXPECT_NE(own_tree().find("tests/tidy/tidy_test.cpp"), nullptr);
  EXPECT_NE(own_tree().find("base/result.h"), nullptr);
}

TEST(Tidy, IncludesKeepToTheirFloor) { expect_none(check_include_floors(own_tree())); }
TEST(Tidy, ThirdPartiesStayAtHome) { expect_none(check_third_parties(own_tree())); }
TEST(Tidy, DoorsShowNoThirdParty) { expect_none(check_doors(own_tree())); }
TEST(Tidy, Layout) { expect_none(check_layout(own_tree())); }
TEST(Tidy, FunctionsAndFilesFitOnAScreen) { expect_none(check_lengths(own_tree())); }
TEST(Tidy, HeadersExplainThemselves) { expect_none(check_headers(own_tree())); }
TEST(Tidy, OneNamespaceAFolder) { expect_none(check_namespaces(own_tree())); }
TEST(Tidy, NoDeadFile) { expect_none(check_dead_files(own_tree())); }
TEST(Tidy, NoStrayWords) { expect_none(check_words(own_tree())); }

}  // namespace
}  // namespace steadyhand::tidy
