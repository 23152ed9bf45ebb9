// Byte-pair merges: a word's bytes as tokens, then the pair of the lowest rank is merged, the
// leftmost one among equals, until no pair is left that has a rank.
//
// Immutable once built; const calls are safe from any thread, each with its own Workspace. The
// time is O(n log n) in the bytes of a word, whatever the word.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace steadyhand::vision {

struct Merge {
  std::int32_t left = 0;  // token ids
  std::int32_t right = 0;
  std::int32_t merged = 0;
};

class BytePairEncoder {
 public:
  // byte_tokens[b] is the token of the single byte b. Ids are from 0.
  explicit BytePairEncoder(const std::array<std::int32_t, 256>& byte_tokens);

  // Adds the merge of the next rank; false where an earlier one has the same pair.
  bool add(const Merge& merge);

  struct Part {
    std::int32_t token = 0;
    std::uint32_t rank = 0;  // of the pair with the next part
    std::uint32_t previous = 0;
    std::uint32_t next = 0;
  };
  struct Workspace {
    std::vector<Part> parts;
    std::vector<std::uint64_t> heap;  // rank in the upper half, position in the lower
  };

  // Appends the tokens of one word.
  void encode(std::string_view word, Workspace& work, std::vector<std::int32_t>& out) const;

 private:
  std::uint32_t rank_of(std::int32_t left, std::int32_t right) const;
  void grow();
  std::size_t slot_of(std::uint64_t pair) const;
  void rank_pair(Workspace& work, std::uint32_t at) const;

  std::array<std::int32_t, 256> byte_tokens_;
  std::vector<std::int32_t> merged_;  // by rank
  // The ranks of pairs: open addressing, a power of two, never more than half full.
  struct Slot {
    std::uint64_t pair;
    std::uint32_t rank;
  };
  std::vector<Slot> slots_;
};

}  // namespace steadyhand::vision
