/// Views made up for the tests of this folder.
#pragma once

#include <memory>

#include "http/json/documents.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

/// 2026-11-21T10:20:30.123Z
inline constexpr std::int64_t made_ms = 1'795'256'430'123;
inline constexpr std::int64_t made_s = made_ms / 1000;

/// Ten tweets, twelve tags: `tag0` counted 120 times down to `tag11`, 10.
inline std::shared_ptr<live_view> made_view() {
  auto view = std::make_shared<live_view>();
  view->as_of_ms = made_ms;
  view->ready = true;
  view->tweets = 10;
  for (unsigned i = 0; i < 12; ++i) {
    auto number = std::to_string(i);
    view->top.push_back({"tag" + number, "Tag" + number, (12 - i) * 10});
  }
  view->sums.outcomes = {10, 1, 2, 3, 0};
  view->sums.sentiments = {4, 3, 2, 1};
  view->recent.push_back({"7", "ann", "Sat Nov 21", "a \"b\"\n#c", "en",
                          sentiment::negative, made_ms});
  view->recent.push_back(
      {"6", "bob", "Sat Nov 20", "d", "", sentiment::none, made_ms});
  partition_view known;
  known.source = {"tweets", {0}};
  known.origin = {5};
  known.applied = {40};
  known.durable = {30};
  known.end = offset{100};
  known.owned = true;
  known.owner = "host-8080";
  known.at_epoch = 2;
  known.sums.outcomes = view->sums.outcomes;
  known.sums.gaps = {{{10}, {12}}};
  view->partitions.push_back(known);
  partition_view foreign;
  foreign.source = {"tweets", {1}};
  foreign.error = "the \"log\" was re-created";
  view->partitions.push_back(foreign);
  view->malformed_by_reason = {0, 1, 1, 1, 0, 0};
  return view;
}

/// The document of `/api/v1/top` while nothing has changed for long.
inline std::string quiet_top(const live_view& view, std::size_t k) {
  return top_json(view, k, std::vector<tag_trend>(k));
}

inline words_view made_words(std::int64_t second, bool cut,
                             std::vector<counted_word> words) {
  return {second, cut, packed_words{words}};
}

inline std::shared_ptr<time_view> made_time() {
  auto view = std::make_shared<time_view>();
  view->newest = made_s;
  view->seconds = {{made_s - 2, 5, 1, 2, 1}, {made_s, 7, 3, 0, 4}};
  view->minutes = {{made_s / 60 * 60, 12, 4, 2, 5}};
  view->words = {made_words(made_s - 9, true, {{"old", 50}}),
                 made_words(made_s - 1, false, {{"alpha", 2}, {"beta", 1}}),
                 made_words(made_s, false, {{"beta", 1}, {"gamma", 7}})};
  return view;
}

/// Twelve tags in each window, `tag0` first; the windows of an hour and a day
/// are not exact, and nobody knows by how much the latter. Two tags rise.
inline std::shared_ptr<lists_view> made_lists() {
  auto view = std::make_shared<lists_view>();
  view->windows_on = view->trending_on = true;
  view->as_of_ms = made_ms;
  view->clock = made_s;
  view->tweets = 10;
  view->offsets = {{{"tweets", {0}}, {40}}, {{"tweets", {1}}, {7}}};
  for (std::size_t i = 0; i < window_lengths.size(); ++i) {
    auto& window = view->windows[i];
    window.seconds = window_lengths[i];
    for (unsigned j = 0; j < 12; ++j) {
      auto number = std::to_string(j);
      window.tags.push_back(
          {"tag" + number, "Tag" + number, (12 - j) * (i + 1)});
    }
  }
  view->windows[3].exact = view->windows[4].exact = false;
  view->windows[3].max_error = 12;
  view->windows[4].max_error = std::nullopt;
  view->all_now = 100.5;
  view->all_past = 2000;
  view->threshold = 4.7312345;
  view->trending = {{"goal", "Goal", 7.3149, 12.4, .7, 1.035175, made_s - 630},
                    {"rain", "Rain", 5, 8, 20, 2.005, made_s - 30}};
  view->live_tags = 12;
  view->bytes = 4096;
  return view;
}

inline std::shared_ptr<engine_status> made_status() {
  auto status = std::make_shared<engine_status>();
  status->state = engine_state::degraded;
  status->reasons = {"the store does not answer"};
  status->source_connected = true;
  status->pools = {{"classifier", 2, 1, 9, 0.25, 0}};
  return status;
}

} // namespace murmuration::http
