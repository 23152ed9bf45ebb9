// Expected outcomes as values: a Result<T> holds a T or an Error.
//
// Use it for what a caller must be ready for (a file that is missing, a field that is wrong).
// Programmer errors assert; set-up that cannot go on throws once, to main.
// Result and Error own what they hold, are movable, and carry no lock: one thread at a time.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace steadyhand {

enum class ErrorCode {
  bad_input,    // the input is wrong: the message names file, field, expected and got (exit 2)
  unavailable,  // the surroundings failed: missing file, display, memory, disk (exit 3)
  cancelled,    // somebody asked to stop
};

struct Error {
  ErrorCode code = ErrorCode::bad_input;
  std::string message;
};

inline Error bad_input(std::string message) {
  return {ErrorCode::bad_input, std::move(message)};
}
inline Error unavailable(std::string message) {
  return {ErrorCode::unavailable, std::move(message)};
}

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is an error

  explicit operator bool() const { return std::holds_alternative<T>(state_); }

  // The value; asserts that there is one.
  T& value() & { return check(), std::get<T>(state_); }
  const T& value() const& { return check(), std::get<T>(state_); }
  T&& value() && { return check(), std::get<T>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // The error; asserts that there is one.
  const Error& error() const {
    assert(!*this);
    return std::get<Error>(state_);
  }

 private:
  void check() const { assert(*this); }
  std::variant<T, Error> state_;
};

// For functions that return nothing but may fail.
struct Done {};
using Status = Result<Done>;

}  // namespace steadyhand
