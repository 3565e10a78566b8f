/// Reads one partition of a topic, and watches that it stays the same log.
/// Used by one thread at a time; never waits for the broker.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/source/kafka/partition_queue.hpp"
#include "runtime/source/record_source.hpp"

namespace murmuration::kafka {

class kafka_reader final : public partition_reader {
public:
  struct surroundings {
    const client& fetches;
    /// Tells the thread that answers questions that there is one, or that a
    /// reader wants more.
    std::function<void()> asked;
    std::uint64_t record_bytes_max = 0;
  };

  kafka_reader(const open_request& request, surroundings around,
               std::shared_ptr<reader_link> link);

  read_result read(const read_limits& limits, record_sink& sink) override;

private:
  enum class phase {
    starting, ///< not fetching
    fetching,
    asking, ///< for what the partition holds; knows not where to go on
    failed, ///< another log
  };
  /// One read, as far as it came.
  struct progress {
    const read_limits& limits;
    record_sink& sink;
    std::size_t records = 0;
    std::size_t bytes = 0;
    record_view last; ///< that was taken
  };
  enum class handled { next, taken, enough };

  /// False when there is nothing to read now; `result` tells why.
  bool prepare(read_result& result);
  void start_at(std::optional<fingerprint> check);
  handled handle(const rd_kafka_message_t& message, progress& so_far);
  handled handle_record(const rd_kafka_message_t& message, progress& so_far);
  handled handle_end(std::int64_t at);
  bool passes_check(const rd_kafka_message_t& message);
  record_view to_record(const rd_kafka_message_t& message);
  std::string_view copy(std::string_view value);

  handled ask();
  handled trouble(const std::string& why);
  handled mismatch(const std::string& why);
  std::string where() const;

  surroundings around_;
  std::shared_ptr<reader_link> link_;
  partition_queue queue_;
  phase phase_ = phase::starting;
  offset position_;                  ///< next to hand over
  std::optional<fingerprint> last_;  ///< of the record before it
  std::optional<fingerprint> check_; ///< to be found before anything else
  std::string error_;                ///< why it is `starting` or `failed`
  std::chrono::steady_clock::time_point retry_at_;
  message_ptr taken_; ///< the record that was taken last, until the next read
  /// Values behind which nobody knows what lies, with padding.
  struct padded {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  padded taken_copy_;   ///< of the record that was taken last
  padded offered_copy_; ///< of the one that is offered now
};

} // namespace murmuration::kafka
