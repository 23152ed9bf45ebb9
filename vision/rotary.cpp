#include "vision/rotary.h"

#include <ATen/ATen.h>
#include <vector>

namespace steadyhand::vision {
namespace {

// theta^(-2k/size) for k = 0 .. size/2 - 1, as the reference computes it in float32.
at::Tensor inverse_frequencies(double theta, std::int64_t size) {
  const auto steps = at::arange(0, size, 2, at::kFloat) / static_cast<double>(size);
  return 1.0 / at::pow(theta, steps);
}

// Which axis turns frequency k: height at 1, 4, 7, ..., width at 2, 5, 8, ..., each as often as
// its section says; time everywhere else.
at::Tensor axis_of_frequency(const TextConfig& config) {
  const std::int64_t count = config.head_dim / 2;
  std::vector<std::int64_t> axis(static_cast<std::size_t>(count), 0);
  for (std::int64_t which = 1; which <= 2; ++which) {
    const std::int64_t end =
        std::min(3 * config.mrope_section[static_cast<std::size_t>(which)], count);
    for (std::int64_t k = which; k < end; k += 3) axis[static_cast<std::size_t>(k)] = which;
  }
  return at::tensor(axis, at::kLong);
}

Rotary from_angles(const at::Tensor& angles, const at::TensorOptions& options) {
  const auto doubled = at::cat({angles, angles}, -1);
  return {doubled.cos().to(options), doubled.sin().to(options)};
}

at::Tensor column(const std::vector<std::int64_t>& values) {
  return at::tensor(values, at::kLong).to(at::kFloat).unsqueeze(-1);
}

}  // namespace

Rotary Rotary::slice(std::int64_t begin, std::int64_t end) const {
  return {cos.slice(0, begin, end), sin.slice(0, begin, end)};
}

Rotary text_rotary(const Positions& positions, const TextConfig& config,
                   const at::TensorOptions& options) {
  const auto axes =
      at::cat({column(positions.axes[0]), column(positions.axes[1]), column(positions.axes[2])},
              -1);                                                       // [tokens, 3]
  const auto turning = axes.index_select(1, axis_of_frequency(config));  // [tokens, Dh/2]
  const auto angles = turning * inverse_frequencies(config.rope_theta, config.head_dim);
  return from_angles(angles, options);
}

Rotary text_rotary_at(std::int64_t position, const TextConfig& config,
                      const at::TensorOptions& options) {
  const auto angles = static_cast<double>(position) *
                      inverse_frequencies(config.rope_theta, config.head_dim).unsqueeze(0);
  return from_angles(angles, options);
}

Rotary vision_rotary(std::span<const Grid> grids, const VisionConfig& config, at::Device device) {
  const std::int64_t merge = config.spatial_merge_size;
  std::vector<at::Tensor> rows;
  std::vector<at::Tensor> columns;
  for (const Grid& grid : grids) {
    const auto in_blocks = [&](const at::Tensor& values) {
      return values.expand({grid.height, grid.width})
          .reshape({grid.height / merge, merge, grid.width / merge, merge})
          .transpose(1, 2)
          .reshape({-1})
          .repeat({grid.frames});
    };
    rows.push_back(in_blocks(at::arange(grid.height, at::kFloat).unsqueeze(1)));
    columns.push_back(in_blocks(at::arange(grid.width, at::kFloat).unsqueeze(0)));
  }
  const std::int64_t head_size = config.hidden_size / config.num_heads;
  const auto frequencies = inverse_frequencies(10000.0, head_size / 2);
  const auto angles = at::cat(
      {at::cat(rows).unsqueeze(1) * frequencies, at::cat(columns).unsqueeze(1) * frequencies}, -1);
  return from_angles(angles, at::dtype(at::kFloat).device(device));
}

at::Tensor rotate(const at::Tensor& x, const Rotary& rotary) {
  const auto type = rotary.cos.scalar_type();
  const auto wide = x.to(type);
  const std::int64_t half = x.size(-1) / 2;
  const auto turned = at::cat({wide.slice(-1, half).neg(), wide.slice(-1, 0, half)}, -1);
  const auto out = wide * rotary.cos.unsqueeze(1) + turned * rotary.sin.unsqueeze(1);
  return out.to(x.scalar_type());
}

}  // namespace steadyhand::vision
