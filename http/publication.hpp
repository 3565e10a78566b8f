/// The read model that HTTP serves: one immutable set, swapped as a whole, so
/// that a reader never sees half of an update and never waits for an actor.
/// Any thread may load; only the dashboard actor stores.
///   auto now = published.load(); send(now->top.bytes);
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "http/json/documents.hpp"
#include "http/message.hpp"
#include "http/tag_history.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

struct snapshot {
  live_view_ptr served; ///< what the counts are answered from; may be null
  live_view_ptr latest; ///< newer than `served` while the engine catches up
  time_view_ptr time;
  lists_view_ptr lists; ///< null before the first, and when both are off
  engine_status_ptr engine;
  std::int64_t started_ms = 0;
  status_facts facts; ///< of `status`
  double records_per_s = 0;
  double tweets_per_s = 0;
  tag_past_ptr tags = std::make_shared<const tag_past>(); ///< never null
  event_list events = std::make_shared<std::vector<told_event>>();
  document top; ///< of the default k; null before the first view
  document sentiment;
  document status; ///< of `status_of`; may be older than `latest`
  live_view_ptr status_of;

  bool ready() const {
    return latest && latest->ready;
  }
};

using snapshot_ptr = std::shared_ptr<const snapshot>;

class publication {
public:
  publication()
    : now_{std::make_shared<const snapshot>()} {}

  /// Never null.
  snapshot_ptr load() const {
    return now_.load();
  }

  void store(snapshot_ptr next) {
    now_.store(std::move(next));
    if (!call_asked_.exchange(false))
      return;
    std::lock_guard lock{call_mutex_};
    if (call_)
      call_();
  }

  /// Whom `store` calls after `ask_for_call`: somebody who sleeps until there
  /// are news. Must return at once; nobody: an empty function.
  void call_when_stored(std::function<void()> call) {
    std::lock_guard lock{call_mutex_};
    call_ = std::move(call);
  }

  /// The next `store` calls, once. What was stored before does not.
  void ask_for_call() {
    call_asked_.store(true);
  }

private:
  std::atomic<snapshot_ptr> now_;
  std::atomic<bool> call_asked_{false};
  std::mutex call_mutex_; ///< held for one call, or while one is replaced
  std::function<void()> call_;
};

} // namespace murmuration::http
