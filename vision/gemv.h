// One row times a matrix, in bfloat16 on the CPU: the product that decoding spends its time on.
//
// Each weight is read once and used once, so the bound is memory bandwidth: rows are split over
// the threads, each streams its rows and accumulates in float32. AVX-512 with bfloat16 dot
// products; on other processors `gemv_applies` is false and libtorch's linear is used.
#pragma once

#include <ATen/core/Tensor.h>

namespace steadyhand::vision {

// Is x a single bfloat16 row on the CPU, and the processor one that the fast path was made for?
bool gemv_applies(const at::Tensor& x, const at::Tensor& weight);

// x: [..., in] with one row, weight: [out, in] contiguous; returns [..., out] in bfloat16.
at::Tensor gemv(const at::Tensor& x, const at::Tensor& weight);

}  // namespace steadyhand::vision
