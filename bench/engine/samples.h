// Repeated measurements of one thing, and what is said of them: best, median, 95th percentile.
//
// One thread. The first runs are thrown away (caches, page tables, the library's own set-up).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/json.h"

namespace steadyhand::bench {

class Samples {
 public:
  void add(double ms) { ms_.push_back(ms); }
  std::size_t count() const { return ms_.size(); }
  double at(std::size_t i) const { return ms_[i]; }
  double best() const { return percentile(0.0); }
  double median() const { return percentile(0.5); }
  double percentile(double share) const;  // nearest rank
  Json json() const;                      // {"n", "best_ms", "p50_ms", "p95_ms"}
  std::string row() const;                // the same three, for people

 private:
  std::vector<double> ms_;
};

double milliseconds(const std::function<void()>& work);

// Runs `work` `warm_up` times unmeasured, then `repeats` times.
Samples measure(int warm_up, int repeats, const std::function<void()>& work);

}  // namespace steadyhand::bench
