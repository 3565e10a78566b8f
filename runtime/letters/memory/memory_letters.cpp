#include "runtime/letters/memory/memory_letters.hpp"

#include <utility>

namespace murmuration {

namespace {

constexpr const char* no_answer = "memory: got no answer";

} // namespace

memory_letters::memory_letters(std::shared_ptr<memory_letter_box> box,
                               decider decide)
  : box_(std::move(box))
  , decide_(std::move(decide)) {}

void memory_letters::arrive() {
  for (auto& x : std::exchange(late_, {}))
    box_->entries.push_back(std::move(x));
}

letter_tail memory_letters::read_back(const topic_partition& source,
                                      position from) {
  arrive();
  letter_tail tail;
  if (decide_ && decide_(false) != letter_fate::acknowledged) {
    tail.error = no_answer;
    return tail;
  }
  for (auto& x : box_->entries)
    if (x.source == source && x.at.gen == from.gen && x.at.next >= from.next)
      tail.there.push_back(x.at.next);
  return tail;
}

std::string memory_letters::write(const topic_partition& source, generation gen,
                                  const std::vector<dead_letter>& letters) {
  auto fate = decide_ ? decide_(true) : letter_fate::acknowledged;
  if (fate == letter_fate::refused)
    return no_answer;
  std::vector<memory_letter_box::entry> made;
  for (auto& x : letters)
    made.push_back({source, {gen, x.at}, std::string{x.value}});
  if (fate == letter_fate::cut_short)
    made.resize(made.size() / 2);
  late_ = std::move(made);
  if (fate != letter_fate::late)
    arrive();
  return fate == letter_fate::acknowledged ? "" : no_answer;
}

} // namespace murmuration
