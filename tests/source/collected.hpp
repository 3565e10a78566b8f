/// Sinks and waiting for the tests of both sources.
#pragma once

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "runtime/source/record_source.hpp"

namespace murmuration::test {

/// A bound for what should take milliseconds.
constexpr std::chrono::seconds patience{20};

struct kept_record {
  std::int64_t at = 0;
  std::int64_t next = 0;
  std::string key;
  std::string value;
  bool tombstone = false;
  bool too_large = false;
  fingerprint print;
};

/// Keeps copies; refuses every `refuse_each`th offer when that is not 0.
struct keeping_sink final : record_sink {
  std::vector<kept_record> records;
  std::size_t refuse_each = 0;
  std::size_t offers = 0;
  unsigned padding_sum = 0; ///< of the bytes behind the values
  record_view last;         ///< that was taken

  bool take(const record_view& x) override {
    if (refuse_each != 0 && ++offers % refuse_each == 0)
      return false;
    if (x.value.data() != nullptr)
      for (int i = 0; i < 64; ++i)
        padding_sum +=
            static_cast<unsigned char>(x.value.data()[x.value.size() + i]);
    last = x;
    records.push_back({x.at.value, x.next.value, std::string{x.key},
                       std::string{x.value}, x.tombstone, x.too_large,
                       fingerprint_of(x)});
    return true;
  }

  /// The record that was taken last can be hashed after the read. The address
  /// sanitizer sees comparisons, and does not see into the hash's library.
  bool last_is_intact() const {
    return records.empty()
           || (last.key == records.back().key
               && last.value == records.back().value
               && fingerprint_of(last) == records.back().print);
  }

  std::vector<std::string> values() const {
    std::vector<std::string> result;
    for (const auto& x : records)
      result.push_back(x.value);
    return result;
  }
};

/// Counts wakes; a test waits for one instead of sleeping.
class bell {
public:
  std::function<void()> ringer() {
    return [this] {
      std::lock_guard guard{mutex_};
      ++rung_;
      changed_.notify_all();
    };
  }
  /// Waits for a wake that was not waited for before.
  bool wait() {
    std::unique_lock guard{mutex_};
    bool in_time =
        changed_.wait_for(guard, patience, [this] { return rung_ > seen_; });
    if (in_time)
      ++seen_;
    return in_time;
  }
  /// Wakes of before do not count.
  void forget() {
    std::lock_guard guard{mutex_};
    seen_ = rung_;
  }
  std::size_t rung() {
    std::lock_guard guard{mutex_};
    return rung_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t rung_ = 0;
  std::size_t seen_ = 0;
};

/// Remembers what a source told.
class told {
public:
  source_events events() {
    return {.found =
                [this](std::vector<partition_range> xs) {
                  note([&] {
                    ++founds;
                    found.clear();
                    for (auto& x : xs)
                      found[x.source] = {x.earliest.value, x.end.value};
                  });
                },
            .assigned =
                [this](std::vector<topic_partition> xs) {
                  note([&] {
                    for (auto& x : xs)
                      ++assigned[x];
                  });
                },
            .revoked =
                [this](std::vector<topic_partition> xs) {
                  note([&] {
                    revoked.insert(revoked.end(), xs.begin(), xs.end());
                  });
                },
            .connected =
                [this](bool yes, std::string why) {
                  note([&] {
                    connected = yes;
                    reason = std::move(why);
                  });
                },
            .failed =
                [this](std::string why) {
                  note([&] { failed = std::move(why); });
                }};
  }

  /// False when `holds` did not become true in time.
  template <class F>
  bool wait(F holds) {
    std::unique_lock guard{mutex_};
    return changed_.wait_for(guard, patience, [&] { return holds(*this); });
  }

  // Read them inside `wait`.
  int founds = 0;
  std::map<topic_partition, std::pair<std::int64_t, std::int64_t>> found;
  std::map<topic_partition, int> assigned;
  std::vector<topic_partition> revoked;
  bool connected = false;
  std::string reason;
  std::string failed;

private:
  template <class F>
  void note(F f) {
    std::lock_guard guard{mutex_};
    f();
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
};

/// Reads until `count` records are there, waiting for wakes in between; stops
/// at anything but `ok` and gives the last result.
inline read_result read_until(partition_reader& reader, keeping_sink& sink,
                              bell& wakes, std::size_t count,
                              read_limits limits = {}) {
  for (;;) {
    auto before = sink.records.size();
    auto result = reader.read(limits, sink);
    if (sink.records.size() > before)
      BOOST_REQUIRE(sink.last_is_intact());
    if (result.status != read_status::ok || sink.records.size() >= count)
      return result;
    if (!result.more && !wakes.wait()) {
      result.error = "no wake in time";
      result.status = read_status::unavailable;
      return result;
    }
  }
}

} // namespace murmuration::test
