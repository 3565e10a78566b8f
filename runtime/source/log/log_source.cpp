#include "runtime/source/log/log_source.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "runtime/source/log/directory_watch.hpp"
#include "runtime/source/log/log_directory.hpp"
#include "runtime/source/log/log_path.hpp"
#include "runtime/source/log/log_reader.hpp"
#include "runtime/source/wake_slot.hpp"

namespace murmuration {

namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

/// Writes within this time are one piece of news. Each costs some 25 switches
/// between threads, so this bounds what a busy writer costs; at most this is
/// added to the latency, and nothing after a pause of the writer.
constexpr auto pause_between = 4ms;

/// The readers to wake, by what they read. Thread-safe.
class slot_table {
public:
  void add(const topic_partition& source,
           const std::shared_ptr<wake_slot>& slot) {
    std::lock_guard guard{mutex_};
    auto& slots = slots_[source];
    std::erase_if(slots, [](const auto& x) { return x.expired(); });
    slots.push_back(slot);
  }

  template <class F>
  void of(const topic_partition& source, F&& f) {
    std::lock_guard guard{mutex_};
    if (auto found = slots_.find(source); found != slots_.end())
      each(found->second, f);
  }

  template <class F>
  void all(F&& f) {
    std::lock_guard guard{mutex_};
    for (auto& [source, slots] : slots_)
      each(slots, f);
  }

private:
  using slots = std::vector<std::weak_ptr<wake_slot>>;

  template <class F>
  static void each(slots& xs, F& f) {
    for (auto& x : xs)
      if (auto slot = x.lock())
        f(*slot);
  }

  std::mutex mutex_;
  std::map<topic_partition, slots> slots_;
};

class log_source final : public record_source {
public:
  explicit log_source(log_source_options options)
    : options_(std::move(options))
    , logs_(options_.directory) {}

  ~log_source() override {
    stop();
  }

  void start(source_events events) override {
    events_ = std::move(events);
    thread_ = std::thread{[this] {
      run();
    }};
  }

  std::unique_ptr<partition_reader> open(const open_request& request,
                                         std::function<void()> wake) override {
    auto slot = std::make_shared<wake_slot>(std::move(wake));
    slots_.add(request.source, slot);
    slot->wake();
    return std::make_unique<log_files::log_reader>(
        log_files::file_of(options_.directory, request.source), request,
        log_files::line_limits{.chunk_bytes = options_.chunk_bytes,
                               .line_bytes_max = options_.record_bytes_max},
        std::move(slot));
  }

  void released(const std::vector<topic_partition>&) override {
    // Nobody else reads these files: nothing is ever revoked.
  }

  void commit(const topic_partition&, offset) override {
    // A directory has no tools of its own to tell.
  }

  void stop() override {
    if (!thread_.joinable())
      return;
    watch_.stop();
    thread_.join();
  }

private:
  void run() {
    scan(true);
    do {
      auto until_scan = std::chrono::ceil<std::chrono::milliseconds>(
          next_scan_ - clock::now());
      auto news = watch_.wait(std::max(0ms, until_scan));
      for (const auto& event : news.events)
        if (auto number = log_files::partition_of(event.file))
          slots_.of({event.tag, *number}, [](wake_slot& x) { x.ring(); });
      if (news.scan || clock::now() >= next_scan_)
        scan(false);
    } while (!watch_.pause(pause_between));
  }

  void scan(bool first) {
    next_scan_ = clock::now() + options_.scan_interval;
    // Watched before it is read: nothing comes in between unseen.
    watch_.add(options_.directory, {});
    auto seen = logs_.scan();
    for (const auto& topic : seen.topics)
      if (watch_.add(std::filesystem::path{options_.directory} / topic, topic))
        next_scan_ = clock::now(); // files may have come before the watch
    for (const auto& source : seen.changed)
      slots_.of(source, [](wake_slot& x) { x.ring(); });
    slots_.all([](wake_slot& x) { x.ring_if_retrying(); });
    tell_connected(seen.error, first);
    tell_ranges(first || !seen.appeared.empty());
    if (!seen.appeared.empty())
      events_.assigned(std::move(seen.appeared));
  }

  void tell_connected(const std::string& error, bool first) {
    auto text = error.empty() ? watch_.error() : error;
    if (first || text != last_text_)
      events_.connected(error.empty(), text);
    last_text_ = text;
  }

  void tell_ranges(bool at_once) {
    if (!at_once && clock::now() < next_ends_)
      return;
    next_ends_ = clock::now() + options_.ends_interval;
    auto ranges = logs_.ranges();
    std::vector<offset> ends;
    for (const auto& x : ranges)
      ends.push_back(x.end);
    if (at_once || ends != last_ends_)
      events_.found(std::move(ranges));
    last_ends_ = std::move(ends);
  }

  log_source_options options_;
  log_files::log_directory logs_;
  log_files::directory_watch watch_;
  slot_table slots_;
  source_events events_;
  std::string last_text_;
  std::vector<offset> last_ends_;
  clock::time_point next_scan_;
  clock::time_point next_ends_;
  std::thread thread_;
};

} // namespace

std::unique_ptr<record_source> make_log_source(log_source_options options) {
  return std::make_unique<log_source>(std::move(options));
}

} // namespace murmuration
