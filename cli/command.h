// The verbs of the program: each adds itself to the command line and runs when it was named.
//
// Exit codes: 0 all went well, 1 an assertion or comparison failed, 2 the input is wrong, 3 the
// surroundings failed.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "base/result.h"

namespace steadyhand::cli {

// What the chosen verb does once the whole command line was understood; returns the exit code.
using Action = std::function<int()>;

void add_generate(CLI::App& app, Action& chosen);
void add_model(CLI::App& app, Action& chosen);

}  // namespace steadyhand::cli
