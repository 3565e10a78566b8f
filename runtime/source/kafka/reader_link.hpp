/// What a reader and the source's threads tell each other. Thread-safe.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "messages/ids.hpp"
#include "runtime/source/kafka/resume.hpp"
#include "runtime/source/wake_slot.hpp"

namespace murmuration::kafka {

class reader_link {
public:
  reader_link(topic_partition source, std::function<void()> wake)
    : source(std::move(source))
    , slot(std::move(wake)) {}

  const topic_partition source;
  wake_slot slot;

  /// The reader wants to know what the partition holds.
  void ask() {
    std::lock_guard guard{mutex_};
    asked_ = true;
    answer_.reset();
  }
  bool asked() const {
    std::lock_guard guard{mutex_};
    return asked_;
  }
  void answer(const bounds& held) {
    {
      std::lock_guard guard{mutex_};
      asked_ = false;
      answer_ = held;
    }
    slot.ring();
  }
  bool answered() const {
    std::lock_guard guard{mutex_};
    return answer_.has_value();
  }
  std::optional<bounds> take_answer() {
    std::lock_guard guard{mutex_};
    return std::exchange(answer_, std::nullopt);
  }

  /// What was fetched ahead is taken, and nothing comes.
  void want_more() {
    wants_more_ = true;
  }
  bool take_want() {
    return wants_more_.exchange(false);
  }

  /// The group gave the partition to another engine.
  void revoke() {
    revoked_ = true;
    slot.ring();
  }
  bool revoked() const {
    return revoked_;
  }

private:
  mutable std::mutex mutex_;
  bool asked_ = false;
  std::optional<bounds> answer_;
  std::atomic<bool> wants_more_ = false;
  std::atomic<bool> revoked_ = false;
};

} // namespace murmuration::kafka
