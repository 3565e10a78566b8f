/// The lines between the thread that receives and the reader that hands over.
/// Bounded: while it is full, or nobody reads, it wants no bytes. Lines stay
/// when a reader goes, and get their offsets from the reader that takes them.
///   if (inbox.wants_more()) inbox.put(bytes);              // one thread
///   inbox.refill(); while (auto x = inbox.front()) inbox.pop();  // another
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "messages/batch.hpp"
#include "messages/ids.hpp"
#include "runtime/source/socket/line_block.hpp"
#include "runtime/source/socket/line_splitter.hpp"
#include "runtime/source/wake_slot.hpp"

namespace murmuration::socket_lines {

class inbox {
public:
  /// `changed` is called, from any thread, when `wants_more` does.
  inbox(std::size_t bytes_max, std::size_t line_bytes_max,
        std::function<void()> changed);

  // The receiving thread.
  bool wants_more();
  void put(std::string_view bytes);
  /// The connection ended; how many bytes of an unfinished line are gone.
  std::size_t cut();

  // The readers, of which the last one opened counts.
  struct start {
    std::uint64_t reader = 0;
    offset at;               ///< of the next line
    std::optional<gap> lost; ///< handed over before, and not counted
  };
  start open(offset from, std::shared_ptr<wake_slot> slot);
  void close(std::uint64_t reader);
  /// Takes what has come, if all before was handed over. Lines handed over
  /// before lose their bytes.
  void refill();
  const line* front() const;
  std::string_view text(const line& x) const {
    return reading_.text(x);
  }
  void pop();
  /// There is something for `refill` to take.
  bool has_news();

  // Any thread.
  void durable(offset next);
  struct unsettled {
    std::int64_t handed_over = 0; ///< and not known to be durable
    std::int64_t waiting = 0;     ///< not handed over
  };
  unsettled left();

private:
  void want();

  const std::size_t bytes_max_;
  const std::function<void()> changed_;
  std::mutex mutex_;
  line_splitter splitter_;
  line_block filling_;
  bool held_up_ = false; ///< `wants_more` said no
  std::shared_ptr<wake_slot> slot_;
  std::uint64_t reader_ = 0;     ///< the last one opened
  bool open_ = false;            ///< it is not closed
  offset began_;                 ///< where it began
  std::optional<offset> handed_; ///< next to what was handed over
  offset durable_;
  line_block reading_; ///< changed by the reader, under the lock
  std::size_t next_ = 0;
};

} // namespace murmuration::socket_lines
