// What all verbs say alike: errors on standard error, numbers for people, exit codes.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace steadyhand::cli {

// Prints "steadyhand: MESSAGE" and returns the exit code that goes with the error.
int fail(const Error& error);

std::string with_thousands(long long value);  // 2127532032 -> "2,127,532,032"
std::string human_bytes(std::size_t bytes);   // 4255064064 -> "4.26 GB"
std::string human_ms(double ms);              // 1234.5 -> "1.23 s"

}  // namespace steadyhand::cli
