#include "http/connection_loop.hpp"

#include <unistd.h>

#include "http/limits.hpp"

namespace murmuration::http {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// Two threads render, so that one long answer does not delay the others; two
/// wait for the aggregator, which answers one after the other anyway.
constexpr std::size_t lane_threads = 2;

constexpr std::size_t receive_bytes = 16 * 1024;

/// Between two rounds of the streams: nobody sees a difference below.
constexpr milliseconds feed_pause{5};
/// Streams fed before other connections have their turn.
constexpr std::size_t feeds_max = 64;
/// Between two looks at the streams for those that are quiet or stuck.
constexpr milliseconds look_interval{1000};

/// How long a connection may stay in a phase; none: not bounded by age.
std::optional<milliseconds> time_max(phase x) {
  switch (x) {
    case phase::idle:
      return idle_time_max;
    case phase::reading:
      return request_time_max;
    case phase::writing:
      return answer_time_max;
    case phase::lingering:
      return linger_time_max;
    case phase::waiting:
    case phase::streaming:
      break;
  }
  return std::nullopt;
}

constexpr std::array bounded_phases{phase::idle, phase::reading, phase::writing,
                                    phase::lingering};

} // namespace

connection_loop::connection_loop(site& from, const router& routes,
                                 std::vector<listener> listeners)
  : from_{from}
  , listeners_{std::move(listeners)}
  , own_{routes}
  , feed_{from}
  , buffer_(receive_bytes, '\0')
  , now_{steady_clock::now()}
  , renders_{lane::render, lane_threads, routes,
             [this](finished x) {
               post(std::move(x));
             }}
  , lookups_{lane::lookup, lane_threads, routes, [this](finished x) {
               post(std::move(x));
             }} {
  from_.published.call_when_stored([this] { io_.wake(); });
  resume_accepting();
}

connection_loop::~connection_loop() {
  from_.published.call_when_stored({});
}

void connection_loop::run() {
  while (!stopped()) {
    auto events = io_.wait(patience());
    now_ = steady_clock::now();
    for (const auto& event : events) {
      // Listeners have the last ids, connections count from 0.
      auto listener = ~event.data.u64 - 1;
      if (listener < listeners_.size())
        accept_from(listeners_[listener]);
      else if (auto it = table_.find(event.data.u64))
        on_event(*it, event.events);
    }
    take_finished();
    look_again();
    end_late();
    feed_streams();
    if (accept_again_ && *accept_again_ <= now_)
      resume_accepting();
    if (stop_asked_ && !stopping_)
      begin_stop();
    from_.counted.connections = table_.size();
  }
}

void connection_loop::stop() {
  stop_asked_ = true;
  io_.wake();
}

/// Until the next thing that happens by time alone.
std::optional<milliseconds> connection_loop::patience() const {
  if (!again_.empty())
    return milliseconds{0};
  std::optional<time_point> next = accept_again_;
  auto no_later_than = [&](time_point x) {
    if (!next || x < *next)
      next = x;
  };
  for (auto bounded : bounded_phases)
    if (const auto& list = table_.in(bounded); !list.empty())
      no_later_than(list.front().since + *time_max(bounded));
  if (!table_.in(phase::streaming).empty()) {
    no_later_than(next_look_);
    if (next_feed_)
      no_later_than(*next_feed_);
  }
  if (stopping_)
    no_later_than(stop_by_);
  if (!next)
    return std::nullopt;
  auto left = std::chrono::ceil<milliseconds>(*next - steady_clock::now());
  return std::max(left, milliseconds{0});
}

void connection_loop::post(finished x) {
  {
    std::lock_guard lock{finished_mutex_};
    finished_.push_back(std::move(x));
  }
  io_.wake();
}

void connection_loop::take_finished() {
  std::vector<finished> done;
  {
    std::lock_guard lock{finished_mutex_};
    done.swap(finished_);
  }
  for (auto& x : done)
    if (auto it = table_.find(x.to))
      send(*it, std::move(x.made));
}

/// One request of each connection that has sent several at once, so that none
/// is served at the cost of the others.
void connection_loop::look_again() {
  std::vector<connection_id> round;
  round.swap(again_);
  for (auto id : round) {
    if (auto it = table_.find(id)) {
      (*it)->queued = false;
      advance(*it);
    }
  }
}

void connection_loop::end_late() {
  for (auto bounded : bounded_phases) {
    auto& list = table_.in(bounded);
    while (!list.empty() && list.front().since + *time_max(bounded) <= now_) {
      auto it = list.begin();
      if (bounded == phase::reading || bounded == phase::writing)
        ++from_.counted.timed_out;
      if (bounded == phase::reading && !it->in.empty())
        refuse(it, 408);
      else
        drop(it);
    }
  }
}

void connection_loop::feed_streams() {
  auto& streams = table_.in(phase::streaming);
  from_.counted.streams = streams.size();
  if (streams.empty())
    return;
  look_after_streams();
  if (hungry_ && feed_.stale())
    feed_no_later_than(fed_at_ + feed_pause);
  if (next_feed_ && *next_feed_ <= now_)
    feed_due();
  if (!hungry_)
    return;
  from_.published.ask_for_call();
  // What was stored before that called nobody.
  if (feed_.stale())
    feed_no_later_than(fed_at_ + feed_pause);
}

/// Streams stand in the order of their last update, so the first that cannot be
/// due yet ends the round.
void connection_loop::feed_due() {
  auto& streams = table_.in(phase::streaming);
  auto least = least_spacing(streams.size());
  std::size_t fed = 0;
  fed_at_ = now_;
  next_feed_.reset();
  hungry_ = false;
  feed_.refresh();
  for (auto it = streams.begin(); it != streams.end();) {
    auto at = it++;
    if (at->since + least > now_)
      return feed_no_later_than(at->since + least);
    if (!at->out.empty())
      continue;
    auto spacing = spacing_of(*at->stream, streams.size());
    if (at->since + spacing > now_) {
      feed_no_later_than(at->since + spacing);
    } else if (!feed(at)) {
      hungry_ = true;
    } else {
      feed_no_later_than(now_ + spacing);
      if (++fed == feeds_max)
        return feed_no_later_than(now_);
    }
  }
}

void connection_loop::feed_no_later_than(time_point x) {
  if (!next_feed_ || x < *next_feed_)
    next_feed_ = x;
}

/// Says something to those that are quiet, and ends those that take nothing.
void connection_loop::look_after_streams() {
  if (now_ < next_look_)
    return;
  next_look_ = now_ + look_interval;
  auto& streams = table_.in(phase::streaming);
  for (auto it = streams.begin(); it != streams.end();) {
    auto at = it++;
    if (!at->out.empty()) {
      if (now_ - at->progress > stream_stall_max)
        drop(at);
    } else if (now_ - at->progress >= heartbeat_interval) {
      at->out = ":\n\n";
      unsent_ += at->out.size();
      flush(at);
    }
  }
}

/// Answers that are being made or sent may still arrive; all else ends.
void connection_loop::begin_stop() {
  stopping_ = true;
  stop_by_ = now_ + stop_time_max;
  accept_again_.reset();
  for (const auto& open : listeners_)
    io_.forget(open.fd());
  for (auto ended :
       {phase::idle, phase::reading, phase::streaming, phase::lingering}) {
    auto& list = table_.in(ended);
    while (!list.empty())
      drop(list.begin());
  }
}

bool connection_loop::stopped() const {
  return stopping_
         && (now_ >= stop_by_
             || (table_.in(phase::waiting).empty()
                 && table_.in(phase::writing).empty()));
}

} // namespace murmuration::http
