#include "runtime/source/kafka/partition_queue.hpp"

#include <array>
#include <utility>

namespace murmuration::kafka {

namespace {

/// Messages taken at once: enough to make the lock cheap, few enough that what
/// a full batch leaves over is little.
constexpr std::size_t round_max = 64;

} // namespace

partition_queue::partition_queue(const client& from,
                                 std::shared_ptr<reader_link> link)
  : client_(from)
  , link_(std::move(link))
  , held_max_(from.held_max()) {
  taken_.reserve(round_max);
}

partition_queue::~partition_queue() {
  stop();
}

void partition_queue::on_news(rd_kafka_t*, void* opaque) {
  auto& self = *static_cast<partition_queue*>(opaque);
  self.link_->slot.ring();
}

void partition_queue::stop() {
  if (!queue_)
    return;
  // Takes the queue's lock: no call of on_news is under way afterwards.
  rd_kafka_queue_cb_event_enable(queue_.get(), nullptr, nullptr);
  auto list = to_list({link_->source});
  // It can only fail when there is nothing to stop.
  error_ptr ignored{rd_kafka_incremental_unassign(client_.get(), list.get())};
  // All that is in the queue is out of date now: asking for it discards it.
  while (front() != nullptr)
    pop();
  static_cast<void>(take_error());
  queue_.reset();
}

std::string partition_queue::fetch_from(std::int64_t at) {
  stop();
  queue_.reset(rd_kafka_queue_get_partition(client_.get(),
                                            link_->source.topic.c_str(),
                                            link_->source.partition.value));
  if (!queue_)
    return "librdkafka has no queue for the partition";
  // Before fetching starts, so that nothing goes into the client's own queue.
  rd_kafka_queue_forward(queue_.get(), nullptr);
  rd_kafka_queue_cb_event_enable(queue_.get(), on_news, this);
  auto list = to_list({link_->source}, at);
  error_ptr error{rd_kafka_incremental_assign(client_.get(), list.get())};
  return error ? rd_kafka_error_string(error.get()) : "";
}

const rd_kafka_message_t* partition_queue::front() {
  if (first_ == taken_.size()) {
    taken_.clear();
    first_ = 0;
    std::array<rd_kafka_message_t*, round_max> messages{};
    auto count = rd_kafka_consume_batch_queue(queue_.get(), 0, messages.data(),
                                              messages.size());
    for (ssize_t i = 0; i < count; ++i)
      taken_.emplace_back(messages[static_cast<std::size_t>(i)]);
  }
  return first_ < taken_.size() ? taken_[first_].get() : nullptr;
}

message_ptr partition_queue::pop() {
  ++popped_.messages;
  popped_.bytes += taken_[first_]->len;
  return std::move(taken_[first_++]);
}

bool partition_queue::stalls() {
  if (popped_.messages * 4 < held_max_.messages
      && popped_.bytes * 4 < held_max_.bytes)
    return false;
  auto held = rd_kafka_queue_length(queue_.get()) + taken_.size() - first_;
  bool none_came = held + popped_.messages <= held_messages_;
  popped_ = {};
  held_messages_ = held;
  return none_came;
}

} // namespace murmuration::kafka
