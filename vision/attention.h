// Scaled dot-product attention through libtorch, in the shapes the two towers need.
//
// Softmax(q k^T / sqrt(head size)) v. The back-end that libtorch chose is logged once for each
// kind of call. Pure functions on tensors; any thread.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <span>

namespace steadyhand::vision {

// Every row sees every row of its segment. q, k, v: [tokens, heads, size]; `lengths` are the
// segments, in order, and add up to tokens. Returns [tokens, heads, size].
at::Tensor attend_segments(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                           std::span<const std::int64_t> lengths);

// The last q rows of a sequence see all rows up to their own. q: [queries, Nq, size],
// k, v: [Nkv, keys, size] with keys >= queries and Nkv dividing Nq. Returns [queries, Nq, size].
at::Tensor attend_causal(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v);

}  // namespace steadyhand::vision
