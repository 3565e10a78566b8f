/// An API that answers from a script, a clock that is turned by waiting, a sink
/// that keeps what it is sent.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tools/tweets/session.hpp"

namespace murmuration::test {

using namespace murmuration::tweets;

/// Remembers how long was waited.
struct hand_clock final : tweets::clock {
  time_point at{};
  std::vector<long> waits_ms;

  time_point now() override {
    return at;
  }
  void wait(duration time, const std::function<bool()>& meanwhile) override {
    waits_ms.push_back(
        std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
    if (meanwhile())
      at += time;
  }
};

/// What a connection does: pieces of the body, pauses between them, its end.
struct episode {
  http_answer answer{.status = 200};
  std::vector<std::string> pieces{};
  std::chrono::seconds pause{0}; ///< before each piece and the end
};

struct scripted_api final : http_client {
  explicit scripted_api(hand_clock& time)
    : time(time) {}

  http_answer ask(const std::string& path,
                  const std::optional<std::string>& body,
                  const watch& go_on) override {
    asked.emplace_back(path, body.value_or(""));
    if (!go_on() || answers.empty())
      return {.status = 200, .body = "{}"};
    auto result = answers.front();
    answers.pop_front();
    return result;
  }

  http_answer stream(const std::string&, const take& piece,
                     const watch& go_on) override {
    ++streams;
    if (episodes.empty()) {
      *stop = true;
      return {.failure = "ended here"};
    }
    auto now = episodes.front();
    episodes.pop_front();
    // A second at a time, as libcurl's loop asks some times a second.
    auto pass = [&] {
      for (auto left = now.pause; left.count() > 0; --left) {
        time.at += std::chrono::seconds{1};
        if (!go_on())
          return false;
      }
      return go_on();
    };
    for (const auto& x : now.pieces) {
      if (!pass())
        return {.status = 200, .failure = "ended here"};
      piece(x);
    }
    return pass() ? now.answer : http_answer{200, {}, "ended here", {}, {}};
  }

  hand_clock& time;
  std::atomic<bool>* stop = nullptr; ///< set when the script is at its end
  std::deque<http_answer> answers;   ///< to rules requests; then `{}`
  std::deque<episode> episodes;
  std::vector<std::pair<std::string, std::string>> asked;
  int streams = 0;
};

struct keeping_sink final : records_out::sink {
  explicit keeping_sink(records_out::truth& into)
    : counts(into) {}
  void send(const records_out::outgoing& record) override {
    values.push_back(record.value);
    keys.push_back(record.key);
    counts.add(record.adds);
    if (slow)
      slow();
  }
  void flush() override {}
  void close() override {}

  records_out::truth& counts;
  std::vector<std::string> values, keys;
  std::function<void()> slow; ///< called by each `send`
};

} // namespace murmuration::test
