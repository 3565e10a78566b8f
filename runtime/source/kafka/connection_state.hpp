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
  /// No way out of this but a restart.
  void fatal(std::string text) {
    update([&] { fatal_ = std::move(text); });
  }

private:
  template <class F>
  void update(F change) {
    std::lock_guard guard{mutex_};
    change();
    auto connected = answers_ && fatal_.empty();
    const auto& text = !fatal_.empty()    ? fatal_
                       : !broker_.empty() ? broker_
                                          : group_;
    std::pair now{connected, text};
    if (told_ == now)
      return;
    told_ = now;
    tell_(connected, text);
  }

  teller tell_;
  std::mutex mutex_;
  bool answers_ = false;
  std::string broker_;
  std::string group_;
  std::string fatal_;
  std::optional<std::pair<bool, std::string>> told_;
};

} // namespace murmuration::kafka
