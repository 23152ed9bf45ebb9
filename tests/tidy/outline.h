// What stands where in a source file, found without a compiler: functions, namespaces, includes.
//
// The C++ scanner blanks comments, literals and preprocessor lines, then follows braces; it knows
// constructors' initialiser lists, raw strings, lambdas and braced values. It does not expand
// macros. The Python scanner follows logical lines and their indentation. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace steadyhand::tidy {

struct Function {
  std::string head;    // its first words, for messages
  int first_line = 0;  // of the head
  int last_line = 0;   // of the closing brace, or of the last statement in Python

  int length() const { return last_line - first_line + 1; }
};

struct Namespace {
  std::string name;  // with the enclosing ones: "steadyhand::vision"; unnamed ones are left out
  int line = 0;
};

struct Include {
  std::string path;
  bool quoted = false;  // "path" rather than <path>
  int line = 0;
};

struct CppOutline {
  std::vector<Function> functions;  // outermost ones: a lambda counts to the function around it
  std::vector<Namespace> namespaces;
};

// The same text with comments and the contents of literals replaced by spaces, line by line.
std::string blank_comments_and_literals(std::string_view cpp);

std::vector<Include> includes_of(std::string_view cpp);
CppOutline outline_cpp(std::string_view cpp);
std::vector<Function> python_functions(std::string_view python);
std::vector<Function> shell_functions(std::string_view shell);

}  // namespace steadyhand::tidy
