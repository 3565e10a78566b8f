#include "runtime/letters/letter_book.hpp"

#include <utility>

namespace murmuration {

/// Why it cannot be done; empty: `x.there` is what is there.
std::string letter_book::bring_up_to_date(known& x, const letters_call& call) {
  auto fits = x.sure && x.reload == call.reload && x.at_epoch == call.at_epoch
              && x.gen == call.start.gen;
  if (!fits) {
    x = {call.reload, call.at_epoch, call.start.gen, {}, false};
    if (rules_.read_back) {
      auto tail = to_.read_back(call.source, call.start);
      if (!tail.error.empty())
        return tail.error;
      x.there = {tail.there.begin(), tail.there.end()};
    }
    x.sure = true;
  }
  // Nobody asks for these again.
  x.there.erase(x.there.begin(), x.there.lower_bound(call.start.next));
  return {};
}

letters_answer letter_book::write(const letters_call& call) {
  letters_answer answer{call.source, call.number, {}, written_};
  auto& x = known_[call.source];
  answer.error = bring_up_to_date(x, call);
  if (!answer.error.empty())
    return answer;
  std::vector<dead_letter> missing;
  for (auto& page : call.pages)
    for (auto& letter : page->letters)
      if (!x.there.contains(letter.at))
        missing.push_back(letter);
  if (missing.empty())
    return answer;
  x.sure = false;
  answer.error = to_.write(call.source, call.start.gen, missing);
  if (!answer.error.empty())
    return answer;
  x.sure = true;
  for (auto& letter : missing)
    x.there.insert(letter.at);
  answer.written = written_ += missing.size();
  return answer;
}

} // namespace murmuration
