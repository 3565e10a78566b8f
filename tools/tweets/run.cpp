#include "tools/tweets/run.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include "tools/records_out/kafka_sink.hpp"
#include "tools/records_out/log_sink.hpp"
#include "tools/tweets/credentials.hpp"
#include "tools/tweets/session.hpp"
#include "tools/tweets/socket_bridge.hpp"

namespace murmuration::tweets {
namespace {

/// For tests: how many times as fast as the clock all waits run.
constexpr const char* speed_variable = "MURMURATION_TWEETS_CLOCK_SPEED";

void say(const std::string& words) {
  // On a terminal the progress line makes room.
  static const bool terminal = isatty(STDERR_FILENO) != 0;
  fmt::print(stderr, "{}murmuration-tweets: {}\n", terminal ? "\r\033[K" : "",
             words);
}

double clock_speed(const options& asked) {
  const auto* text = std::getenv(speed_variable);
  if (text == nullptr)
    return 1;
  char* end = nullptr;
  auto speed = std::strtod(text, &end);
  if (*text == '\0' || *end != '\0' || !(speed >= 1 && speed <= 1000))
    throw std::invalid_argument(
        fmt::format("{}={}: a number from 1 to 1000", speed_variable, text));
  if (!is_local(asked.api_url))
    throw std::invalid_argument(fmt::format(
        "{} is for tests against http://127.0.0.1; X's waits are X's",
        speed_variable));
  return speed;
}

std::unique_ptr<records_out::sink> make_sink(const options& asked,
                                             records_out::truth& counts) {
  if (asked.brokers.empty())
    return records_out::make_log_sink(asked.log_dir, asked.topic,
                                      asked.partitions, counts);
  return records_out::make_kafka_sink({.brokers = asked.brokers,
                                       .topic = asked.topic,
                                       .partitions = asked.partitions,
                                       .client = "murmuration-tweets"},
                                      counts);
}

/// Runs `step`; errors are printed and become an exit code.
int guarded(const std::function<void()>& step) {
  try {
    step();
    return 0;
  } catch (const std::invalid_argument& e) {
    say(e.what());
    return 2;
  } catch (const std::exception& e) {
    say(e.what());
    return 1;
  }
}

/// What keeps the summary honest, in words; nothing for 0.
void add(std::string& to, std::uint64_t count, const char* what) {
  if (count > 0)
    to += fmt::format("; {} {}", count, what);
}

/// What was asked, read and checked.
struct plan {
  std::string token{};
  std::vector<std::string> rules{};
  double speed = 1;
  socket_address from{};
};

plan checked(const options& asked) {
  plan result;
  if (!asked.from_socket.empty()) {
    result.from = read_address(asked.from_socket);
  } else {
    // First: four lines of v1.1 say that the rest is of another time, too.
    result.token = find_token(asked.token_file);
    check_api_url(asked.api_url);
    result.speed = clock_speed(asked);
    result.rules = build_rules(asked.rules);
  }
  if (asked.log_dir.empty() && asked.brokers.empty())
    throw std::invalid_argument(
        "where to? --log-dir DIR or --brokers HOST:PORT is required");
  return result;
}

struct work {
  std::function<void()> run;
  /// What was not written; for after the run.
  std::function<std::string()> losses;
};

work follow_stream(const options& asked, const plan& with, outlet& out,
                   const std::atomic<bool>& stop) {
  struct all {
    real_clock time;
    std::unique_ptr<http_client> api;
    session live;
    all(const options& asked, const plan& with, outlet& out,
        const std::atomic<bool>& stop)
      : time(with.speed)
      , api(make_curl_client(asked.api_url, with.token))
      , live({*api, time, out, stop, say}, with.rules) {}
  };
  auto x = std::make_shared<all>(asked, with, out, stop);
  return {[x] { x->live.run(); },
          [x] {
            const auto& losses = x->live.losses();
            std::string result;
            add(result, losses.repeats, "repeats dropped");
            add(result, losses.cut_off, "objects cut off by a disconnect");
            add(result, losses.broken, "lines that are no JSON object dropped");
            add(result, losses.too_long, "lines too long, dropped");
            add(result, losses.reconnects, "reconnects");
            return result;
          }};
}

work follow_socket(const plan& with, outlet& out,
                   const std::atomic<bool>& stop) {
  struct all {
    real_clock time;
    socket_bridge bridge;
    all(const plan& with, outlet& out, const std::atomic<bool>& stop)
      : bridge({time, out, stop, say}, with.from) {}
  };
  auto x = std::make_shared<all>(with, out, stop);
  return {[x] { x->bridge.run(); },
          [x] {
            std::string result;
            add(result, x->bridge.cut_off(), "unfinished texts dropped");
            add(result, x->bridge.too_long(), "texts too long, dropped");
            add(result, x->bridge.reconnects(), "reconnects");
            return result;
          }};
}

} // namespace

int tweets(const options& asked, const std::atomic<bool>& stop) {
  plan with;
  // What was asked is checked before anything is made.
  if (auto code = guarded([&] { with = checked(asked); }); code != 0)
    return code;
  records_out::truth counts;
  std::unique_ptr<records_out::sink> to;
  if (auto code = guarded([&] { to = make_sink(asked, counts); }); code != 0)
    return code;
  int code = 0;
  std::string losses;
  {
    outlet out{*to, counts, asked.count, asked.verbose};
    auto doing = asked.from_socket.empty()
                     ? follow_stream(asked, with, out, stop)
                     : follow_socket(with, out, stop);
    code = guarded(doing.run);
    losses = doing.losses();
  }
  auto closed = guarded([&] { to->close(); });
  fmt::print("wrote {} records{}\n", counts.tweets(), losses);
  return code != 0 ? code : closed;
}

} // namespace murmuration::tweets
