#include "cli/output.h"

#include <gtest/gtest.h>

namespace steadyhand::cli {
namespace {

TEST(Output, NumbersForPeople) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(1000), "1,000");
  EXPECT_EQ(with_thousands(2127532032), "2,127,532,032");
  EXPECT_EQ(with_thousands(-123456), "-123,456");
  EXPECT_EQ(human_bytes(12), "12 B");
  EXPECT_EQ(human_bytes(4255064064), "4.26 GB");
  EXPECT_EQ(human_ms(3.14), "3.1 ms");
  EXPECT_EQ(human_ms(1234.5), "1.23 s");
}

TEST(Output, WrongInputIsTwoWrongSurroundingsAreThree) {
  EXPECT_EQ(fail(bad_input("x")), 2);
  EXPECT_EQ(fail(unavailable("x")), 3);
}

}  // namespace
}  // namespace steadyhand::cli
