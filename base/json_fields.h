// Reads the fields of a JSON object one after the other and remembers the first error, so that a
// blueprint is filled in a dozen plain lines and checked once:
//
//   Fields fields(json, "config.json: text_config");
//   config.hidden_size = fields.integer("hidden_size", 1, 65536);
//   config.rms_norm_eps = fields.real("rms_norm_eps", 1e-6);
//   if (auto error = fields.error()) return *error;
//
// The message names file, field, expected and got. Holds a reference to the JSON; one thread.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace steadyhand {

class Fields {
 public:
  // `where` starts every message: the file, and the path inside it.
  Fields(const Json& object, std::string where);

  // Required where no fallback is given; a JSON null counts as absent.
  std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high,
                       std::optional<std::int64_t> fallback = {});
  double real(std::string_view name, std::optional<double> fallback = {},
              double low = -std::numeric_limits<double>::max(),
              double high = std::numeric_limits<double>::max());
  bool boolean(std::string_view name, std::optional<bool> fallback = {});
  std::string string(std::string_view name, std::optional<std::string> fallback = {});
  std::vector<std::int64_t> integers(std::string_view name, std::int64_t low, std::int64_t high,
                                     std::optional<std::vector<std::int64_t>> fallback = {});

  // The object under that name (an empty one where it is absent or wrong: then an error is kept).
  Fields object(std::string_view name);
  bool has(std::string_view name) const;

  // Keeps an error about a field, unless one is kept already.
  void fail(std::string_view name, std::string_view expected, std::string_view got);
  // Takes over an error met while reading a nested object.
  void adopt(const Fields& nested);
  const std::optional<Error>& error() const { return error_; }

 private:
  const Json* present(std::string_view name) const;
  const Json* required(std::string_view name, std::string_view expected, bool optional);

  const Json* object_;
  std::string where_;
  std::optional<Error> error_;
};

}  // namespace steadyhand
