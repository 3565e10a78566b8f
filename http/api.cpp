#include "http/api.hpp"

#include <fmt/format.h>

#include <chrono>

#include "http/asked_list.hpp"
#include "http/build_info.hpp"
#include "http/json/documents.hpp"
#include "http/parameters.hpp"
#include "http/routes.hpp"
#include "http/stream_wish.hpp"

namespace murmuration::http::api {

namespace {

constexpr std::chrono::milliseconds lookup_time_max{500};
constexpr std::size_t top_k_default = 10;

reply from_document(const document& known) {
  reply made;
  made.body = known;
  return made;
}

reply leg_off(std::string_view key, std::string_view value = "0") {
  return problem(404, fmt::format("This part of the engine is switched off: "
                                  "`{}` is {} in its config.",
                                  key, value));
}

reply no_view_yet() {
  auto made = problem(503, "The engine is starting and has not loaded its "
                           "counts yet; ask again in a moment.");
  made.headers.emplace_back("Retry-After", "1");
  return made;
}

std::int64_t now_ms() {
  using namespace std::chrono;
  return floor<milliseconds>(system_clock::now()).time_since_epoch().count();
}

std::int64_t now_s() {
  return now_ms() / 1000;
}

/// `list=window` and `list=trending`.
reply changing_list(site& from, const asked_list& which, std::size_t k) {
  auto windows = which.kind == list_kind::window;
  const auto& lists = from.config.lists;
  if (windows ? !lists.windows : !lists.trending)
    return leg_off(windows ? "lists.windows" : "lists.trending", "false");
  auto view = from.published.load()->lists;
  if (!view)
    return no_view_yet();
  auto name = fmt::format("{} {} {}", windows ? window_names[which.window] : "",
                          k, which.explain);
  return from_document(from.lists.get(view, name, [&] {
    return make_document(
        windows ? window_json(*view, which.window, k, which.explain)
                : trending_json(*view, from.config, k, which.explain));
  }));
}

} // namespace

reply top(site& from, const request& asked) {
  if (from.config.hashtag_counter.pool_size == 0)
    return leg_off("hashtag-counter.pool-size");
  auto which = list_of(asked);
  auto k =
      whole_number(asked, "k", top_k_default, 1, from.config.aggregator.top_k);
  if (which.kind != list_kind::all)
    return changing_list(from, which, k);
  auto now = from.published.load();
  if (!now->served)
    return no_view_yet();
  if (k == top_k_default)
    return from_document(now->top);
  // That of the default k is made anew whenever one of another k would differ.
  return from_document(
      from.tops.get(now->top.bytes, fmt::format_int{k}.str(), [&] {
        return make_document(
            top_json(*now->served, k, now->tags->trends(*now->served, k)));
      }));
}

reply tag(site& from, const request& asked) {
  if (from.config.hashtag_counter.pool_size == 0)
    return leg_off("hashtag-counter.pool-size");
  auto spelling = tail_of(*find_route(asked.path), asked.path);
  auto key = from.normalise(spelling);
  if (key.empty())
    return problem(404, "No hashtag is spelled like this.");
  auto found = from.look_up(key, lookup_time_max);
  if (!found) {
    auto made = problem(503, "The engine is too busy to look this up; ask "
                             "again in a moment.");
    made.headers.emplace_back("Retry-After", "1");
    return made;
  }
  if (!*found)
    return problem(404, "This hashtag was never counted.");
  return json_reply(tag_json((*found)->tag, (*found)->key, (*found)->count));
}

reply tag_over_time(site& from, const request& asked) {
  if (from.config.hashtag_counter.pool_size == 0)
    return leg_off("hashtag-counter.pool-size");
  const auto* text = asked.parameter("step");
  std::string step = text ? *text : "5s";
  if (step != "5s" && step != "1m")
    throw bad_parameter{"`step` must be `5s` or `1m`."};
  auto by_minute = step == "1m";
  auto points = whole_number(asked, "points", 60, 1, by_minute ? 1440 : 720);
  auto key = from.normalise(tail_of(*find_route(asked.path), asked.path));
  if (key.empty())
    return problem(404, "No hashtag is spelled like this.");
  auto now = from.published.load();
  if (!now->served)
    return no_view_yet();
  auto found = now->tags->story(*now->served, key, by_minute ? 60'000 : 5000,
                                points, now_ms());
  if (!found)
    return problem(404, "This hashtag is not among the most used ones that "
                        "the engine keeps a history of (`aggregator.top-k`). "
                        "A history begins when a tag enters that list, is "
                        "dropped when it leaves it, and ends with the engine.");
  return json_reply(tag_history_json(*found, step));
}

reply sentiment(site& from, const request&) {
  if (from.config.classifier.pool_size == 0)
    return leg_off("classifier.pool-size");
  auto now = from.published.load();
  return now->served ? from_document(now->sentiment) : no_view_yet();
}

reply history(site& from, const request& asked) {
  const auto* text = asked.parameter("step");
  std::string step = text ? *text : "1s";
  if (step != "1s" && step != "1m")
    throw bad_parameter{"`step` must be `1s` or `1m`."};
  auto by_second = step == "1s";
  auto points = whole_number(asked, "points", 60, 1, by_second ? 3600 : 10080);
  auto now = from.published.load();
  if (!now->served)
    return no_view_yet();
  return json_reply(
      history_json(now->time.get(), step, by_second ? 1 : 60, points, now_s()));
}

reply words(site& from, const request& asked) {
  if (from.config.word_counter.pool_size == 0)
    return leg_off("word-counter.pool-size");
  auto over = time_window(asked, "window", "5s");
  auto now = from.published.load();
  if (!now->served)
    return no_view_yet();
  return from_document(from.words.get(now->time, over.text, [&] {
    return make_document(words_json(now->time.get(), over.text, over.seconds));
  }));
}

reply tweets(site& from, const request& asked) {
  auto limit = whole_number(asked, "limit", 5, 1, 50);
  auto now = from.published.load();
  if (!now->served)
    return no_view_yet();
  return json_reply(tweets_json(*now->served, limit));
}

reply status(site& from, const request&) {
  auto now = from.published.load();
  if (now->status.bytes && now->status_of == now->latest)
    return from_document(now->status);
  // Views come faster than statuses are rendered; who asks gets the newest.
  return json_reply(
      status_json(now->facts, now->latest.get(), now->engine.get()));
}

reply events(site& from, const request& asked) {
  auto limit = whole_number(asked, "limit", 50, 1, 200);
  return json_reply(events_json(*from.published.load()->events, limit));
}

reply config(site& from, const request&) {
  return json_reply(config_json(this_build(), from.config));
}

reply stream(site& from, const request& asked) {
  auto wish = stream_wish_of(asked);
  if (from.counted.streams >= from.config.http.stream_clients_max) {
    auto made = problem(503, "As many streams as `http.stream-clients-max` "
                             "allows are open; poll instead.");
    made.headers.emplace_back("Retry-After", "10");
    return made;
  }
  reply made;
  made.type = stream_type;
  made.stream = wish;
  // The stream has no length: it ends with the connection.
  made.headers.emplace_back("Connection", "close");
  // nginx would collect the events.
  made.headers.emplace_back("X-Accel-Buffering", "no");
  return made;
}

} // namespace murmuration::http::api
