#include "runtime/source/socket/socket_reader.hpp"

#include <utility>

namespace murmuration::socket_lines {

socket_reader::socket_reader(std::shared_ptr<inbox> from, offset first,
                             std::function<void()> wake)
  : from_(std::move(from))
  , slot_(std::make_shared<wake_slot>(std::move(wake)))
  , start_(from_->open(first, slot_))
  , position_(start_.at) {}

socket_reader::~socket_reader() {
  from_->close(start_.reader);
}

read_result socket_reader::read(const read_limits& limits, record_sink& sink) {
  slot_->stay();
  read_result result;
  result.next = position_;
  if (start_.lost && !std::exchange(told_lost_, true)) {
    result.lost = start_.lost;
    result.more = true;
    return result;
  }
  from_->refill();
  std::size_t records = 0;
  std::size_t bytes = 0;
  for (; const auto* line = from_->front(); ++records) {
    bytes += line->size;
    offset next{position_.value + 1};
    if (records == limits.records_max
        || (records > 0 && bytes > limits.bytes_max)
        || !sink.take({.at = position_,
                       .next = next,
                       .key = {},
                       .value = from_->text(*line),
                       .too_large = line->too_large,
                       .hash = line->hash})) {
      result.more = true;
      return result;
    }
    from_->pop();
    position_ = result.next = next;
  }
  // The bytes of these records must stay until the next read.
  if (records > 0) {
    result.more = true;
    return result;
  }
  slot_->sleep();
  if (from_->has_news()) {
    slot_->stay();
    result.more = true;
  }
  return result;
}

} // namespace murmuration::socket_lines
