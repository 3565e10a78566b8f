/// Dead letters: written before the delta that covers their records.
#include "runtime/aggregate/aggregate.hpp"

#include <algorithm>

namespace murmuration {

void aggregate::send_letters(chain& x) {
  auto& f = *x.in_flight;
  f.asked = true;
  f.letters_number = ++letters_number_;
  effects_.write_letters(std::make_shared<letters_call>(
      letters_call{f.letters_number, reload_, x.settled.source, x.at_epoch,
                   f.start, f.letters}));
}

void aggregate::write_letters(const letters_answer& answer,
                              std::int64_t now_ms) {
  letters_written_ = std::max(letters_written_, answer.written);
  auto x = find_chain(answer.source);
  if (x == nullptr || !x->in_flight || x->in_flight->letters.empty())
    return;
  // The number is never given twice: it stands for reload, epoch and delta.
  if (options_.obeys.stale_answers_change_nothing
      && answer.number != x->in_flight->letters_number)
    return;
  ++version_;
  x->in_flight->letters_error = answer.error;
  if (!answer.error.empty())
    return put_off(*x, now_ms);
  x->in_flight->letters.clear();
  x->in_flight->retry_wait_ms = 0;
  if (options_.obeys.letters_before_append)
    send_append(*x);
}

/// Why the first partition that waits for its letters does so.
std::string aggregate::letters_error() const {
  for (auto& [source, x] : chains_)
    if (x.in_flight && !x.in_flight->letters_error.empty())
      return x.in_flight->letters_error;
  return {};
}

} // namespace murmuration
