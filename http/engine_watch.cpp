#include "http/engine_watch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace murmuration::http {

namespace {

/// An owner that does not consume is the one that wrote last. That of a moment
/// ago may be about to change, so it must last before it is told.
constexpr std::int64_t owner_lasts_ms = 3000;

std::int64_t lost_of(const partition_view& x) {
  std::int64_t lost = 0;
  for (const auto& gap : x.sums.gaps)
    lost += gap.to.value - gap.from.value;
  return lost;
}

/// The partitions say this themselves.
bool is_about_a_partition(std::string_view reason) {
  return reason.find(" is stopped: ") != reason.npos;
}

std::string lasted(std::int64_t ms) {
  auto seconds = std::max<std::int64_t>(ms, 0) / 1000;
  if (seconds < 120)
    return fmt::format("{} s", seconds);
  if (seconds < 7200)
    return fmt::format("{} min", seconds / 60);
  return fmt::format("{} h", seconds / 3600);
}

} // namespace

engine_watch::engine_watch(std::int64_t started_ms) {
  tell(started_ms, "started", "Murmuration " MURMURATION_VERSION " started.");
}

void engine_watch::tell(std::int64_t now_ms, std::string_view kind,
                        std::string head, std::vector<std::string> subjects,
                        std::string tail) {
  log_.add(
      {now_ms, kind, std::move(head), std::move(subjects), std::move(tail)});
}

void engine_watch::look(std::int64_t now_ms, const live_view* view,
                        const engine_status* status) {
  if (view)
    look_at(now_ms, *view);
  if (status)
    look_at(now_ms, *status);
}

void engine_watch::look_at(std::int64_t now_ms, const live_view& view) {
  auto reloaded = view.reloads != std::exchange(reloads_, view.reloads);
  auto rewound = view.rewinds != std::exchange(rewinds_, view.rewinds);
  if (reloaded)
    tell(now_ms, "reload",
         "Another engine has counted on: the counts are loaded again.");
  if (view.ready && !std::exchange(ready_, true))
    tell(now_ms, "ready",
         fmt::format("The counts are loaded, {} tweets so far.", view.tweets));
  std::vector<std::string> back;
  for (const auto& x : view.partitions) {
    auto [i, first] = partitions_.try_emplace(x.source);
    auto& known = i->second;
    look_at_owner(now_ms, x, known);
    look_at_gaps(now_ms, x, known, first);
    look_at_error(now_ms, x, known);
    if (rewound && known.owned && x.at_epoch != known.at_epoch)
      back.push_back(to_string(x.source));
    known.at_epoch = x.at_epoch;
    known.owned = x.owned;
  }
  // With a reload all go back, and nobody has to be told so.
  if (rewound && !reloaded) {
    if (back.empty())
      back.emplace_back("a partition");
    tell(now_ms, "rewind",
         "What was not durable is counted again: ", std::move(back), ".");
  }
}

void engine_watch::look_at_owner(std::int64_t now_ms, const partition_view& x,
                                 partition& known) {
  if (x.owner != known.owner) {
    known.owner = x.owner;
    known.owner_since_ms = now_ms;
  }
  auto settled = x.owned || now_ms - known.owner_since_ms >= owner_lasts_ms;
  if (x.owner.empty() || x.owner == known.counted_by || !settled)
    return;
  known.counted_by = x.owner;
  tell(now_ms, "rebalance",
       x.owned ? "This engine now counts " : x.owner + " now counts ",
       {to_string(x.source)}, ".");
}

void engine_watch::look_at_gaps(std::int64_t now_ms, const partition_view& x,
                                partition& known, bool first) {
  auto lost = lost_of(x);
  // Those of earlier runs are no news.
  if (first)
    known.lost = lost;
  if (lost <= known.lost)
    return;
  const auto& newest = x.sums.gaps.back();
  tell(now_ms, "gap",
       fmt::format("{}: {} offsets were gone from the source before they were "
                   "read, the last gap is from {} to {}.",
                   to_string(x.source), lost - known.lost, newest.from.value,
                   newest.to.value));
  known.lost = lost;
}

void engine_watch::look_at_error(std::int64_t now_ms, const partition_view& x,
                                 partition& known) {
  if (x.error == known.error)
    return;
  if (x.error.empty())
    tell(now_ms, "recovered", "Read again: ", {to_string(x.source)}, ".");
  else
    tell(now_ms, "partition_error", to_string(x.source) + " is stopped: ", {},
         x.error);
  known.error = x.error;
}

void engine_watch::look_at(std::int64_t now_ms, const engine_status& status) {
  look_at_reasons(now_ms, status);
  for (const auto& pool : status.pools) {
    auto& known = restarts_[pool.name];
    if (pool.restarts > known)
      tell(now_ms, "worker", "A worker died and was replaced: ", {pool.name},
           ".");
    known = pool.restarts;
  }
  auto draining = status.state == engine_state::draining;
  if (draining && !std::exchange(draining_, true))
    tell(now_ms, "stopping", "The engine was told to stop.");
}

void engine_watch::look_at_reasons(std::int64_t now_ms,
                                   const engine_status& status) {
  for (auto& [what, known] : reasons_)
    known.seen = false;
  for (const auto& text : status.reasons) {
    if (is_about_a_partition(text))
      continue;
    auto [i, first] = reasons_.try_emplace(text.substr(0, text.find(": ")));
    auto& known = i->second;
    known.seen = true;
    if (!first)
      continue;
    known.text = text;
    known.since_ms = now_ms;
    tell(now_ms, "degraded", "Degraded: " + text);
  }
  std::erase_if(reasons_, [&](const auto& x) {
    const auto& known = x.second;
    if (known.seen)
      return false;
    tell(now_ms, "recovered", "Over: " + x.first + "; it lasted ",
         {lasted(now_ms - known.since_ms)}, ".");
    return true;
  });
}

} // namespace murmuration::http
