#include "base/json_fields.h"

#include <cmath>

namespace steadyhand {
namespace {

const Json& empty_object() {
  static const Json empty{Json::Object{}};
  return empty;
}

std::string whole_number_between(std::int64_t low, std::int64_t high) {
  return "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
}

bool is_within(const Json& json, std::int64_t low, std::int64_t high) {
  return json.integer() != nullptr && *json.integer() >= low && *json.integer() <= high;
}

}  // namespace

Fields::Fields(const Json& object, std::string where) : object_(&object), where_(std::move(where)) {
  if (object.object() != nullptr) return;
  error_ = bad_input(where_ + ": expected an object, got " + object.describe());
  object_ = &empty_object();
}

const Json* Fields::present(std::string_view name) const {
  const Json* found = object_->find(name);
  return found != nullptr && !found->is_null() ? found : nullptr;
}

bool Fields::has(std::string_view name) const { return present(name) != nullptr; }

void Fields::fail(std::string_view name, std::string_view expected, std::string_view got) {
  if (error_) return;
  error_ = bad_input(where_ + ": " + std::string(name) + ": expected " + std::string(expected) +
                     ", got " + std::string(got));
}

void Fields::adopt(const Fields& nested) {
  if (!error_) error_ = nested.error_;
}

const Json* Fields::required(std::string_view name, std::string_view expected, bool optional) {
  const Json* found = present(name);
  if (found == nullptr && !optional) fail(name, expected, "nothing");
  return found;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t low, std::int64_t high,
                             std::optional<std::int64_t> fallback) {
  const std::string expected = whole_number_between(low, high);
  const Json* found = required(name, expected, fallback.has_value());
  if (found == nullptr) return fallback.value_or(low);
  if (is_within(*found, low, high)) return *found->integer();
  fail(name, expected, found->describe());
  return low;
}

double Fields::real(std::string_view name, std::optional<double> fallback, double low,
                    double high) {
  const Json* found = required(name, "a number", fallback.has_value());
  if (found == nullptr) return fallback.value_or(0.0);
  double value = NAN;
  if (found->real() != nullptr) value = *found->real();
  if (found->integer() != nullptr) value = static_cast<double>(*found->integer());
  if (value >= low && value <= high) return value;
  fail(name, "a number in its range", found->describe());
  return 0.0;
}

bool Fields::boolean(std::string_view name, std::optional<bool> fallback) {
  const Json* found = required(name, "true or false", fallback.has_value());
  if (found == nullptr) return fallback.value_or(false);
  if (found->boolean() != nullptr) return *found->boolean();
  fail(name, "true or false", found->describe());
  return false;
}

std::string Fields::string(std::string_view name, std::optional<std::string> fallback) {
  const Json* found = required(name, "a string", fallback.has_value());
  if (found == nullptr) return fallback.value_or("");
  if (found->string() != nullptr) return *found->string();
  fail(name, "a string", found->describe());
  return "";
}

std::vector<std::int64_t> Fields::integers(std::string_view name, std::int64_t low,
                                           std::int64_t high,
                                           std::optional<std::vector<std::int64_t>> fallback) {
  const std::string expected = "an array, each " + whole_number_between(low, high);
  const Json* found = required(name, expected, fallback.has_value());
  if (found == nullptr) return fallback.value_or(std::vector<std::int64_t>{});
  std::vector<std::int64_t> values;
  if (found->array() == nullptr) {
    fail(name, expected, found->describe());
    return values;
  }
  for (const Json& element : *found->array()) {
    if (!is_within(element, low, high)) {
      fail(name, expected, "one that holds " + element.describe());
      return {};
    }
    values.push_back(*element.integer());
  }
  return values;
}

Fields Fields::object(std::string_view name) {
  const Json* found = required(name, "an object", false);
  return Fields(found != nullptr ? *found : empty_object(), where_ + ": " + std::string(name));
}

}  // namespace steadyhand
