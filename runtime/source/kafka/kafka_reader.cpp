#include "runtime/source/kafka/kafka_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

namespace murmuration::kafka {

namespace {

using clock = std::chrono::steady_clock;

/// simdjson's padding.
constexpr std::size_t padding = 64;
/// More than this is let go after the record that needed it. Pages that no
/// record touched cost nothing.
constexpr std::size_t copy_kept = 1u << 20;
/// Between two tries after an error.
constexpr std::chrono::milliseconds retry_interval{500};

/// Whether what lies behind it may be read, whatever it is.
bool is_padded(std::string_view value) {
  if (value.empty())
    return false;
#ifdef __SANITIZE_ADDRESS__
  return __asan_region_is_poisoned(const_cast<char*>(&value.back() + 1),
                                   padding)
         == nullptr;
#else
  // What lies in the page of a byte that may be read may be read.
  constexpr std::uintptr_t page = 4096;
  auto last = reinterpret_cast<std::uintptr_t>(&value.back());
  return last % page + padding < page;
#endif
}

std::string_view key_of(const rd_kafka_message_t& x) {
  return {static_cast<const char*>(x.key), x.key_len};
}

std::string_view value_of(const rd_kafka_message_t& x) {
  return {static_cast<const char*>(x.payload), x.len};
}

fingerprint fingerprint_of(const rd_kafka_message_t& x) {
  return {.at = {x.offset},
          .hash = record_hash(key_of(x), value_of(x)),
          .timestamp_ms = rd_kafka_message_timestamp(&x, nullptr)};
}

} // namespace

kafka_reader::kafka_reader(const open_request& request, surroundings around,
                           std::shared_ptr<reader_link> link)
  : around_(std::move(around))
  , link_(std::move(link))
  , queue_(around_.fetches, link_)
  , position_(request.from)
  , last_(request.last) {
  if (last_ && last_->at >= position_)
    mismatch("the ledger's fingerprint lies at offset "
             + std::to_string(last_->at.value)
             + ", behind the position: it belongs to another log");
}

read_result kafka_reader::read(const read_limits& limits, record_sink& sink) {
  link_->slot.stay();
  taken_.reset();
  read_result result;
  result.next = position_;
  if (!prepare(result))
    return result;
  progress so_far{.limits = limits, .sink = sink, .last = {}};
  while (phase_ == phase::fetching) {
    const auto* message = queue_.front();
    if (message == nullptr && so_far.records == 0) {
      // What comes after `sleep` wakes; what came before is seen here.
      link_->slot.sleep();
      message = queue_.front();
      if (message != nullptr)
        link_->slot.stay();
    }
    if (auto error = queue_.take_error(); !error.empty()) {
      trouble(error);
      break;
    }
    if (message == nullptr) {
      // The last record must stay until the next read, and what librdkafka
      // keeps for it must not stay until there is news.
      result.more = so_far.records > 0;
      break;
    }
    auto done = handle(*message, so_far);
    if (done == handled::enough) {
      result.more = true;
      break;
    }
    auto popped = queue_.pop();
    if (done == handled::taken)
      taken_ = std::move(popped);
    if (queue_.stalls()) {
      link_->want_more();
      around_.asked();
    }
  }
  result.next = position_;
  if (so_far.records > 0)
    last_ = murmuration::fingerprint_of(so_far.last);
  if (phase_ == phase::fetching)
    return result;
  queue_.stop();
  // What is wrong is told by a read of its own, without records.
  if (so_far.records > 0)
    result.more = true;
  else
    prepare(result);
  return result;
}

bool kafka_reader::prepare(read_result& result) {
  auto& slot = link_->slot;
  if (link_->revoked()) {
    result.status = read_status::unavailable;
    result.error = where() + ": the group gave it to another engine";
    return false;
  }
  if (phase_ == phase::asking) {
    slot.sleep();
    auto held = link_->take_answer();
    if (!held)
      return false;
    slot.stay();
    auto go_on = resume(position_, last_, *held);
    if (go_on.mismatch.empty()) {
      position_ = result.next = go_on.position;
      if (go_on.lost)
        last_.reset();
      result.lost = go_on.lost;
      result.more = true;
      start_at(go_on.check);
      return false;
    }
    mismatch(go_on.mismatch);
  }
  if (phase_ == phase::starting) {
    if (clock::now() >= retry_at_)
      start_at(last_);
    if (phase_ == phase::fetching)
      return true;
    slot.sleep_and_retry();
    result.status = read_status::unavailable;
    result.error = error_;
  } else if (phase_ == phase::failed) {
    result.status = read_status::identity_error;
    result.error = error_;
  }
  return phase_ == phase::fetching;
}

void kafka_reader::start_at(std::optional<fingerprint> check) {
  check_ = check;
  auto error = queue_.fetch_from(check ? check->at.value : position_.value);
  if (error.empty())
    phase_ = phase::fetching;
  else
    trouble(error);
}

kafka_reader::handled kafka_reader::handle(const rd_kafka_message_t& message,
                                           progress& so_far) {
  switch (message.err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      return handle_record(message, so_far);
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
      return handle_end(message.offset);
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      return ask();
    default:
      return trouble(std::string{rd_kafka_err2name(message.err)} + ": "
                     + rd_kafka_message_errstr(&message));
  }
}

kafka_reader::handled
kafka_reader::handle_record(const rd_kafka_message_t& message,
                            progress& so_far) {
  offset at{message.offset};
  if (check_ && !passes_check(message))
    return handled::next;
  if (at < position_)
    return handled::next;
  const auto& limits = so_far.limits;
  if (so_far.records == limits.records_max
      || (so_far.records > 0 && so_far.bytes + message.len > limits.bytes_max))
    return handled::enough;
  auto record = to_record(message);
  if (!so_far.sink.take(record))
    return handled::enough;
  if (record.value.data() == offered_copy_.bytes.get())
    std::swap(taken_copy_, offered_copy_);
  ++so_far.records;
  so_far.bytes += record.value.size();
  so_far.last = record;
  position_ = record.next;
  return handled::taken;
}

bool kafka_reader::passes_check(const rd_kafka_message_t& message) {
  offset at{message.offset};
  if (at < check_->at)
    return false;
  if (at == check_->at ? fingerprint_of(message) != *check_ : at < position_) {
    mismatch("the record at offset " + std::to_string(at.value)
             + " is not the one that was counted: the topic was created anew");
    return false;
  }
  // It is the one, or compaction took it.
  check_.reset();
  return true;
}

kafka_reader::handled kafka_reader::handle_end(std::int64_t at) {
  // An end before what was counted is another log's, or one of an earlier
  // fetch: the broker knows.
  if (offset{at} < position_)
    return ask();
  check_.reset();
  position_ = offset{at};
  return handled::next;
}

record_view kafka_reader::to_record(const rd_kafka_message_t& message) {
  auto key = key_of(message);
  auto value = value_of(message);
  auto too_large = value.size() > around_.record_bytes_max;
  auto hash = too_large ? record_hash(key, value) : 0;
  auto length = too_large ? value.size() : 0;
  if (too_large)
    value = {};
  // librdkafka's own buffers may end right behind the value.
  if (!is_padded(value))
    value = copy(value);
  return {.at = {message.offset},
          .next = {message.offset + 1},
          .key = key,
          .value = value,
          .timestamp_ms = rd_kafka_message_timestamp(&message, nullptr),
          .tombstone = message.payload == nullptr,
          .too_large = too_large,
          .hash = hash,
          .value_bytes = length};
}

std::string_view kafka_reader::copy(std::string_view value) {
  auto& [bytes, size] = offered_copy_;
  auto wanted = std::max(value.size() + padding, copy_kept);
  if (wanted > size || (wanted == copy_kept && size > wanted))
    offered_copy_ = {std::make_unique_for_overwrite<char[]>(wanted), wanted};
  std::copy(value.begin(), value.end(), bytes.get());
  return {bytes.get(), value.size()};
}

kafka_reader::handled kafka_reader::ask() {
  phase_ = phase::asking;
  link_->ask();
  around_.asked();
  return handled::next;
}

kafka_reader::handled kafka_reader::trouble(const std::string& why) {
  phase_ = phase::starting;
  error_ = where() + ": " + why + ". It is tried again";
  retry_at_ = clock::now() + retry_interval;
  return handled::next;
}

kafka_reader::handled kafka_reader::mismatch(const std::string& why) {
  phase_ = phase::failed;
  const auto& source = link_->source;
  error_ = where() + ": " + why
           + ". To count it as a new log: murmuration-ledger new-generation "
             "--topic "
           + source.topic + " --partition "
           + std::to_string(source.partition.value);
  return handled::next;
}

std::string kafka_reader::where() const {
  return to_string(link_->source) + " at offset "
         + std::to_string(position_.value);
}

} // namespace murmuration::kafka
