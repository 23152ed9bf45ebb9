// Runs the program as a user does, and keeps what it printed.
#pragma once

#include <string>
#include <vector>

namespace steadyhand::cli {

struct Finished {
  int exit_code = -1;
  std::string out;
  std::string err;
};

// Runs `steadyhand` with these arguments, no shell in between, and waits for its end.
Finished run_program(const std::vector<std::string>& arguments);

}  // namespace steadyhand::cli
