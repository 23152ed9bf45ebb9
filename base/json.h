// A JSON value: parsed strictly (RFC 8259), written compactly or as Python's json.dumps does.
//
// Objects keep the order of their members, and a duplicate key is an error: the headers of
// checkpoints must not be read in two ways. Whole numbers that fit int64 are integers, all others
// are reals; one past a double's range, a byte order mark and invalid UTF-8 are errors. Nesting is
// limited to 64 levels, so hostile text cannot exhaust the stack.
// A Json owns its contents; const access from several threads is safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace steadyhand {

class Json {
 public:
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json();                        // null
  Json(std::nullptr_t);          // NOLINT: each of these is a JSON value
  Json(bool value);              // NOLINT
  Json(int value);               // NOLINT
  Json(std::int64_t value);      // NOLINT
  Json(double value);            // NOLINT
  Json(const char* value);       // NOLINT
  Json(std::string_view value);  // NOLINT
  Json(std::string value);       // NOLINT
  Json(Array value);             // NOLINT
  Json(Object value);            // NOLINT

  // The value of that type, or null where it holds another type.
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  const double* real() const { return std::get_if<double>(&value_); }
  const std::string* string() const { return std::get_if<std::string>(&value_); }
  const Array* array() const { return std::get_if<Array>(&value_); }
  const Object* object() const { return std::get_if<Object>(&value_); }
  Array* array() { return std::get_if<Array>(&value_); }
  Object* object() { return std::get_if<Object>(&value_); }
  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }

  // The member of that name, or null where this is no object or has no such member.
  const Json* find(std::string_view key) const;

  // Sets or appends a member; this must be an object or null (which becomes one).
  Json& set(std::string_view key, Json value);

  // "an object", "the number 7", "the string \"abc\"": for error messages, a string cut short.
  std::string describe() const;

  enum class Style {
    compact,  // {"a":1,"b":[1,2]}
    python,   // {"a": 1, "b": [1, 2]}: json.dumps(ensure_ascii=False)
    pretty,   // two spaces a level, a line a member: for people
  };
  std::string dump(Style style = Style::compact) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string key;
  Json value;
};

// Defined where Member is complete: clang instantiates a vector's destructor with its constructors.
inline Json::Json() = default;
inline Json::Json(std::nullptr_t) {}
inline Json::Json(bool value) : value_(value) {}
inline Json::Json(int value) : value_(std::int64_t{value}) {}
inline Json::Json(std::int64_t value) : value_(value) {}
inline Json::Json(double value) : value_(value) {}
inline Json::Json(const char* value) : value_(std::string(value)) {}
inline Json::Json(std::string_view value) : value_(std::string(value)) {}
inline Json::Json(std::string value) : value_(std::move(value)) {}
inline Json::Json(Array value) : value_(std::move(value)) {}
inline Json::Json(Object value) : value_(std::move(value)) {}

// The text as a JSON string of at most `most` bytes, cut with "..." where it is longer: for names
// from outside that stand in messages.
std::string in_quotes(std::string_view text, std::size_t most = 160);

// Errors say where ("NAME: line 3, column 7: ..."); `name` is the file's name or what stands for
// it.
Result<Json> parse_json(std::string_view text, std::string_view name);

// Reads the whole file; larger than `max_bytes` is an error before anything is read.
Result<Json> read_json_file(const std::string& path, std::size_t max_bytes = 64u << 20);

}  // namespace steadyhand
