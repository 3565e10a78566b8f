/// The read model: what the aggregator hands to the dashboard. Immutable and
/// shared; a view is replaced, never changed. It has three parts, because the
/// first changes with every batch and the others are too large to make so
/// often.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "messages/delta.hpp"
#include "messages/ids.hpp"
#include "messages/partial.hpp"

namespace murmuration {

struct top_tag {
  std::string key;
  std::string tag; ///< the commonest spelling, without `#`
  std::uint64_t count = 0;
};

struct partition_view {
  topic_partition source;
  offset origin;
  std::uint32_t gen = 0;
  offset applied;
  offset durable;
  std::optional<offset> end; ///< end of the log, when this engine knows it
  bool owned = false;        ///< this engine consumes it
  std::string owner;         ///< instance that counts it, empty when unknown
  std::uint64_t at_epoch = 0;
  offset read;               ///< end of the batches that were sent
  std::size_t in_flight = 0; ///< batches that hold credit
  std::size_t credit = 0;    ///< batches that may be in flight
  /// Of those, by leg: it is done with them, and they wait to be applied.
  std::array<std::size_t, leg_count> answered{};
  totals sums; ///< since the origin, what is applied included
  std::uint64_t durable_records = 0; ///< of `sums`, what is durable
  std::string error; ///< why it is stopped, empty when it is not
};

/// One leg's pool, as its router sees it.
struct pool_view {
  std::string name; ///< `classifier`, `hashtag_counter`, `word_counter`
  std::uint32_t pool_size = 0;
  std::uint64_t queued = 0;    ///< batches handed to workers and not done
  std::uint64_t processed = 0; ///< batches done
  double busy = 0; ///< share of the workers' time spent working, 0 to 1
  std::uint64_t restarts = 0;
  std::uint64_t records_taken = 0; ///< in the batches handed to workers
  std::uint64_t records_done = 0;  ///< in the batches done
};

struct store_health {
  bool reachable = true;
  double latency_ms = 0;   ///< of the last write that was acknowledged
  std::string error;       ///< of the last failed call
  std::size_t pending = 0; ///< calls that are not answered
};

/// Malformed records that were kept.
struct letters_health {
  bool on = false;
  std::uint64_t written = 0; ///< since start
  std::string error;         ///< of the last call that failed
};

/// Changes with every batch; at most one every 2 ms.
struct live_view {
  std::int64_t as_of_ms = 0;
  bool ready = false;       ///< positions loaded, first view made
  bool catching_up = false; ///< after a reload: keep serving the view before
  std::uint64_t tweets = 0; ///< counted, over all partitions and generations
  std::vector<top_tag> top; ///< higher count first, then key in byte order
  totals sums;              ///< gaps left empty: they are per partition
  std::vector<recent_tweet> recent;       ///< newest first, at most 50
  std::vector<partition_view> partitions; ///< by topic, then number
  std::uint64_t distinct_tags = 0;
  std::uint64_t rewinds = 0;
  std::uint64_t reloads = 0;
  std::uint64_t checkpoints = 0;
  std::int64_t checkpointed_ms = 0; ///< when the last was; 0: none yet
  std::uint64_t snapshots = 0;
  std::array<std::uint64_t, 6>
      malformed_by_reason{}; ///< since start, by `malformed_reason`
  store_health store;
  letters_health letters;
};

/// A minute's or a second's volume; `start` in Unix seconds.
struct volume_point {
  std::int64_t start = 0;
  std::uint64_t tweets = 0;
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  std::uint64_t neutral = 0;
};

/// Words of a second. A second may be there more than once: its parts add up.
struct words_view {
  std::int64_t second = 0;
  bool cut = false; ///< some words of the second did not fit
  /// Shared with the next view while they do not change.
  packed_words words;
};

/// Changes at most four times a second.
struct time_view {
  std::int64_t newest =
      0; ///< newest second of event time, 0 when there is none
  std::vector<volume_point>
      seconds; ///< ascending, only those with tweets, last hour
  std::vector<volume_point>
      minutes; ///< ascending, only those with tweets, last week
  std::vector<words_view> words; ///< ascending, last hour
};

/// The windows of `list=window`, in seconds of event time.
inline constexpr std::array<std::int64_t, 5> window_lengths{60, 300, 900, 3600,
                                                            86'400};

/// How often tags were used in (clock − seconds, clock].
struct window_list {
  std::int64_t seconds = 0;
  bool exact = true;
  /// How much too low any count may be; 0 when exact, none when not known.
  std::optional<std::uint64_t> max_error = 0;
  std::vector<top_tag> tags; ///< higher count first, then key in byte order
};

/// A tag that is used more than its own past explains.
struct trending_tag {
  std::string key;
  std::string tag; ///< the commonest spelling, without `#`
  double score = 0;
  double now = 0;         ///< f: uses lately, decayed fast
  double past = 0;        ///< s: the same, decayed slowly
  double expected = 0;    ///< e: what f would be if nothing had changed
  std::int64_t since = 0; ///< Unix second
};

/// How far the records of one partition are in a list.
struct applied_offset {
  topic_partition source;
  offset applied;
};

/// What is used most in each window, and what is rising; at most one a second.
struct lists_view {
  bool windows_on = false;
  bool trending_on = false;
  std::int64_t as_of_ms = 0;
  std::int64_t clock = 0; ///< newest second of event time, 0: none yet
  std::uint64_t tweets = 0;
  std::vector<applied_offset> offsets; ///< by topic, then number
  std::array<window_list, window_lengths.size()> windows;
  bool trending_exact = true;
  double all_now = 0;                 ///< F: `now` over all tags
  double all_past = 0;                ///< S: `past` over all tags
  double threshold = 0;               ///< that a score must reach now
  std::vector<trending_tag> trending; ///< higher score first, then key
  std::uint64_t live_tags = 0;        ///< used within the longest window
  std::uint64_t bytes = 0;            ///< what all lists hold in memory
};

using live_view_ptr = std::shared_ptr<const live_view>;
using time_view_ptr = std::shared_ptr<const time_view>;
using lists_view_ptr = std::shared_ptr<const lists_view>;

/// What the dashboard knows of the engine besides the counts.
enum class engine_state : std::uint8_t {
  starting,
  running,
  degraded,
  draining
};

struct engine_status {
  engine_state state = engine_state::starting;
  std::vector<std::string> reasons; ///< for people, why it is degraded
  bool source_connected = false;
  std::string source_error;
  std::vector<pool_view> pools;
  std::size_t tables_behind = 0; ///< tables of older readers
};

using engine_status_ptr = std::shared_ptr<const engine_status>;

} // namespace murmuration
