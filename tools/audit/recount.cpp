#include "tools/audit/recount.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "tools/audit/event_time.hpp"

namespace murmuration::audit {

namespace {

outcome outcome_of(fate x) {
  switch (x) {
    case fate::counted:
      return outcome::counted;
    case fate::skipped:
      return outcome::skipped;
    case fate::malformed:
      break;
  }
  return outcome::malformed;
}

} // namespace

void recount::begin(std::vector<std::int64_t> cuts) {
  cuts_ = std::move(cuts);
  of_partition_.assign(cuts_.size(), {});
  next_run();
}

void recount::next_run() {
  for (auto id : run_.tags)
    run_tags_[id] = 0;
  run_ = {};
}

void recount::take(const source_record& x) {
  static const verdict tombstone{fate::skipped, {}, 0, {}};
  static const verdict too_large{fate::malformed, {}, 0, {}};
  const auto& said = x.too_large   ? too_large
                     : x.tombstone ? tombstone
                                   : judge_.on(x.value);
  auto what = outcome_of(said.what);
  auto tweet = said.what == fate::counted;
  auto ms = said.created_ms != 0 ? said.created_ms
                                 : std::max<std::int64_t>(x.timestamp_ms, -1);
  auto timed = said.created_ms != 0 || x.timestamp_ms >= 0;
  auto second = second_of(ms);
  run_.outcomes.add(what);
  if (tweet && timed)
    ++run_.seconds[second];
  else if (tweet)
    ++run_.untimed;
  for (std::size_t i = 0; i < cuts_.size(); ++i) {
    if (x.at >= cuts_[i])
      continue;
    auto& mark = marks_[i];
    mark.outcomes.add(what);
    of_partition_[i].add(what);
    if (tweet && timed)
      ++mark.seconds[second];
    else if (tweet)
      ++mark.untimed;
  }
  if (!tweet)
    return;
  count_tags(said.tags, x.at);
  if (timed)
    note_uses(second, said.author, x.at);
}

/// The ledger tells authors apart by the low half of a hash; who is not named
/// is told by the record's offset, behind a `#`.
void recount::note_uses(std::int64_t second, const std::string& author,
                        std::int64_t at) {
  if (of_tweet_.empty())
    return;
  auto name = author.empty() ? "#" + std::to_string(at) : author;
  auto hash = static_cast<std::uint32_t>(XXH3_64bits(name.data(), name.size()));
  for (auto id : of_tweet_)
    run_.uses.push_back({second, id, hash});
}

void recount::count_tags(const std::vector<std::string>& tags,
                         std::int64_t at) {
  of_tweet_.clear();
  for (const auto& spelling : tags) {
    auto id = tags_.id_of(spelling);
    if (id == tag_counts::none)
      continue;
    // "A tag counts once per tweet", by its key, as it was written first.
    const auto& key = tags_.key(id);
    auto known =
        std::any_of(of_tweet_.begin(), of_tweet_.end(), [&](std::uint32_t one) {
          return one == id || tags_.key(one) == key;
        });
    if (!known)
      of_tweet_.push_back(id);
  }
  run_tags_.resize(tags_.size());
  for (auto id : of_tweet_) {
    if (run_tags_[id]++ == 0)
      run_.tags.push_back(id);
    for (std::size_t i = 0; i < cuts_.size(); ++i)
      if (at < cuts_[i])
        tags_.add(id, i);
  }
}

} // namespace murmuration::audit
