// What stands at a place of the screen: the twelve kinds all rooms speak of.
//
// `none` is everything that is no control: background, plain text, a gap. A text area and a
// terminal count as text_field. Pure values, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace steadyhand {

enum class WidgetKind {
  button,
  link,
  text_field,
  checkbox,
  radio,
  toggle,
  dropdown,
  tab,
  menu_item,
  list_item,
  slider,
  none,
};

// In the enumeration's order, as files and protocols spell them.
inline constexpr std::array<std::string_view, 12> kWidgetKindNames{
    "button",   "link", "text_field", "checkbox",  "radio",  "switch",
    "dropdown", "tab",  "menu_item",  "list_item", "slider", "none"};

constexpr std::string_view name_of(WidgetKind kind) {
  return kWidgetKindNames[static_cast<std::size_t>(kind)];
}

constexpr std::optional<WidgetKind> widget_kind(std::string_view name) {
  for (std::size_t i = 0; i < kWidgetKindNames.size(); ++i) {
    if (kWidgetKindNames[i] == name) return static_cast<WidgetKind>(i);
  }
  return {};
}

}  // namespace steadyhand
