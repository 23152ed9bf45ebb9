// The process' log: one line an event on standard error, a level and a room in front.
//
// Safe from any thread; a line is written whole. `set_log_level` is for main, before threads start.
#pragma once

#include <string_view>

namespace steadyhand {

enum class LogLevel { debug, info, warning, error, silent };

void set_log_level(LogLevel level);
void log(LogLevel level, std::string_view room, std::string_view message);

// Logs a message the first time a call with this key is made, and never again.
void log_once(LogLevel level, std::string_view room, std::string_view key,
              std::string_view message);

}  // namespace steadyhand
