/// The JSON documents of interface.md, made from the views. Pure functions,
/// safe from any thread:  std::string body = top_json(view, 10);
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

/// What flows from one kind of actor to another.
struct edge_view {
  std::string_view from; ///< as the other texts of static storage
  std::string_view to;
  double records_per_s = 0;
  std::optional<std::uint64_t> queued; ///< waiting here; none: nobody knows
  std::string_view queued_unit;
  std::optional<std::uint64_t> credit{}; ///< batches that may still be sent
  std::optional<std::uint64_t> credit_max{};
};

/// What the status tells besides the views.
struct status_facts {
  std::string source_kind; ///< `log`, `kafka`, `socket`
  std::string store_kind;  ///< `rocksdb`, `hbase`
  std::int64_t uptime_s = 0;
  double records_per_s = 0;
  double tweets_per_s = 0;
  std::vector<edge_view> edges;
};

/// The part of the facts that never changes.
status_facts facts_of(const settings& config);

/// What became of one tag of the top list within a minute.
struct tag_trend {
  std::uint64_t added_1m = 0; ///< since it was first seen, if that is shorter
  std::optional<std::size_t> rank_1m; ///< a minute ago; none: not in the list
};

/// The first `k` tags at most. `{"list","exact","as_of","tweets","tags"}`;
/// without trends the tags lack `added_1m` and `rank_1m`.
std::string top_json(const live_view& view, std::size_t k,
                     std::span<const tag_trend> trends = {});

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

/// One tag over time; `tag` without `#`, points oldest first.
struct tag_story {
  struct point {
    std::int64_t start_ms = 0;
    std::uint64_t count = 0; ///< at the end of the step
    std::uint64_t added = 0; ///< within it
  };
  std::string tag;
  std::string key;
  std::int64_t since_ms = 0;
  std::vector<point> points;
};

/// `{"tag","key","since","step","points"}`
std::string tag_history_json(const tag_story& of, std::string_view step);

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

/// Something that happened to the engine, in plain words.
struct told_event {
  std::int64_t at_ms = 0;
  std::string_view kind; ///< of static storage
  std::string text;
};

/// Newest first.
using event_list = std::shared_ptr<const std::vector<told_event>>;

/// `{"events":[{"time","kind","text"}]}`, newest first.
std::string events_json(const std::vector<told_event>& events,
                        std::size_t limit);

/// `{"tweets":[…]}`, newest first.
std::string tweets_json(const live_view& view, std::size_t limit);

/// `live` and `engine` are null until the first ones have come.
std::string status_json(const status_facts& facts, const live_view* live,
                        const engine_status* engine);

/// What `--drain` prints: the status plus `top`, `sentiment` and `lists`; a
/// leg or a list that is off leaves its member out. `lists` may be null.
std::string drain_json(const status_facts& facts, const live_view& live,
                       const engine_status* engine, const settings& config,
                       const lists_view* lists = nullptr);

/// How the windows of `window_lengths` are called.
inline constexpr std::array<std::string_view, window_lengths.size()>
    window_names{"1m", "5m", "15m", "1h", "24h"};

/// `list=window` of the window that is number `which`; `explain` adds how far
/// the records of each partition are in it.
std::string window_json(const lists_view& view, std::size_t which,
                        std::size_t k, bool explain);

/// `list=trending`; `explain` adds that, the rule and its terms.
std::string trending_json(const lists_view& view, const settings& config,
                          std::size_t k, bool explain);

struct build_facts {
  std::string version;
  std::string compiler;
  std::string type;                             ///< CMake's build type
  std::map<std::string, std::string> libraries; ///< name → version
};

/// `{"build","config"}`; the config nested as in the TOML, without secrets.
std::string config_json(const build_facts& build, const settings& config);

/// RFC 9457: `{"type","title","status","detail"}`
std::string problem_json(int status, std::string_view detail);

/// The standard phrase of a status code, `Error` for one that is not used here.
std::string_view reason_phrase(int status);

} // namespace murmuration::http
