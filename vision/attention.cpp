#include "vision/attention.h"

#include <ATen/ATen.h>
#include <ATen/SDPBackend.h>
#include <ATen/ops/_fused_sdp_choice.h>
#include <optional>
#include <string>
#include <vector>

#include "base/log.h"

namespace steadyhand::vision {
namespace {

std::string backend_name(std::int64_t backend) {
  switch (static_cast<at::SDPBackend>(backend)) {
    case at::SDPBackend::math: return "math";
    case at::SDPBackend::flash_attention: return "flash";
    case at::SDPBackend::efficient_attention: return "memory-efficient";
    case at::SDPBackend::cudnn_attention: return "cudnn";
    case at::SDPBackend::overrideable: return "overrideable";
    case at::SDPBackend::error: break;
  }
  return "none";
}

// q: [1, heads, queries, size]; k, v: [1, heads, keys, size]; mask: [queries, keys] or nothing.
at::Tensor sdpa(const char* kind, const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                const std::optional<at::Tensor>& mask, bool is_causal) {
  const std::string key = std::string(kind) + " " + q.device().str();
  static thread_local std::string last_logged;  // spares the choice and the lock on every call
  if (last_logged != key) {
    const std::int64_t backend = at::_fused_sdp_choice(q, k, v, mask, 0.0, is_causal);
    log_once(LogLevel::info, "vision", "attention " + key,
             "attention (" + key + "): " + backend_name(backend));
    last_logged = key;
  }
  return at::scaled_dot_product_attention(q, k, v, mask, 0.0, is_causal);
}

at::Tensor heads_first(const at::Tensor& x) { return x.transpose(0, 1).unsqueeze(0); }

// What the last `queries` of `keys` rows may see: 0, or minus infinity past their own row.
at::Tensor causal_mask(std::int64_t queries, std::int64_t keys, const at::TensorOptions& options) {
  const auto minus_infinity =
      at::full({queries, keys}, -std::numeric_limits<double>::infinity(), options);
  return minus_infinity.triu(keys - queries + 1);
}

}  // namespace

at::Tensor attend_segments(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                           std::span<const std::int64_t> lengths) {
  std::vector<at::Tensor> parts;
  std::int64_t begin = 0;
  for (const std::int64_t length : lengths) {
    const auto part = [&](const at::Tensor& x) {
      return heads_first(x.slice(0, begin, begin + length));
    };
    const auto out = sdpa("picture", part(q), part(k), part(v), {}, false);
    parts.push_back(out.squeeze(0).transpose(0, 1));
    begin += length;
  }
  return parts.size() == 1 ? parts.front() : at::cat(parts);
}

at::Tensor attend_causal(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) {
  const std::int64_t queries = q.size(0);
  const std::int64_t heads = q.size(1);
  const std::int64_t size = q.size(2);
  const std::int64_t kv_heads = k.size(0);
  const std::int64_t keys = k.size(1);
  const std::int64_t group = heads / kv_heads;
  if (queries == 1) {
    // The heads that share a key head stand as rows of one query: nothing is copied or masked.
    const auto rows = q.view({1, kv_heads, group, size});
    return sdpa("decode", rows, k.unsqueeze(0), v.unsqueeze(0), {}, false).view({1, heads, size});
  }
  const auto shared = [&](const at::Tensor& x) {
    return x.unsqueeze(1).expand({kv_heads, group, keys, size}).reshape({1, heads, keys, size});
  };
  std::optional<at::Tensor> mask;
  if (keys > queries) mask = causal_mask(queries, keys, q.options());
  const auto out =
      sdpa(mask ? "chunk" : "prefill", heads_first(q), shared(k), shared(v), mask, !mask);
  return out.squeeze(0).transpose(0, 1);
}

}  // namespace steadyhand::vision
