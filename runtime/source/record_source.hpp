/// Port to what records come from. An adapter owns its threads and calls the
/// events from them; a reader belongs to one consumer and is used by one
/// thread at a time.
///
///   auto reader = source.open(tp, {.from = offset{0}}, wake);
///   auto result = reader->read(limits, sink);   // never blocks
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/batch.hpp"
#include "messages/control.hpp"
#include "messages/ids.hpp"
#include "runtime/source/record_hash.hpp"

namespace murmuration {

/// One record, valid until the next one is taken or `read` is called again: the
/// last one of a read can still be hashed after it. At least 64 bytes behind
/// `value` are readable (simdjson's padding).
struct record_view {
  offset at;
  offset next;
  std::string_view key;
  std::string_view value;
  std::int64_t timestamp_ms = -1;
  bool tombstone = false; ///< a Kafka record without a value
  bool too_large = false; ///< longer than the limit; `value` is empty
  std::uint64_t hash = 0; ///< record_hash, set for `too_large` records only
  std::uint64_t value_bytes = 0; ///< length, set for `too_large` records only
};

/// What the ledger keeps of the last record of a batch. It costs a pass over
/// the value: take it once a batch, not once a record.
inline fingerprint fingerprint_of(const record_view& record) {
  return {.at = record.at,
          .hash = record.too_large ? record.hash
                                   : record_hash(record.key, record.value),
          .timestamp_ms = record.timestamp_ms};
}

/// Takes the records of one read.
class record_sink {
public:
  virtual ~record_sink() = default;
  /// False ends the read *before* this record: it comes again next time.
  virtual bool take(const record_view& record) = 0;
};

struct read_limits {
  std::size_t records_max = 500;
  std::size_t bytes_max = 4u << 20; ///< of values; one larger record goes alone
};

enum class read_status : std::uint8_t {
  ok,
  /// This is not the log that the fingerprint was taken from. Final.
  identity_error,
  /// The source does not answer; it wakes the reader when it does again.
  unavailable,
};

struct read_result {
  read_status status = read_status::ok;
  std::string error;       ///< for people: what, where, what to do
  offset next;             ///< next to read after what was handed over
  bool more = false;       ///< reading again at once is worth it
  std::optional<gap> lost; ///< retention took these before the first record
};

class partition_reader {
public:
  virtual ~partition_reader() = default;
  /// Hands over what is there, in order. Never blocks on a remote. When
  /// `more` is false, the reader calls `wake` once there is something new. The
  /// record that was taken last stays valid until the next read.
  virtual read_result read(const read_limits& limits, record_sink& sink) = 0;
};

struct open_request {
  topic_partition source;
  offset from;
  /// Checked before the first record is handed over, when there is one.
  std::optional<fingerprint> last;
};

/// Called from the adapter's threads; they must return soon.
struct source_events {
  /// The partitions known now, all of them; again whenever one is added, and
  /// about once a second with new ends (for the lag).
  std::function<void(std::vector<partition_range>)> found;
  /// This engine is to consume these, besides those it has.
  std::function<void(std::vector<topic_partition>)> assigned;
  /// This engine must let go of these: close their readers, then call
  /// `record_source::released`.
  std::function<void(std::vector<topic_partition>)> revoked;
  /// Connected or not, and why not.
  std::function<void(bool, std::string)> connected;
  /// It will never work again in this process: what happened, what to do.
  std::function<void(std::string)> failed = [](std::string) {
  };
};

class record_source {
public:
  virtual ~record_source() = default;
  /// Begins to call the events. Once.
  virtual void start(source_events events) = 0;
  /// `wake` may be called from any thread, also during `open`, and for some
  /// time after the reader is gone.
  virtual std::unique_ptr<partition_reader>
  open(const open_request& request, std::function<void()> wake) = 0;
  /// The answer to `revoked`.
  virtual void released(const std::vector<topic_partition>& partitions) = 0;
  /// Tells the source's own tools how far the ledger is; best effort.
  virtual void commit(const topic_partition& source, offset durable) = 0;
  /// No event is called once this returns. All readers are closed before.
  virtual void stop() = 0;
};

} // namespace murmuration
