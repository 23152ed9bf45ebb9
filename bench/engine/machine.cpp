#include "bench/engine/machine.h"

#include <ATen/Parallel.h>
#include <torch/version.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace steadyhand::bench {
namespace {

// The first line of /proc/cpuinfo with that key, without it; empty where there is none.
std::string cpu_info(const std::string& key) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with(key) && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "";
}

Json::Array vector_extensions() {
  Json::Array found;
  std::istringstream flags(cpu_info("flags"));
  for (std::string flag; flags >> flag;) {
    if (flag == "avx2" || flag.starts_with("avx512") || flag.starts_with("amx")) {
      found.emplace_back(flag);
    }
  }
  return found;
}

}  // namespace

Json machine() {
  const double pages = static_cast<double>(::sysconf(_SC_PHYS_PAGES));
  const double page_bytes = static_cast<double>(::sysconf(_SC_PAGESIZE));
  Json json;
  json.set("cpu", cpu_info("model name"));
  json.set("cpu_family", cpu_info("cpu family")).set("cpu_model", cpu_info("model\t"));
  json.set("cores", static_cast<std::int64_t>(std::thread::hardware_concurrency()));
  json.set("threads", static_cast<std::int64_t>(at::get_num_threads()));
  json.set("flags", vector_extensions());
  json.set("memory_gib", pages * page_bytes / (1 << 30));
  return json.set("torch", TORCH_VERSION).set("compiler", __VERSION__);
}

double load_average() {
  double one = 0;
  return ::getloadavg(&one, 1) == 1 ? one : -1.0;
}

}  // namespace steadyhand::bench
