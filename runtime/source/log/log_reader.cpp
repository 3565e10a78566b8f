#include "runtime/source/log/log_reader.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

namespace murmuration::log_files {

namespace {

record_view to_record(const line_window::line& line) {
  return {.at = offset{line.at},
          .next = offset{line.next},
          .key = {},
          .value = line.text,
          .too_large = line.too_long,
          .hash = line.hash,
          .value_bytes =
              line.too_long
                  ? static_cast<std::uint64_t>(line.next - line.at) - 1
                  : 0};
}

} // namespace

log_reader::log_reader(std::filesystem::path path, open_request request,
                       line_limits limits, std::shared_ptr<wake_slot> slot)
  : path_(std::move(path))
  , request_(std::move(request))
  , slot_(std::move(slot))
  , window_(limits, request_.from.value) {
  if (request_.last)
    last_at_ = request_.last->at;
}

read_result log_reader::read(const read_limits& limits, record_sink& sink) {
  slot_->stay();
  window_.let_go();
  read_result result;
  result.next = offset{window_.position()};
  if (!identity_.empty()) {
    result.status = read_status::identity_error;
    result.error = identity_;
    return result;
  }
  if (!file_ && !open(result))
    return result;
  std::size_t records = 0;
  auto outcome = hand_over(limits, sink, records);
  result.next = offset{window_.position()};
  // What is wrong at the end is told by a read of its own, without records.
  if (outcome == handed::enough || (outcome == handed::failed && records > 0))
    result.more = true;
  else if (outcome == handed::failed)
    unavailable(result, error_);
  else
    at_end(result);
  if (records > 0 && result.status != read_status::ok) {
    identity_.clear();
    slot_->stay();
    result.status = read_status::ok;
    result.error.clear();
    result.more = true;
  }
  return result;
}

log_reader::handed log_reader::hand_over(const read_limits& limits,
                                         record_sink& sink,
                                         std::size_t& records) {
  std::size_t bytes = 0;
  for (;;) {
    while (auto line = window_.line_at_front()) {
      bytes += line->text.size();
      if (records == limits.records_max
          || (records > 0 && bytes > limits.bytes_max)
          || !sink.take(to_record(*line)))
        return handed::enough;
      window_.pop();
      last_at_ = offset{line->at};
      ++records;
    }
    switch (window_.fill(file_, error_)) {
      case line_window::filled::some:
        break;
      case line_window::filled::at_end:
        return handed::all;
      case line_window::filled::failed:
        return handed::failed;
    }
  }
}

void log_reader::at_end(read_result& result) {
  slot_->sleep();
  auto size = file_.size();
  if (size >= 0 && size < window_.read_up_to())
    return fail(result, "has only " + std::to_string(size)
                            + " bytes left, fewer than were read: it was cut");
  auto same = file_.is_at(path_);
  if (!same)
    return unavailable(result, {ENOENT});
  if (!*same)
    return replaced(result);
  if (size > window_.read_up_to()) {
    slot_->stay();
    result.more = true;
  }
}

bool log_reader::open(read_result& result) {
  file candidate;
  if (auto error = candidate.open(path_)) {
    unavailable(result, *error);
    return false;
  }
  if (!check(candidate, request_.last, result))
    return false;
  file_ = std::move(candidate);
  return true;
}

void log_reader::replaced(read_result& result) {
  file candidate;
  if (auto error = candidate.open(path_))
    return unavailable(result, *error);
  std::optional<fingerprint> last;
  if (last_at_) {
    // The file that was read is still open, though it lost its name.
    auto hash = file_.hash(last_at_->value, window_.position() - 1, error_);
    if (!hash)
      return unavailable(result, error_);
    last = fingerprint{.at = *last_at_, .hash = *hash};
  }
  if (!check(candidate, last, result))
    return;
  file_ = std::move(candidate);
  window_.rewind();
  slot_->stay();
  result.more = true;
}

bool log_reader::check(const file& candidate,
                       const std::optional<fingerprint>& last,
                       read_result& result) {
  auto from = window_.position();
  if (auto size = candidate.size(); size < from) {
    fail(result,
         "has " + std::to_string(size)
             + " bytes, fewer than were counted: it was cut or replaced");
    return false;
  }
  char before = '\n';
  if (from > 0 && candidate.read(from - 1, &before, 1, error_) != 1) {
    unavailable(result, error_);
    return false;
  }
  if (before != '\n') {
    fail(result, "has no record that ends there: it is another log");
    return false;
  }
  if (!last)
    return true;
  std::optional<std::uint64_t> hash;
  if (last->at.value >= 0 && last->at < offset{from}) {
    hash = candidate.hash(last->at.value, from - 1, error_);
    if (!hash) {
      unavailable(result, error_);
      return false;
    }
  }
  if (hash == last->hash)
    return true;
  fail(result, "holds another record at " + std::to_string(last->at.value)
                   + " than was counted: it is another log");
  return false;
}

void log_reader::fail(read_result& result, const std::string& why) {
  const auto& source = request_.source;
  identity_ =
      to_string(source) + " at offset " + std::to_string(window_.position())
      + ": " + path_.string() + " " + why
      + ". To count it as a new log: murmuration-ledger "
        "new-generation --topic "
      + source.topic + " --partition " + std::to_string(source.partition.value);
  result.status = read_status::identity_error;
  result.error = identity_;
}

void log_reader::unavailable(read_result& result, io_error error) {
  slot_->sleep_and_retry();
  result.status = read_status::unavailable;
  result.error = to_string(request_.source) + " at offset "
                 + std::to_string(window_.position()) + ": cannot read "
                 + path_.string() + ": "
                 + std::generic_category().message(error.number)
                 + ". It is tried again until it can be read";
}

} // namespace murmuration::log_files
