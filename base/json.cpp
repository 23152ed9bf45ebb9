#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/utf8.h"

namespace steadyhand {

const Json* Json::find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  const auto found = std::find_if(members->begin(), members->end(),
                                  [&](const Member& member) { return member.key == key; });
  return found == members->end() ? nullptr : &found->value;
}

Json& Json::set(std::string_view key, Json value) {
  if (is_null()) value_ = Object{};
  auto& members = std::get<Object>(value_);
  for (Member& member : members) {
    if (member.key == key) {
      member.value = std::move(value);
      return *this;
    }
  }
  members.push_back({std::string(key), std::move(value)});
  return *this;
}

namespace {

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escaped[7];
          std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
          out += escaped;
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

// As Python's repr: the fewest digits that read back as the same number, an exponent below 1e-4
// and from 1e16 on.
void append_real(std::string& out, double value) {
  if (!std::isfinite(value)) {  // JSON has no word for them
    out += "null";
    return;
  }
  const double size = std::abs(value);
  const bool plain = size == 0.0 || (size >= 1e-4 && size < 1e16);
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  if (plain && text.find('.') == std::string_view::npos) out += ".0";
}

struct Writer {
  Json::Style style;
  std::string out;

  void line(int depth) {
    if (style != Json::Style::pretty) return;
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
  }
  void comma(int depth) {
    out += style == Json::Style::python ? ", " : ",";
    line(depth);
  }
  void write(const Json& json, int depth) {
    if (const bool* boolean = json.boolean()) {
      out += *boolean ? "true" : "false";
    } else if (const std::int64_t* integer = json.integer()) {
      out += std::to_string(*integer);
    } else if (const double* real = json.real()) {
      append_real(out, *real);
    } else if (const std::string* string = json.string()) {
      append_string(out, *string);
    } else if (const Json::Array* array = json.array()) {
      write_array(*array, depth);
    } else if (const Json::Object* object = json.object()) {
      write_object(*object, depth);
    } else {
      out += "null";
    }
  }
  void write_array(const Json::Array& array, int depth) {
    out += '[';
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (i > 0) out += style == Json::Style::compact ? "," : ", ";
      write(array[i], depth + 1);
    }
    out += ']';
  }
  void write_object(const Json::Object& object, int depth) {
    out += '{';
    for (std::size_t i = 0; i < object.size(); ++i) {
      i > 0 ? comma(depth + 1) : line(depth + 1);
      append_string(out, object[i].key);
      out += style == Json::Style::compact ? ":" : ": ";
      write(object[i].value, depth + 1);
    }
    if (!object.empty()) line(depth);
    out += '}';
  }
};

}  // namespace

std::string Json::describe() const {
  if (is_null()) return "null";
  if (array() != nullptr) return "an array";
  if (object() != nullptr) return "an object";
  if (string() != nullptr) return "the string " + in_quotes(*string(), 40);
  return boolean() != nullptr ? dump() : "the number " + dump();
}

std::string in_quotes(std::string_view text, std::size_t most) {
  std::string out;
  append_string(out, text.substr(0, most));
  if (out.size() <= most) return out;
  out.resize(complete_utf8_prefix(std::string_view(out).substr(0, most - 3)));
  return out + "...";
}

std::string Json::dump(Style style) const {
  Writer writer{style, {}};
  writer.write(*this, 0);
  return std::move(writer.out);
}

}  // namespace steadyhand
