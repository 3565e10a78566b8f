/// What is told about the connection, from what the threads see; each text is
/// told once. Thread-safe.
///   state.broker(false, "no broker answers");
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace murmuration::kafka {

class connection_state {
public:
  using teller = std::function<void(bool, std::string)>;

  explicit connection_state(teller tell)
    : tell_(std::move(tell)) {}

  /// Whether a broker answers and has our topics, and what is wrong.
  void broker(bool answers, std::string text) {
    update([&] {
      answers_ = answers;
      broker_ = std::move(text);
    });
  }
  /// What keeps us from the group; empty when nothing does.
  void group(std::string text) {
    update([&] { group_ = std::move(text); });
  }

private:
  template <class F>
  void update(F change) {
    std::lock_guard guard{mutex_};
    change();
    std::pair now{answers_, broker_.empty() ? group_ : broker_};
    if (told_ == now)
      return;
    told_ = now;
    tell_(now.first, now.second);
  }

  teller tell_;
  std::mutex mutex_;
  bool answers_ = false;
  std::string broker_;
  std::string group_;
  std::optional<std::pair<bool, std::string>> told_;
};

} // namespace murmuration::kafka
