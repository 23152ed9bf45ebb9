#include "bench/engine/samples.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace steadyhand::bench {

double Samples::percentile(double share) const {
  std::vector<double> sorted = ms_;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted.at(static_cast<std::size_t>(std::max(rank, 1.0)) - 1);
}

Json Samples::json() const {
  Json json;
  json.set("n", static_cast<std::int64_t>(count())).set("best_ms", best());
  return json.set("p50_ms", median()).set("p95_ms", percentile(0.95));
}

std::string Samples::row() const {
  char text[80];
  std::snprintf(text, sizeof text, "%10.2f %10.2f %10.2f %6zu", best(), median(), percentile(0.95),
                count());
  return text;
}

double milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return taken.count();
}

Samples measure(int warm_up, int repeats, const std::function<void()>& work) {
  for (int i = 0; i < warm_up; ++i) work();
  Samples samples;
  for (int i = 0; i < repeats; ++i) samples.add(milliseconds(work));
  return samples;
}

}  // namespace steadyhand::bench
