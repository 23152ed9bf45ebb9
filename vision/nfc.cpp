#include "vision/nfc.h"

#include <algorithm>
#include <utf8proc.h>
#include <vector>

#include "base/utf8.h"

namespace steadyhand::vision {
namespace {

using CodePoint = utf8proc_int32_t;

struct Range {
  CodePoint first;
  CodePoint last;
};

// Assigned after Unicode 9 and of any concern to normalisation (combining marks, characters that
// decompose, characters that begin a composition), up to Unicode 18. And U+11A7, assigned before,
// which composes with nothing but which utf8proc drops as an empty final consonant.
constexpr Range kInertRanges[] = {
    {0x05C8, 0x05C9},   {0x07FD, 0x07FD},   {0x0897, 0x089F},   {0x08CA, 0x08D3},
    {0x09FE, 0x09FE},   {0x0C3C, 0x0C3C},   {0x0D3B, 0x0D3C},   {0x0EBA, 0x0EBA},
    {0x11A7, 0x11A7},   {0x1715, 0x1715},   {0x1ABF, 0x1AF0},   {0x1DF6, 0x1DFA},
    {0xA82C, 0xA82C},   {0x105C9, 0x105C9}, {0x105D2, 0x105D2}, {0x105DA, 0x105DA},
    {0x105E4, 0x105E4}, {0x10D24, 0x10D27}, {0x10D69, 0x10D6D}, {0x10EAB, 0x10EAC},
    {0x10ECB, 0x10ECF}, {0x10EF0, 0x10EFB}, {0x10EFD, 0x10EFF}, {0x10F46, 0x10F50},
    {0x10F82, 0x10F85}, {0x11070, 0x11070}, {0x1133B, 0x1133B}, {0x11382, 0x11385},
    {0x1138B, 0x1138B}, {0x1138E, 0x1138E}, {0x11390, 0x11391}, {0x113C2, 0x113C2},
    {0x113C5, 0x113C5}, {0x113C7, 0x113C8}, {0x113CE, 0x113D0}, {0x1145E, 0x1145E},
    {0x11839, 0x1183A}, {0x11935, 0x11935}, {0x11938, 0x11938}, {0x1193D, 0x1193E},
    {0x11943, 0x11943}, {0x119E0, 0x119E0}, {0x11A34, 0x11A34}, {0x11A47, 0x11A47},
    {0x11A99, 0x11A99}, {0x11D42, 0x11D42}, {0x11D44, 0x11D45}, {0x11D97, 0x11D97},
    {0x11F41, 0x11F42}, {0x1611E, 0x1611E}, {0x16121, 0x16129}, {0x1612F, 0x1612F},
    {0x16D63, 0x16D63}, {0x16D67, 0x16D6A}, {0x16FF0, 0x16FF1}, {0x1D127, 0x1D128},
    {0x1D250, 0x1D252}, {0x1D25B, 0x1D25C}, {0x1D25F, 0x1D25F}, {0x1D280, 0x1D281},
    {0x1E08F, 0x1E08F}, {0x1E130, 0x1E136}, {0x1E2AE, 0x1E2AE}, {0x1E2EC, 0x1E2EF},
    {0x1E4EC, 0x1E4EF}, {0x1E5EE, 0x1E5EF}, {0x1E6E3, 0x1E6E3}, {0x1E6E6, 0x1E6E6},
    {0x1E6EE, 0x1E6EF}, {0x1E6F5, 0x1E6F5}};

constexpr CodePoint kTableEnd = 0x30000;  // normalisation touches nothing from here on
constexpr auto kForm = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);

// Appends the canonical decomposition, which has at most 4 characters.
void decompose(CodePoint c, std::vector<CodePoint>& out) {
  CodePoint parts[8];
  int boundary = 0;  // of grapheme clusters: not asked for, but the function keeps it
  const auto count = utf8proc_decompose_char(c, parts, 8, kForm, &boundary);
  out.insert(out.end(), parts, parts + std::clamp<utf8proc_ssize_t>(count, 0, 8));
}

auto combining_class(CodePoint c) { return utf8proc_get_property(c)->combining_class; }

// Normalises one stretch of code points without inert ones.
void compose(std::vector<CodePoint>& text) {
  // utf8proc's own ordering takes quadratic time on a long run of marks; this one does not.
  for (auto mark = text.begin(); mark != text.end();) {
    mark = std::find_if(mark, text.end(), [](CodePoint c) { return combining_class(c) != 0; });
    const auto end =
        std::find_if(mark, text.end(), [](CodePoint c) { return combining_class(c) == 0; });
    std::stable_sort(mark, end, [](CodePoint a, CodePoint b) {
      return combining_class(a) < combining_class(b);
    });
    mark = end;
  }
  const auto size =
      utf8proc_normalize_utf32(text.data(), static_cast<utf8proc_ssize_t>(text.size()), kForm);
  text.resize(static_cast<std::size_t>(std::max<utf8proc_ssize_t>(size, 0)));
}

class Tables {
 public:
  Tables() : inert_(kTableEnd), concerned_(kTableEnd) {
    std::vector<CodePoint> parts;
    for (CodePoint c = 0; c < kTableEnd; ++c) {
      if (c >= 0xD800 && c < 0xE000) continue;
      parts.clear();
      decompose(c, parts);
      if (combining_class(c) != 0) concerned_[at(c)] = true;
      if (parts.size() == 1 && parts[0] == c) continue;
      // The last part may be the second half of a composition; what does not compose again to
      // itself is not normalised as it stands.
      if (parts.size() > 1) concerned_[at(parts.back())] = true;
      compose(parts);
      if (parts.size() != 1 || parts[0] != c) concerned_[at(c)] = true;
    }
    for (const Range& range : kInertRanges) {
      for (CodePoint c = range.first; c <= range.last; ++c) {
        inert_[at(c)] = true;
        concerned_[at(c)] = false;
      }
    }
  }

