#include "vision/bpe.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>

namespace steadyhand::vision {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();  // no rank, no part
constexpr std::uint64_t kNoPair = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kFirstSlots = 1024;

std::uint64_t pair_of(std::int32_t left, std::int32_t right) {
  return std::uint64_t{static_cast<std::uint32_t>(left)} << 32 | static_cast<std::uint32_t>(right);
}

}  // namespace

BytePairEncoder::BytePairEncoder(const std::array<std::int32_t, 256>& byte_tokens)
    : byte_tokens_(byte_tokens), slots_(kFirstSlots, Slot{kNoPair, kNone}) {}

bool BytePairEncoder::add(const Merge& merge) {
  if (2 * (merged_.size() + 1) > slots_.size()) grow();
  const std::uint64_t pair = pair_of(merge.left, merge.right);
  Slot& slot = slots_[slot_of(pair)];
  if (slot.pair == pair) return false;
  slot = {pair, static_cast<std::uint32_t>(merged_.size())};
  merged_.push_back(merge.merged);
  return true;
}

// The slot that holds this pair, or the empty one where it belongs.
std::size_t BytePairEncoder::slot_of(std::uint64_t pair) const {
  const std::size_t mask = slots_.size() - 1;
  // Fibonacci hashing: the upper bits of the product depend on all bits of the pair.
  std::size_t at = (pair * 0x9E3779B97F4A7C15u) >> 32 & mask;
  while (slots_[at].pair != pair && slots_[at].pair != kNoPair) at = (at + 1) & mask;
  return at;
}

void BytePairEncoder::grow() {
  std::vector<Slot> old(2 * slots_.size(), Slot{kNoPair, kNone});
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.pair != kNoPair) slots_[slot_of(slot.pair)] = slot;
  }
}

std::uint32_t BytePairEncoder::rank_of(std::int32_t left, std::int32_t right) const {
  return slots_[slot_of(pair_of(left, right))].rank;
}

// Finds the rank of the pair that begins at this part and queues it where it has one.
void BytePairEncoder::rank_pair(Workspace& work, std::uint32_t at) const {
  Part& part = work.parts[at];
  part.rank = part.next == kNone ? kNone : rank_of(part.token, work.parts[part.next].token);
  if (part.rank == kNone) return;
  work.heap.push_back(std::uint64_t{part.rank} << 32 | at);
  std::push_heap(work.heap.begin(), work.heap.end(), std::greater<>());
}

void BytePairEncoder::encode(std::string_view word, Workspace& work,
                             std::vector<std::int32_t>& out) const {
  assert(word.size() < kNone);
  work.parts.clear();
  work.heap.clear();
  const auto size = static_cast<std::uint32_t>(word.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    work.parts.push_back({byte_tokens_[byte], kNone, i - 1, i + 1 < size ? i + 1 : kNone});
  }
  for (std::uint32_t i = 0; i + 1 < size; ++i) rank_pair(work, i);

  while (!work.heap.empty()) {
    std::pop_heap(work.heap.begin(), work.heap.end(), std::greater<>());
    const std::uint64_t best = work.heap.back();
    work.heap.pop_back();
    const auto rank = static_cast<std::uint32_t>(best >> 32);
    const auto at = static_cast<std::uint32_t>(best);
    Part& part = work.parts[at];
    if (part.rank != rank) continue;  // the pair has changed since it was queued
    Part& right = work.parts[part.next];
    right.rank = kNone;
    part.token = merged_[rank];
    part.next = right.next;
    if (part.next != kNone) work.parts[part.next].previous = at;
    rank_pair(work, at);
    if (at > 0) rank_pair(work, part.previous);
  }
  for (std::uint32_t i = 0; i != kNone && i < size; i = work.parts[i].next) {
    out.push_back(work.parts[i].token);
  }
}

}  // namespace steadyhand::vision
