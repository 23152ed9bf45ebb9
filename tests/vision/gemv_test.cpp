#include "vision/gemv.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

namespace steadyhand::vision {
namespace {

struct Shape {
  std::int64_t out;
  std::int64_t in;
};

// One thread's share, blocks that do not divide, tails shorter than a register, one row.
constexpr Shape kShapes[] = {{1, 1},     {3, 31},     {64, 32},     {65, 33},    {288, 64},
                             {127, 100}, {640, 2048}, {1001, 1000}, {4097, 513}, {151, 6144}};

class Gemv : public testing::Test {
 protected:
  void SetUp() override {
    const auto row = at::zeros({1, 32}, at::kBFloat16);
    if (!gemv_applies(row, row)) {
      GTEST_SKIP() << "this processor has no bfloat16 dot products: libtorch's linear is used";
    }
  }
  c10::InferenceMode inference_;
};

TEST_F(Gemv, IsTheProductWithinBfloat16) {
  at::manual_seed(1);
  for (const Shape& shape : kShapes) {
    const auto x = at::randn({1, shape.in}).to(at::kBFloat16);
    const auto weight = at::randn({shape.out, shape.in}).to(at::kBFloat16);
    const auto got = gemv(x, weight).to(at::kDouble);
    const auto expected = at::linear(x.to(at::kDouble), weight.to(at::kDouble));
    ASSERT_EQ(got.sizes(), expected.sizes());
    // Half a unit in bfloat16's last place, and float32's rounding of a long sum.
    const auto allowed = expected.abs() / 256 + 1e-4 * static_cast<double>(shape.in);
    EXPECT_TRUE((got - expected).abs().le(allowed).all().item<bool>())
        << shape.out << "x" << shape.in;
  }
}

TEST_F(Gemv, RepeatsItselfBitForBit) {
  const auto x = at::randn({1, 2048}).to(at::kBFloat16);
  const auto weight = at::randn({6144, 2048}).to(at::kBFloat16);
  const auto first = gemv(x, weight);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(gemv(x, weight).equal(first));
}

TEST_F(Gemv, IsForOneBfloat16RowOnly) {
  const auto weight = at::zeros({8, 32}, at::kBFloat16);
  EXPECT_FALSE(gemv_applies(at::zeros({2, 32}, at::kBFloat16), weight));
  EXPECT_FALSE(gemv_applies(at::zeros({1, 32}), weight));
  EXPECT_FALSE(gemv_applies(at::zeros({1, 32}, at::kBFloat16), weight.t()));
}

}  // namespace
}  // namespace steadyhand::vision
