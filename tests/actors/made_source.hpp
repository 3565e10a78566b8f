/// A source that the test fills by hand, one partition's worth.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/source/record_source.hpp"

namespace murmuration::test {

struct made_record {
  std::int64_t at = 0;
  std::string value;
  std::int64_t next = 0; ///< at + 1 when 0
};

/// What the source holds, and what was asked of it.
struct made_log {
  void add(std::string value) {
    records.push_back({end, std::move(value), 0});
    ++end;
  }

  std::vector<made_record> records;
  std::int64_t end = 0;
  std::optional<gap> lost; ///< told once, with the next read
  std::string identity_error;
  bool throws = false;

  std::vector<open_request> opened;
  int readers = 0; ///< open now
  int reads = 0;
  std::function<void()> wake;
  source_events events;
  std::vector<std::vector<topic_partition>> released;
  bool start_throws = false;
};

class made_reader final : public partition_reader {
public:
  made_reader(made_log& log, offset from)
    : log_(log)
    , next_(from.value) {
    ++log_.readers;
  }
  ~made_reader() override {
    --log_.readers;
  }

  read_result read(const read_limits& limits, record_sink& sink) override {
    ++log_.reads;
    read_result result;
    if (log_.throws)
      throw std::runtime_error("the reader broke");
    if (!log_.identity_error.empty()) {
      result.status = read_status::identity_error;
      result.error = log_.identity_error;
      return result;
    }
    if (auto lost = std::exchange(log_.lost, std::nullopt)) {
      next_ = lost->to.value;
      result.lost = lost;
      result.next = {next_};
      result.more = true;
      return result;
    }
    std::size_t taken = 0;
    for (auto& x : log_.records) {
      if (x.at < next_)
        continue;
      if (taken == limits.records_max || !hand_over(x, sink)) {
        result.more = true;
        break;
      }
      ++taken;
    }
    if (!result.more)
      next_ = std::max(next_, log_.end);
    result.next = {next_};
    return result;
  }

private:
  bool hand_over(const made_record& x, record_sink& sink) {
    // What was taken last stays valid, also when this one is refused.
    auto& bytes = buffers_[turn_];
    bytes = x.value + std::string(64, '\0');
    auto next = x.next > 0 ? x.next : x.at + 1;
    if (!sink.take({.at = {x.at},
                    .next = {next},
                    .key = {},
                    .value = {bytes.data(), x.value.size()},
                    .timestamp_ms = 1000}))
      return false;
    turn_ = 1 - turn_;
    next_ = next;
    return true;
  }

  made_log& log_;
  std::int64_t next_;
  std::string buffers_[2];
  int turn_ = 0;
};

class made_source final : public record_source {
public:
  explicit made_source(made_log& log)
    : log_(log) {}

  void start(source_events events) override {
    if (log_.start_throws)
      throw std::runtime_error("no such broker");
    log_.events = std::move(events);
  }
  std::unique_ptr<partition_reader> open(const open_request& request,
                                         std::function<void()> wake) override {
    log_.opened.push_back(request);
    log_.wake = std::move(wake);
    return std::make_unique<made_reader>(log_, request.from);
  }
  void released(const std::vector<topic_partition>& gone) override {
    log_.released.push_back(gone);
  }
  void commit(const topic_partition&, offset) override {}
  void stop() override {}

private:
  made_log& log_;
};

} // namespace murmuration::test
