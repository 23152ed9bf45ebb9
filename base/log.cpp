#include "base/log.h"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <set>
#include <string>

namespace steadyhand {
namespace {

std::atomic<LogLevel> minimum{LogLevel::info};

const char* name_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
    case LogLevel::silent: break;
  }
  return "";
}

}  // namespace

void set_log_level(LogLevel level) { minimum = level; }

void log(LogLevel level, std::string_view room, std::string_view message) {
  if (level < minimum.load() || level == LogLevel::silent) return;
  std::string line(name_of(level));
  line.append(" [").append(room).append("] ").append(message).append("\n");
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void log_once(LogLevel level, std::string_view room, std::string_view key,
              std::string_view message) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> seen;
  {
    const std::lock_guard lock(mutex);
    if (!seen.emplace(key).second) return;
  }
  log(level, room, message);
}

}  // namespace steadyhand
