#include "tests/cli/program.h"

#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/test_data.h"

namespace steadyhand::cli {

Finished run_program(const std::vector<std::string>& arguments) {
  const TemporaryFolder folder;
  const std::string out = folder.write("out", "");
  const std::string err = folder.write("err", "");
  const pid_t child = ::fork();
  if (child == 0) {
    if (std::freopen(out.c_str(), "w", stdout) == nullptr ||
        std::freopen(err.c_str(), "w", stderr) == nullptr) {
      std::_Exit(126);
    }
    std::vector<char*> argv{const_cast<char*>(STEADYHAND_PROGRAM)};
    for (const std::string& argument : arguments) {
      argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    ::execv(STEADYHAND_PROGRAM, argv.data());
    std::_Exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
}

}  // namespace steadyhand::cli
