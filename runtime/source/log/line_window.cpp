#include "runtime/source/log/line_window.hpp"

#include <algorithm>
#include <cstring>

#include "runtime/source/record_hash.hpp"

namespace murmuration::log_files {

namespace {

constexpr std::size_t padding = 64;

} // namespace

line_window::line_window(line_limits limits, std::int64_t position)
  : limits_(limits)
  , position_(position)
  , read_up_to_(position) {}

std::optional<line_window::line> line_window::line_at_front() {
  if (front_)
    return front_;
  if (scanned_ == end_)
    return std::nullopt;
  if (long_line_)
    return front_ = end_of_long_line();
  auto* found = static_cast<const char*>(
      std::memchr(bytes_.get() + scanned_, '\n', end_ - scanned_));
  if (found == nullptr) {
    scanned_ = end_;
    if (held() <= limits_.line_bytes_max)
      return std::nullopt;
    // From here on its bytes are hashed and let go, not collected.
    long_line_.reset(XXH3_createState());
    XXH3_64bits_reset(long_line_.get());
    XXH3_64bits_update(long_line_.get(), bytes_.get() + begin_, held());
    begin_ = end_;
    return std::nullopt;
  }
  std::string_view text{bytes_.get() + begin_,
                        static_cast<std::size_t>(found - bytes_.get())
                            - begin_};
  line result{.at = position_,
              .next = position_ + static_cast<std::int64_t>(text.size()) + 1,
              .text = text};
  if (text.size() > limits_.line_bytes_max) {
    result.text = {};
    result.too_long = true;
    result.hash = record_hash({}, text);
  }
  scanned_ = begin_ + text.size() + 1;
  return front_ = result;
}

std::optional<line_window::line> line_window::end_of_long_line() {
  auto* from = bytes_.get() + begin_;
  auto* found = static_cast<const char*>(std::memchr(from, '\n', held()));
  auto size = found ? static_cast<std::size_t>(found - from) : held();
  XXH3_64bits_update(long_line_.get(), from, size);
  begin_ += size;
  scanned_ = begin_;
  if (found == nullptr)
    return std::nullopt;
  auto newline = read_up_to_ - static_cast<std::int64_t>(held());
  line result{.at = position_,
              .next = newline + 1,
              .text = {},
              .too_long = true,
              .hash = XXH3_64bits_digest(long_line_.get())};
  long_line_.reset();
  scanned_ = begin_ + 1;
  return result;
}

void line_window::pop() {
  position_ = front_->next;
  begin_ = scanned_;
  front_.reset();
}

void line_window::resize(std::size_t capacity) {
  auto bytes = std::make_unique_for_overwrite<char[]>(capacity + padding);
  if (held() > 0)
    std::memcpy(bytes.get(), bytes_.get() + begin_, held());
  bytes_ = std::move(bytes);
  capacity_ = capacity;
}

void line_window::make_room() {
  auto kept = held();
  if (capacity_ == 0
      || (capacity_ > limits_.chunk_bytes && kept < limits_.chunk_bytes / 2))
    resize(limits_.chunk_bytes);
  else if (kept == capacity_)
    // Grows for one long record only: at `line_bytes_max` it is let go.
    resize(
        std::min(2 * capacity_, limits_.line_bytes_max + limits_.chunk_bytes));
  else if (kept > 0)
    std::memmove(bytes_.get(), bytes_.get() + begin_, kept);
  scanned_ -= begin_;
  begin_ = 0;
  end_ = kept;
}

line_window::filled line_window::fill(const file& from, io_error& error) {
  make_room();
  auto want = std::min(capacity_ - end_, limits_.chunk_bytes);
  auto got = from.read(read_up_to_, bytes_.get() + end_, want, error);
  if (got < 0)
    return filled::failed;
  end_ += static_cast<std::size_t>(got);
  read_up_to_ += got;
  return got > 0 ? filled::some : filled::at_end;
}

void line_window::rewind() {
  begin_ = end_ = scanned_ = 0;
  front_.reset();
  long_line_.reset();
  read_up_to_ = position_;
}

} // namespace murmuration::log_files
