#include "runtime/source/socket/inbox.hpp"

#include <algorithm>
#include <utility>

namespace murmuration::socket_lines {

inbox::inbox(std::size_t bytes_max, std::size_t line_bytes_max,
             std::function<void()> changed)
  : bytes_max_(bytes_max)
  , changed_(std::move(changed))
  , splitter_(line_bytes_max) {}

bool inbox::wants_more() {
  std::lock_guard guard{mutex_};
  held_up_ = !open_ || filling_.memory() >= bytes_max_;
  return !held_up_;
}

void inbox::put(std::string_view bytes) {
  std::shared_ptr<wake_slot> slot;
  {
    std::lock_guard guard{mutex_};
    splitter_.feed(bytes, filling_);
    if (filling_.size() > 0)
      slot = slot_;
  }
  if (slot)
    slot->ring();
}

std::size_t inbox::cut() {
  std::lock_guard guard{mutex_};
  return splitter_.drop();
}

inbox::start inbox::open(offset from, std::shared_ptr<wake_slot> slot) {
  start result;
  {
    std::lock_guard guard{mutex_};
    result.at = from;
    // A rewind: what was in flight cannot be read again.
    if (handed_ && began_ <= from && from < *handed_) {
      result.lost = gap{from, *handed_};
      result.at = *handed_;
    }
    result.reader = ++reader_;
    open_ = true;
    began_ = from;
    durable_ = std::max(durable_, from);
    handed_ = result.at;
    slot_ = std::move(slot);
  }
  want();
  return result;
}

void inbox::close(std::uint64_t reader) {
  {
    std::lock_guard guard{mutex_};
    if (reader != reader_)
      return;
    open_ = false;
    slot_.reset();
  }
  changed_();
}

void inbox::refill() {
  {
    std::lock_guard guard{mutex_};
    if (next_ < reading_.size() || filling_.size() == 0)
      return;
    reading_.clear();
    next_ = 0;
    std::swap(reading_, filling_);
    reading_.pad();
  }
  want();
}

const line* inbox::front() const {
  return next_ < reading_.size() ? &reading_.at(next_) : nullptr;
}

void inbox::pop() {
  std::lock_guard guard{mutex_};
  ++next_;
  ++handed_->value;
}

bool inbox::has_news() {
  std::lock_guard guard{mutex_};
  return filling_.size() > 0;
}

void inbox::durable(offset next) {
  std::lock_guard guard{mutex_};
  durable_ = std::max(durable_, next);
}

inbox::unsettled inbox::left() {
  std::lock_guard guard{mutex_};
  unsettled result;
  if (handed_)
    result.handed_over =
        std::max<std::int64_t>(0, handed_->value - durable_.value);
  result.waiting =
      static_cast<std::int64_t>(filling_.size() + reading_.size() - next_);
  return result;
}

void inbox::want() {
  {
    std::lock_guard guard{mutex_};
    if (!std::exchange(held_up_, false))
      return;
  }
  changed_();
}

} // namespace murmuration::socket_lines
