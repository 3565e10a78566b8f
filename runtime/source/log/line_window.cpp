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
      std::memchr(current_.bytes.get() + scanned_, '\n', end_ - scanned_));
  if (found == nullptr) {
    scanned_ = end_;
    if (held() <= limits_.line_bytes_max)
      return std::nullopt;
    // From here on its bytes are hashed and let go, not collected.
    long_line_.reset(XXH3_createState());
    XXH3_64bits_reset(long_line_.get());
    XXH3_64bits_update(long_line_.get(), current_.bytes.get() + begin_, held());
    begin_ = end_;
    return std::nullopt;
  }
  std::string_view text{current_.bytes.get() + begin_,
                        static_cast<std::size_t>(found - current_.bytes.get())
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
  auto* from = current_.bytes.get() + begin_;
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
  popped_ = true;
  front_.reset();
}

line_window::buffer line_window::allocate(std::size_t capacity) {
  return {std::make_unique_for_overwrite<char[]>(capacity + padding), capacity};
}

void line_window::move_to(buffer& next) {
  auto kept = held();
  if (kept > 0)
    std::memmove(next.bytes.get(), current_.bytes.get() + begin_, kept);
  if (&next != &current_)
    std::swap(current_, next);
  scanned_ -= begin_;
  begin_ = 0;
  end_ = kept;
}

void line_window::make_room() {
  if (popped_) {
    auto wanted = std::max(limits_.chunk_bytes, 2 * held());
    if (other_.capacity < wanted || other_.capacity > 2 * wanted)
      other_ = allocate(wanted);
    move_to(other_);
    popped_ = false;
  } else if (begin_ > 0) {
    move_to(current_);
  }
  if (held() == current_.capacity) {
    // Grows for one long record only: at `line_bytes_max` it is let go.
    auto larger =
        allocate(std::clamp(2 * current_.capacity, limits_.chunk_bytes,
                            limits_.line_bytes_max + limits_.chunk_bytes));
    move_to(larger);
  }
}

line_window::filled line_window::fill(const file& from, io_error& error) {
  make_room();
  auto want = std::min(current_.capacity - end_, limits_.chunk_bytes);
  auto got = from.read(read_up_to_, current_.bytes.get() + end_, want, error);
  if (got < 0)
    return filled::failed;
  end_ += static_cast<std::size_t>(got);
  read_up_to_ += got;
  return got > 0 ? filled::some : filled::at_end;
}

void line_window::let_go() {
  popped_ = false;
  if (other_.capacity > limits_.chunk_bytes)
    other_ = {};
}

void line_window::rewind() {
  begin_ = end_ = scanned_ = 0;
  front_.reset();
  long_line_.reset();
  read_up_to_ = position_;
}

} // namespace murmuration::log_files
