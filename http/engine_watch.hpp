/// Finds the events in what the dashboard is told: it compares each view and
/// status with the ones before. What comes and goes between two looks is not
/// seen, except for what a counter tells. One owner.
///   watch.look(now_ms, view.get(), status.get()); watch.log().told();
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "http/event_log.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

class engine_watch {
public:
  explicit engine_watch(std::int64_t started_ms);

  /// Null: there is none yet.
  void look(std::int64_t now_ms, const live_view* view,
            const engine_status* status);

  const event_log& log() const {
    return log_;
  }

private:
  /// As it was seen last.
  struct partition {
    std::string counted_by; ///< told; empty: nobody yet
    std::string owner;      ///< seen
    std::int64_t owner_since_ms = 0;
    std::uint64_t at_epoch = 0;
    std::int64_t lost = 0; ///< offsets in gaps, the most that was told
    bool owned = false;
    std::string error;
  };
  /// Why the engine is degraded.
  struct reason {
    std::string text;
    std::int64_t since_ms = 0;
    bool seen = false;
  };

  void tell(std::int64_t now_ms, std::string_view kind, std::string head,
            std::vector<std::string> subjects = {}, std::string tail = {});
  void look_at_owner(std::int64_t now_ms, const partition_view& x,
                     partition& known);
  void look_at_gaps(std::int64_t now_ms, const partition_view& x,
                    partition& known, bool first);
  void look_at_error(std::int64_t now_ms, const partition_view& x,
                     partition& known);
  void look_at(std::int64_t now_ms, const live_view& view);
  void look_at(std::int64_t now_ms, const engine_status& status);
  void look_at_reasons(std::int64_t now_ms, const engine_status& status);

  event_log log_;
  bool ready_ = false;
  bool draining_ = false;
  std::uint64_t rewinds_ = 0;
  std::uint64_t reloads_ = 0;
  std::map<topic_partition, partition> partitions_; ///< as many as a view has
  std::map<std::string, reason>
      reasons_; ///< by what is wrong, not how it shows
  std::map<std::string, std::uint64_t> restarts_; ///< by pool
};

} // namespace murmuration::http
