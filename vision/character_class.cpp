#include "vision/character_class.h"

#include <array>
#include <utf8proc.h>
#include <vector>

namespace steadyhand::vision {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// What Unicode 15.1 and 16 added: utf8proc 2.8, the oldest we build with, knows Unicode 15.
constexpr Range kNewLetters[] = {
    {0x1C89, 0x1C8A},   {0xA7CB, 0xA7CD},   {0xA7DA, 0xA7DC},   {0x105C0, 0x105F3},
    {0x10D4A, 0x10D65}, {0x10D6F, 0x10D85}, {0x10EC2, 0x10EC4}, {0x11380, 0x11389},
    {0x1138B, 0x1138B}, {0x1138E, 0x1138E}, {0x11390, 0x113B5}, {0x113B7, 0x113B7},
    {0x113D1, 0x113D1}, {0x113D3, 0x113D3}, {0x11BC0, 0x11BE0}, {0x13460, 0x143FA},
    {0x16100, 0x1611D}, {0x16D40, 0x16D6C}, {0x18CFF, 0x18CFF}, {0x1E5D0, 0x1E5ED},
    {0x1E5F0, 0x1E5F0}, {0x2EBF0, 0x2EE5D}};
constexpr Range kNewNumbers[] = {{0x10D40, 0x10D49}, {0x116D0, 0x116E3}, {0x11BF0, 0x11BF9},
                                 {0x16130, 0x16139}, {0x16D70, 0x16D79}, {0x1CCF0, 0x1CCF9},
                                 {0x1E5F1, 0x1E5FA}};
constexpr Range kSpaces[] = {{0x9, 0xD},       {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},
                             {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                             {0x205F, 0x205F}, {0x3000, 0x3000}};

constexpr char32_t kTableEnd = 0x32400;  // no letter, number or space from here on

CharacterClass class_by_category(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return CharacterClass::letter;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return CharacterClass::number;
    default:
      return CharacterClass::other;
  }
}

std::vector<CharacterClass> make_table() {
  std::vector<CharacterClass> table(kTableEnd);
  for (char32_t c = 0; c < kTableEnd; ++c) {
    table[c] = class_by_category(utf8proc_category(static_cast<utf8proc_int32_t>(c)));
  }
  const auto paint = [&](const auto& ranges, CharacterClass value) {
    for (const Range& range : ranges) {
      for (char32_t c = range.first; c <= range.last; ++c) table[c] = value;
    }
  };
  paint(kNewLetters, CharacterClass::letter);
  paint(kNewNumbers, CharacterClass::number);
  paint(kSpaces, CharacterClass::space);
  return table;
}

}  // namespace

CharacterClass class_of(char32_t code_point) {
  static const std::vector<CharacterClass> table = make_table();
  return code_point < kTableEnd ? table[code_point] : CharacterClass::other;
}

}  // namespace steadyhand::vision
