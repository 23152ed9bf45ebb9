// The vertical pass of a resize: one output row as the weighted sum of a few input rows.
//
// out[i] = clamp((half + sum over j of weights[j] * rows[j][i]) >> precision, 0, 255), half being
// 1 << (precision - 1). AVX-512 where the processor has it, plain C++ elsewhere; both give the same
// bytes. Pure function, any thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace steadyhand::vision {

struct WeightedRows {
  const std::uint8_t* first = nullptr;  // the first input row
  std::ptrdiff_t stride = 0;            // bytes from one to the next
  const std::int16_t* weights = nullptr;
  int count = 0;  // rows; weights[count] is readable and zero where count is odd
  int precision = 0;
};

void sum_weighted_rows(const WeightedRows& rows, std::uint8_t* out, std::ptrdiff_t bytes);

}  // namespace steadyhand::vision