  bool is_inert(CodePoint c) const { return c < kTableEnd && inert_[at(c)]; }
  // Whether a text that holds this character may not be normalised.
  bool is_concerned(CodePoint c) const { return c < kTableEnd && concerned_[at(c)]; }

 private:
  static std::size_t at(CodePoint c) { return static_cast<std::size_t>(c); }
  std::vector<bool> inert_;
  std::vector<bool> concerned_;
};

const Tables& tables() {
  static const Tables instance;
  return instance;
}

bool is_normalised(std::string_view text) {
  // Every character before U+0300 is inert; its first byte is less than this one.
  constexpr unsigned char kFirstConcerned = 0xCC;
  const auto may_be_concerned = [](char c) {
    return static_cast<unsigned char>(c) >= kFirstConcerned;
  };
  for (auto at = text.begin();;) {
    at = std::find_if(at, text.end(), may_be_concerned);
    if (at == text.end()) return true;
    const auto c = first_utf8_character(text.substr(static_cast<std::size_t>(at - text.begin())));
    if (tables().is_concerned(static_cast<CodePoint>(c.code_point))) return false;
    at += static_cast<std::ptrdiff_t>(c.size);
  }
}

}  // namespace

std::string_view to_nfc(std::string_view text, std::string& storage) {
  if (is_normalised(text)) return text;
  storage.clear();
  std::vector<CodePoint> stretch;
  const auto flush = [&] {
    compose(stretch);
    for (const CodePoint c : stretch) append_utf8(storage, static_cast<char32_t>(c));
    stretch.clear();
  };
  while (!text.empty()) {
    const Utf8Character character = first_utf8_character(text);
    const auto c = static_cast<CodePoint>(character.code_point);
    if (tables().is_inert(c)) {
      flush();
      append_utf8(storage, character.code_point);
    } else {
      decompose(c, stretch);
    }
    text.remove_prefix(character.size);
  }
  flush();
  return storage;
}

}  // namespace steadyhand::vision
