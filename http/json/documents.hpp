/// The JSON documents of interface.md, made from the views. Pure functions,
/// safe from any thread:  std::string body = top_json(view, 10);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

/// What the status tells besides the views.
struct status_facts {
  std::string source_kind; ///< `log`, `kafka`, `socket`
  std::string store_kind;  ///< `rocksdb`, `hbase`
  std::int64_t uptime_s = 0;
  double records_per_s = 0;
  double tweets_per_s = 0;
};

/// The part of the facts that never changes.
status_facts facts_of(const settings& config);

/// The newest `k` tags at most. `{"list","exact","as_of","tweets","tags"}`
std::string top_json(const live_view& view, std::size_t k);

/// `{"sLabel":["#coffee"],"sData":[3]}`: the ten most used hashtags as the
/// chart of `/refreshData` takes them; null: none yet.
std::string chart_json(const live_view* view);

/// The same of what was posted; `numbers` are spelled as in JSON. None when a
/// label is not UTF-8.
std::optional<std::string> chart_json(const std::vector<std::string>& labels,
                                      const std::vector<std::string>& numbers);

/// `{"tag","key","count"}`; `tag` without `#`.
std::string tag_json(std::string_view tag, std::string_view key,
                     std::uint64_t count);

/// `{"positive","negative","neutral","none"}`
std::string sentiment_json(const live_view& view);

/// `count` points of `step_s` seconds, zero-filled, oldest first; the last one
/// holds the newest second of event time, or `now_s` before there is any.
std::string history_json(const time_view* view, std::string_view step,
                         std::int64_t step_s, std::size_t count,
                         std::int64_t now_s);

/// The 100 commonest words of the last `seconds`; `window` is repeated as it
/// was asked for.
std::string words_json(const time_view* view, std::string_view window,
                       std::int64_t seconds);

/// `{"tweets":[…]}`, newest first.
std::string tweets_json(const live_view& view, std::size_t limit);

/// `live` and `engine` are null until the first ones have come.
std::string status_json(const status_facts& facts, const live_view* live,
                        const engine_status* engine);

/// What `--drain` prints: the status plus `top` and `sentiment`; a leg that is
/// off leaves its member out.
std::string drain_json(const status_facts& facts, const live_view& live,
                       const engine_status* engine, const settings& config);

/// RFC 9457: `{"type","title","status","detail"}`
std::string problem_json(int status, std::string_view detail);

/// The standard phrase of a status code, `Error` for one that is not used here.
std::string_view reason_phrase(int status);

} // namespace murmuration::http
