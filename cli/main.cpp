// The program: one verb, its options, its exit code.
#include <cstdio>
#include <exception>

#include "base/log.h"
#include "cli/command.h"

int main(int argc, char** argv) {
  using namespace steadyhand::cli;
  CLI::App app{
      "Steadyhand lets a vision-language model drive a graphical desktop, and looks twice."};
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  app.set_version_flag("--version", "steadyhand " STEADYHAND_VERSION);
  bool verbose = false;
  app.add_flag("--verbose", verbose, "log what the engine chose, on standard error");
  Action chosen;
  add_generate(app, chosen);
  add_model(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  steadyhand::set_log_level(verbose ? steadyhand::LogLevel::info : steadyhand::LogLevel::warning);
  try {
    return chosen();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "steadyhand: %s\n", error.what());
    return 3;
  }
}
