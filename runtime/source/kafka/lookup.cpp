#include "runtime/source/kafka/lookup.hpp"

#include <algorithm>
#include <utility>

namespace murmuration::kafka {

namespace {

using namespace std::chrono_literals;

constexpr auto list_interval = 5s;
constexpr auto retry_interval = 500ms;
constexpr auto ends_interval = 1s;
/// Earliest offsets move slowly: asked for in every such round.
constexpr unsigned earliest_rounds = 10;

std::string missing_text(const std::vector<std::string>& topics) {
  std::string result;
  for (const auto& topic : topics)
    result += (result.empty() ? "topic " : ", ") + topic;
  return result.empty() ? result : result + " does not exist; it is waited for";
}

} // namespace

lookup::lookup(const client& from, const kafka_options& options,
               reader_table& readers, connection_state& state, events tell)
  : catalog_(from, options)
  , readers_(readers)
  , state_(state)
  , tell_(std::move(tell)) {}

lookup::~lookup() {
  stop();
}

void lookup::start() {
  thread_ = std::thread{[this] {
    run();
  }};
}

void lookup::stop() {
  {
    std::lock_guard guard{mutex_};
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable())
    thread_.join();
}

void lookup::question() {
  {
    std::lock_guard guard{mutex_};
    question_ = true;
  }
  changed_.notify_all();
}

void lookup::refresh() {
  {
    std::lock_guard guard{mutex_};
    next_list_ = std::min(next_list_, clock::now() + retry_interval);
  }
  changed_.notify_all();
}

bool lookup::knows(const topic_partition& source) const {
  std::lock_guard guard{mutex_};
  return known_.contains(source);
}

bool lookup::stopped() const {
  std::lock_guard guard{mutex_};
  return stopped_;
}

void lookup::run() {
  auto next_ends = clock::now();
  auto next_retry = clock::now();
  std::unique_lock guard{mutex_};
  next_list_ = clock::now();
  while (!stopped_) {
    auto now = clock::now();
    bool list = now >= next_list_;
    question_ = false;
    if (list)
      next_list_ = now + list_interval;
    guard.unlock();
    if (list && !refresh_partitions())
      refresh();
    if (now >= next_retry) {
      next_retry = now + retry_interval;
      for (const auto& link : readers_.links())
        link->slot.ring_if_retrying();
    }
    wake_fetchers();
    answer_questions();
    if (now >= next_ends && !stopped()) {
      next_ends = now + ends_interval;
      refresh_ends();
    }
    guard.lock();
    auto until = std::min({next_list_, next_ends, next_retry});
    changed_.wait_until(guard, until, [&] {
      return stopped_ || question_ || next_list_ < until;
    });
  }
}

bool lookup::refresh_partitions() {
  auto topics = catalog_.list();
  if (!topics.error.empty()) {
    state_.broker(false, topics.error);
    return false;
  }
  std::vector<topic_partition> fresh;
  for (auto& x : topics.partitions)
    if (!knows(x))
      fresh.push_back(x);
  if (!fresh.empty() && !add(fresh))
    return false;
  state_.broker(!topics.partitions.empty(), missing_text(topics.missing));
  if (!fresh.empty()) {
    tell_found();
    tell_.added(std::move(fresh));
  }
  return topics.missing.empty();
}

bool lookup::add(const std::vector<topic_partition>& fresh) {
  auto earliest = catalog_.earliest(fresh);
  auto ends = earliest.error.empty() ? catalog_.ends(fresh) : earliest;
  if (!ends.error.empty()) {
    state_.broker(false, ends.error);
    return false;
  }
  std::lock_guard guard{mutex_};
  for (const auto& x : fresh)
    known_[x] = {earliest.offsets[x], ends.offsets[x]};
  return true;
}

void lookup::refresh_ends() {
  auto now_known = known_;
  std::map<topic_partition, bool> fetched;
  for (const auto& link : readers_.links())
    fetched[link->source] = !link->revoked();
  std::vector<topic_partition> all;
  std::vector<topic_partition> others;
  for (auto& [source, held] : now_known) {
    all.push_back(source);
    auto end = fetched[source] ? catalog_.fetched_end(source) : std::nullopt;
    if (end)
      held.high = *end;
    else
      others.push_back(source);
  }
  auto ends = catalog_.ends(others);
  for (const auto& [source, end] : ends.offsets)
    now_known[source].high = end;
  bool failed = !ends.error.empty();
  if (!failed && ++rounds_ % earliest_rounds == 0) {
    auto earliest = catalog_.earliest(all);
    failed = !earliest.error.empty();
    for (const auto& [source, start] : earliest.offsets)
      now_known[source].low = start;
  }
  if (failed)
    refresh();
  if (now_known == known_)
    return;
  {
    std::lock_guard guard{mutex_};
    known_ = std::move(now_known);
  }
  tell_found();
}

// Once its partitions' queues are full, librdkafka's thread of a broker sleeps
// up to a second, whatever is taken from them; a request wakes it. The answer
// is of no interest.
void lookup::wake_fetchers() {
  std::vector<topic_partition> wanted;
  for (const auto& link : readers_.links())
    if (link->take_want())
      wanted.push_back(link->source);
  static_cast<void>(catalog_.ends(wanted));
}

void lookup::answer_questions() {
  for (const auto& link : readers_.links()) {
    if (!link->asked() || stopped())
      continue;
    auto earliest = catalog_.earliest({link->source});
    auto ends =
        earliest.error.empty() ? catalog_.ends({link->source}) : earliest;
    // Without an answer it is asked again in the next round.
    if (ends.error.empty())
      link->answer(
          {earliest.offsets[link->source], ends.offsets[link->source]});
    else
      refresh();
  }
}

void lookup::tell_found() {
  std::vector<partition_range> ranges;
  for (const auto& [source, held] : known_)
    ranges.push_back({source, held.low, held.high});
  tell_.found(std::move(ranges));
}

} // namespace murmuration::kafka
