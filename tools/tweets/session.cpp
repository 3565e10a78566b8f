#include "tools/tweets/session.hpp"

#include <utility>

#include <fmt/format.h>

namespace murmuration::tweets {
namespace {

/// What Murmuration's decoder reads: text (long ones in `note_tweet`),
/// language, time, entities, the tweet that is retweeted or quoted, names of
/// authors.
constexpr const char* stream_path =
    "/2/tweets/search/stream"
    "?tweet.fields=author_id,created_at,entities,lang,note_tweet,"
    "referenced_tweets"
    "&expansions=author_id,referenced_tweets.id,referenced_tweets.id.author_id"
    "&user.fields=name,username";

} // namespace

session::session(parts with, std::vector<std::string> rules)
  : with_(std::move(with))
  , rules_(std::move(rules)) {}

bool session::ended() const {
  return with_.stop || with_.out.full();
}

bool session::wait(const ending& after) {
  auto time = waits_.next(after.why, after.until_reset);
  with_.say(fmt::format("{}; again in {} s", after.words,
                        static_cast<double>(time.count()) / 1000));
  with_.time.wait(time, [this] {
    with_.out.tick();
    return !ended();
  });
  return !ended();
}

void session::run() {
  if (!sync_rules())
    return;
  while (!ended()) {
    auto begun = with_.time.now();
    auto how = follow();
    if (ended())
      return;
    ++losses_.reconnects;
    if (last_byte_ - begun >= proven_after) {
      waits_.worked();
      if (how.why == trouble::network) {
        with_.say(how.words + "; again at once");
        continue;
      }
    }
    if (!wait(how))
      return;
  }
}

session::ending session::follow() {
  auto begun = with_.time.now();
  last_byte_ = begun;
  said_goodbye_.reset();
  lines_.drop_rest();
  bool silent = false, delivered = false;
  auto answer = with_.api.stream(
      stream_path,
      [&](std::string_view piece) {
        if (!std::exchange(delivered, true))
          with_.say("connected");
        take(piece);
        // Behind it: a sink that is slow is no silence of X's.
        last_byte_ = with_.time.now();
      },
      [&] {
        with_.out.tick();
        auto now = with_.time.now();
        silent = now - last_byte_ > silence_max;
        return !silent && !ended()
               && !(said_goodbye_ && now - goodbye_at_ > goodbye_max);
      });
  take_rest(answer.status == 200 && answer.failure.empty());
  losses_.too_long = lines_.too_long();
  if (!delivered)
    last_byte_ = begun;
  if (said_goodbye_)
    return *said_goodbye_;
  if (silent)
    return {fmt::format("nothing came for {} s, not even a heart-beat",
                        silence_max.count())};
  if (answer.status == 200)
    return {answer.failure.empty() ? "X ended the stream"
                                   : "the connection broke: " + answer.failure};
  return ended() ? ending{} : judge(answer);
}

void session::take(std::string_view piece) {
  lines_.feed(piece, [this](std::string_view line) { take_line(line); });
}

void session::take_line(std::string_view line) {
  if (with_.out.full())
    return;
  auto x = reader_.read(line);
  switch (x.what) {
    case stream_line::kind::heart_beat:
      return;
    case stream_line::kind::broken:
      if (losses_.broken++ == 0)
        with_.say(fmt::format("a line of {} bytes is no JSON object; such "
                              "lines are dropped",
                              line.size()));
      return;
    case stream_line::kind::disconnect:
      said_goodbye_ = ending{"X disconnects: " + x.reason, x.why};
      goodbye_at_ = with_.time.now();
      return;
    case stream_line::kind::record:
      break;
  }
  if (x.number && seen_.contains(*x.number)) {
    ++losses_.repeats;
    return;
  }
  with_.out.send(line, x.id);
  if (x.number)
    seen_.insert(*x.number);
}

/// A last object without its line end: whole when the answer ended in order.
void session::take_rest(bool in_order) {
  auto rest = lines_.rest();
  if (rest.find_first_not_of(" \t\r") != std::string_view::npos) {
    if (in_order && reader_.read(rest).what != stream_line::kind::broken)
      take_line(rest);
    else
      ++losses_.cut_off;
  }
  lines_.drop_rest();
}

session::ending session::judge(const http_answer& x) const {
  if (x.status == 0 && x.hopeless)
    throw std::runtime_error(
        x.failure
        + "; check --api-url, the machine's clock and ca-certificates");
  if (!x.failure.empty())
    return {x.failure};
  auto words = fmt::format("HTTP {}: {}", x.status, error_words(x.body));
  switch (x.status) {
    case 401:
      throw std::runtime_error(
          words
          + ": X does not know the bearer token; make a new one in the "
            "developer portal (your app, Keys and tokens)");
    case 402:
    case 403:
      throw std::runtime_error(
          words
          + ": the token is good, but its app may not use the filtered "
            "stream; check in the developer portal that the app belongs to a "
            "project and what its plan and credits allow");
    case 408:
    case 409:
    case 425:
      return {std::move(words), trouble::http};
    case 420:
    case 429:
      return {std::move(words), trouble::rate_limit, x.until_reset};
    default:
      if (x.status >= 500 || x.status < 300)
        return {std::move(words), trouble::http};
      throw std::runtime_error(words + "; check --api-url, --track and --rule");
  }
}

} // namespace murmuration::tweets
