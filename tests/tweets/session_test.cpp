#include "tools/tweets/session.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "tests/tweets/scripted.hpp"

namespace murmuration::test {
namespace {

using list = std::vector<std::string>;
using namespace std::chrono_literals;

std::string tweet(int number) {
  return R"({"data":{"id":")" + std::to_string(number) + R"(","text":"é"}})";
}

/// A session on a script. It ends when the script does.
struct stage {
  hand_clock time;
  scripted_api api{time};
  records_out::truth counts;
  keeping_sink to{counts};
  std::atomic<bool> stop{false};
  std::vector<std::string> said;
  stream_losses losses;

  stage() {
    api.stop = &stop;
  }

  stage& run(std::vector<std::string> rules = {"coffee"},
             std::uint64_t count = 0) {
    outlet out{to, counts, count, false};
    session x{{api, time, out, stop,
               [this](const std::string& words) {
                 said.push_back(words);
               }},
              std::move(rules)};
    x.run();
    losses = x.losses();
    return *this;
  }

  bool heard(const std::string& part) const {
    for (const auto& x : said)
      if (x.find(part) != std::string::npos)
        return true;
    return false;
  }
};

void check(const std::vector<long>& found, const std::vector<long>& wanted) {
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

void check(const list& found, const list& wanted) {
  BOOST_TEST(found == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(a_session)

BOOST_AUTO_TEST_CASE(objects_become_records_keyed_by_id_however_they_are_cut) {
  auto bytes = tweet(1) + "\r\n\r\n" + tweet(2) + "\r\n";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    stage x;
    x.api.episodes = {{.pieces = {bytes.substr(0, cut), bytes.substr(cut)}}};
    x.run();
    check(x.to.values, {tweet(1), tweet(2)});
    check(x.to.keys, {"1", "2"});
  }
}

BOOST_AUTO_TEST_CASE(an_object_cut_off_by_a_reset_is_dropped) {
  stage x;
  x.api.episodes = {{.answer = {.status = 200, .failure = "reset"},
                     .pieces = {tweet(1) + "\r\n" + tweet(2).substr(0, 20)}},
                    {.answer = {.status = 200, .failure = "reset"},
                     .pieces = {tweet(3) + "\r\n" + tweet(4)}}};
  x.run();
  check(x.to.values, {tweet(1), tweet(3)});
  BOOST_TEST(x.losses.cut_off == 2u);
}

BOOST_AUTO_TEST_CASE(a_last_object_is_whole_when_the_answer_ended_in_order) {
  stage x;
  x.api.episodes = {{.pieces = {tweet(1)}},
                    {.pieces = {tweet(2).substr(0, 20)}}};
  x.run();
  check(x.to.values, {tweet(1)});
  BOOST_TEST(x.losses.cut_off == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_sent_again_after_a_reconnect_is_written_once) {
  stage x;
  x.api.episodes = {{.pieces = {tweet(1) + "\n" + tweet(2) + "\n"}},
                    {.pieces = {tweet(2) + "\n" + tweet(3) + "\n"}}};
  x.run();
  check(x.to.keys, {"1", "2", "3"});
  BOOST_TEST(x.losses.repeats == 1u);
}

BOOST_AUTO_TEST_CASE(network_errors_are_waited_for_250_ms_longer_each_time) {
  stage x;
  for (int i = 0; i < 4; ++i)
    x.api.episodes.push_back({.answer = {.failure = "no route"}});
  x.run();
  check(x.time.waits_ms, {250, 500, 750, 1000});
  BOOST_TEST(x.heard("no route; again in 0.25 s"));
}

BOOST_AUTO_TEST_CASE(a_proven_connection_that_drops_is_followed_by_the_next) {
  stage x;
  episode drop{.answer = {.status = 200, .failure = "reset"},
               .pieces = {"\r\n", "\r\n"},
               .pause = 15s};
  x.api.episodes = {{.answer = {.failure = "no route"}},
                    drop,
                    drop,
                    {.answer = {.failure = "no route"}}};
  x.run();
  check(x.time.waits_ms, {250, 250});
  BOOST_TEST(x.losses.reconnects == 4u);
}

BOOST_AUTO_TEST_CASE(connections_that_drop_at_once_are_no_busy_loop) {
  stage x;
  for (int i = 0; i < 3; ++i)
    x.api.episodes.push_back({.pieces = {"\r\n"}, .pause = 1s});
  x.run();
  check(x.time.waits_ms, {250, 500, 750});
}

BOOST_AUTO_TEST_CASE(http_errors_and_rate_limits_have_waits_of_their_own) {
  stage x;
  x.api.episodes = {
      {.answer = {.status = 503}},
      {.answer = {.status = 503}},
      {.answer = {.status = 429}},
      {.answer = {.status = 429}},
      {.answer = {.status = 429, .until_reset = 7s}},
      {.answer = {.status = 409}},
  };
  x.run();
  check(x.time.waits_ms, {5'000, 10'000, 60'000, 120'000, 7'000, 5'000});
}

BOOST_AUTO_TEST_CASE(a_silent_stream_is_left_after_25_s) {
  stage x;
  x.api.episodes = {{.pieces = {"\r\n", "\r\n"}, .pause = 20s},
                    {.pieces = {"\r\n", "\r\n"}, .pause = 26s}};
  auto before = x.time.at;
  x.run();
  BOOST_TEST(x.heard("not even a heart-beat"));
  // Two heart-beats and an end 20 s later; then 26 s of nothing.
  BOOST_TEST(((x.time.at - before) == 60s + 26s + 250ms));
}

BOOST_AUTO_TEST_CASE(a_sink_that_is_slow_is_no_silence) {
  stage x;
  x.to.slow = [&x] {
    x.time.at += 40s;
  };
  x.api.episodes = {{.pieces = {tweet(1) + "\n", tweet(2) + "\n"}}};
  x.run();
  check(x.to.keys, {"1", "2"});
  BOOST_TEST(!x.heard("heart-beat"));
}

BOOST_AUTO_TEST_CASE(a_disconnect_message_is_acted_upon_and_not_written) {
  for (auto message :
       {R"({"disconnect":{"code":4,"reason":"stalled"}})",
        R"({"errors":[{"title":"operational-disconnect","detail":"d"}]})"}) {
    stage x;
    auto goodbye = tweet(1) + "\n" + message + "\n";
    x.api.episodes = {{.pieces = {goodbye, tweet(2) + "\n"}},
                      // X does not close: what comes 3 s later is not read.
                      {.pieces = {goodbye, tweet(3) + "\n"}, .pause = 3s}};
    x.run();
    check(x.to.values, {tweet(1), tweet(2)});
    check(x.time.waits_ms, {250, 500});
    BOOST_TEST(x.heard("X disconnects"));
  }
}

BOOST_AUTO_TEST_CASE(too_many_connections_wait_like_a_rate_limit) {
  stage x;
  x.api.episodes = {{.pieces = {R"({"errors":[{"title":"ConnectionException",
      "connection_issue":"TooManyConnections"}]})"}}};
  x.api.episodes[0].pieces[0].erase(x.api.episodes[0].pieces[0].find('\n'), 1);
  x.run();
  check(x.time.waits_ms, {60'000});
}

BOOST_AUTO_TEST_CASE(what_will_not_get_better_ends_it_and_says_what_to_do) {
  for (const auto& answer :
       {http_answer{.status = 401}, http_answer{.status = 403},
        http_answer{.status = 402}, http_answer{.status = 400},
        http_answer{.status = 302},
        http_answer{.failure = "certificate", .hopeless = true}}) {
    stage x;
    x.api.episodes = {{.answer = answer}};
    BOOST_CHECK_THROW(x.run(), std::runtime_error);
    stage y;
    y.api.answers = {answer};
    BOOST_CHECK_THROW(y.run(), std::runtime_error);
    BOOST_TEST(y.api.streams == 0);
  }
}

BOOST_AUTO_TEST_CASE(rules_are_brought_in_order_before_the_stream) {
  stage x;
  x.api.answers = {
      {.status = 503},
      {.status = 200,
       .body = R"({"data":[{"id":"1","value":"old","tag":"murmuration"}],
       "meta":{"next_token":"n"}})"},
      {.status = 200, .body = R"({"data":[{"id":"2","value":"x"}]})"},
      {.status = 200, .body = "{}"},
      {.status = 201, .body = "{}"}};
  x.run();
  check(x.time.waits_ms, {5'000});
  BOOST_REQUIRE(x.api.asked.size() == 5u);
  BOOST_TEST(x.api.asked[2].first.ends_with("?pagination_token=n"));
  BOOST_TEST(x.api.asked[3].second == R"({"delete":{"ids":["1"]}})");
  BOOST_TEST(x.api.asked[4].second
             == R"({"add":[{"value":"coffee","tag":"murmuration"}]})");
  BOOST_TEST(x.heard("1 of the rules are not ours"));
}

BOOST_AUTO_TEST_CASE(without_rules_of_ones_own_those_that_are_there_are_used) {
  stage none;
  BOOST_CHECK_THROW(none.run({}), std::runtime_error);
  stage some;
  some.api.answers = {
      {.status = 200, .body = R"({"data":[{"id":"2","value":"x"}]})"}};
  some.run({});
  BOOST_TEST(some.api.asked.size() == 1u);
  BOOST_TEST(some.api.streams == 1);
}

BOOST_AUTO_TEST_CASE(the_count_ends_it_in_the_middle_of_a_piece) {
  stage x;
  x.api.episodes = {
      {.pieces = {tweet(1) + "\n" + tweet(2) + "\n" + tweet(3) + "\n"}}};
  x.run({"coffee"}, 2);
  check(x.to.keys, {"1", "2"});
  BOOST_TEST(x.api.streams == 1);
}

BOOST_AUTO_TEST_CASE(lines_that_are_no_json_are_dropped_and_told_of_once) {
  stage x;
  x.api.episodes = {{.pieces = {"<html>\n{\"a\n" + tweet(1) + "\n"}}};
  x.run();
  check(x.to.values, {tweet(1)});
  BOOST_TEST(x.losses.broken == 2u);
  BOOST_TEST(x.heard("6 bytes is no JSON object"));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::test
