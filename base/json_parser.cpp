#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>
#include <charconv>
#include <unordered_set>

#include "base/json.h"
#include "base/whole_file.h"

namespace steadyhand {
namespace {

constexpr std::size_t kMaxDepth = 64;

// Receives Boost.JSON's parsing events and builds the value. Refuses what the library accepts but
// two readers could read in two ways: a second member of one name, a number past a double's range.
class Builder {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using code = boost::json::error_code;
  using view = boost::json::string_view;

  Json result;
  std::string refused;  // why the text was refused, where the library had no objection

  bool on_document_begin(code&) { return true; }
  bool on_document_end(code&) { return true; }
  bool on_array_begin(code&) { return open(Json(Json::Array{}), false); }
  bool on_array_end(std::size_t, code&) { return close(); }
  bool on_object_begin(code&) { return open(Json(Json::Object{}), true); }
  bool on_object_end(std::size_t, code&) { return close(); }
  bool on_key_part(view part, std::size_t, code&) { return add(part); }
  bool on_key(view part, std::size_t, code& error) {
    add(part);
    const auto [key, is_new] = open_.back().keys.insert(take_text());
    if (!is_new) return refuse("the key " + in_quotes(*key) + " stands twice", error);
    open_.back().key = *key;
    return true;
  }
  bool on_string_part(view part, std::size_t, code&) { return add(part); }
  bool on_string(view part, std::size_t, code&) {
    add(part);
    return put(Json(take_text()));
  }
  bool on_number_part(view part, code&) { return add(part); }
  bool on_int64(std::int64_t value, view, code&) {
    text_.clear();
    return put(Json(value));
  }
  bool on_uint64(std::uint64_t, view part, code& error) { return put_real(part, error); }
  bool on_double(double, view part, code& error) { return put_real(part, error); }
  bool on_bool(bool value, code&) { return put(Json(value)); }
  bool on_null(code&) { return put(Json()); }
  bool on_comment_part(view, code&) { return true; }
  bool on_comment(view, code&) { return true; }

 private:
  struct Open {
    Json json;
    bool is_object = false;
    std::string key;
    std::unordered_set<std::string> keys;
  };

  bool add(view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  std::string take_text() { return std::exchange(text_, {}); }
  bool open(Json json, bool is_object) {
    open_.push_back({std::move(json), is_object, {}, {}});
    return true;
  }
  bool close() {
    Json done = std::move(open_.back().json);
    open_.pop_back();
    return put(std::move(done));
  }
  bool put(Json json) {
    if (open_.empty()) {
      result = std::move(json);
    } else if (Open& parent = open_.back(); parent.is_object) {
      parent.json.object()->push_back({std::move(parent.key), std::move(json)});
    } else {
      parent.json.array()->push_back(std::move(json));
    }
    return true;
  }
  // Reads the digits again: the library's own conversion may be off in the last place.
  bool put_real(view part, code& error) {
    add(part);
    const std::string digits = take_text();
    double value = 0.0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc()) return refuse("a number outside the range of a double", error);
    return put(Json(value));
  }
  bool refuse(std::string why, code& error) {
    refused = std::move(why);
    error = boost::json::make_error_code(boost::json::error::syntax);
    return false;
  }

  std::vector<Open> open_;
  std::string text_;  // the key, string or number whose parts are arriving
};

std::string position(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? offset + 1 : offset - start;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view name) {
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::json::basic_parser<Builder> parser(options);
  boost::json::error_code error;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
  if (!error && used < text.size()) {
    error = boost::json::make_error_code(boost::json::error::extra_data);
  }
  if (!error) return std::move(parser.handler().result);
  const std::string& refused = parser.handler().refused;
  return bad_input(std::string(name) + ": " + position(text, used) + ": " +
                   (refused.empty() ? error.message() : refused));
}

Result<Json> read_json_file(const std::string& path, std::size_t max_bytes) {
  const auto text = read_whole_file(path, max_bytes);
  if (!text) return text.error();
  return parse_json(*text, path);
}

}  // namespace steadyhand
