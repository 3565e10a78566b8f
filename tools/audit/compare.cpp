#include "tools/audit/compare.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {

namespace {

/// Throws unless the figures agree.
struct checker {
  std::string where;
  std::optional<position> start;
  bool lower_bounds = false;

  void operator()(const std::string& what, std::uint64_t ledger,
                  std::uint64_t counted) const {
    if (ledger == counted || (lower_bounds && ledger > counted))
      return;
    throw difference{where, start, what, std::to_string(ledger),
                     std::to_string(counted)};
  }
};

std::string name_of_tag(const std::string& key, const std::string& tag) {
  return "tag #" + tag + " (" + key + ")";
}

void check_tally(const checker& same, const tally& ledger,
                 const tally& counted) {
  same("records", ledger.records(), counted.records());
  same("counted", ledger.counted, counted.counted);
  same("skipped", ledger.skipped, counted.skipped);
  same("malformed", ledger.malformed, counted.malformed);
  same("filtered", ledger.filtered, counted.filtered);
  same("duplicate", ledger.duplicate, counted.duplicate);
}

/// Offsets that gaps cover. They ascend, within [first, last).
std::uint64_t gap_offsets(const checker& same, const std::vector<gap>& gaps,
                          offset first, offset last) {
  std::uint64_t sum = 0;
  for (const auto& one : gaps) {
    if (one.from < first || one.to <= one.from || one.to > last)
      throw difference{same.where, same.start, "a gap",
                       std::to_string(one.from.value) + " to "
                           + std::to_string(one.to.value),
                       "gaps that ascend, within " + std::to_string(first.value)
                           + " to " + std::to_string(last.value)};
    sum += static_cast<std::uint64_t>(one.to.value - one.from.value);
    first = one.to;
  }
  return sum;
}

/// "next offset − origin = records + gaps + holes (Kafka), or all bytes (log)".
void check_offsets(const checker& same, const totals& x, offset first,
                   offset last, std::uint64_t records, bool are_records) {
  auto gaps = gap_offsets(same, x.gaps, first, last);
  auto all = static_cast<std::uint64_t>(last.value - first.value);
  if (!are_records) {
    same("holes", x.holes, 0);
    same("offsets in gaps", gaps, 0);
  } else if (records + gaps <= all) {
    same("holes", x.holes, all - records - gaps);
  } else {
    same("offsets in gaps", gaps, all - records);
  }
}

/// "positive + negative + neutral + none = counted while the classifier is on":
/// never more.
void check_sentiments(const checker& same, const totals& x) {
  std::uint64_t sum = 0;
  for (auto one : x.sentiments)
    sum += one;
  if (sum > x.outcomes.counted)
    same("sentiments", sum, x.outcomes.counted);
}

/// Each spelling of the ledger, and none besides. `count` is the recount's.
template <class Count>
std::size_t check_tags(const checker& same, const std::vector<tag_count>& saved,
                       const tag_counts& tags, Count count) {
  std::size_t found = 0;
  std::vector<bool> seen(tags.size());
  for (const auto& row : saved) {
    // A snapshot names those that it counts 0 times, too.
    if (!tags.is_wanted(row.key) || row.count == 0)
      continue;
    auto id = tags.find(row.tag);
    auto twice = id != tag_counts::none && seen[id];
    if (id != tag_counts::none)
      seen[id] = true;
    auto here = id == tag_counts::none ? 0 : count(id);
    auto what = name_of_tag(row.key, row.tag);
    if (twice)
      throw difference{same.where, same.start, what, "two rows", "one"};
    if (here > 0 && tags.key(id) != row.key)
      throw difference{same.where, same.start, "the key of #" + row.tag,
                       row.key, tags.key(id)};
    same(what, row.count, here);
    found += here > 0 ? 1 : 0;
  }
  return found;
}

/// Some tag of the recount is not in the ledger's rows: finds and throws it.
template <class Ids, class Count>
void report_missing(const checker& same, const std::vector<tag_count>& saved,
                    const tag_counts& tags, const Ids& ids, Count count) {
  std::set<std::string_view> there;
  for (const auto& row : saved)
    there.insert(row.tag);
  for (auto id : ids)
    if (count(id) > 0 && !there.contains(tags.spelling(id)))
      throw difference{same.where, same.start,
                       name_of_tag(tags.key(id), tags.spelling(id)), "0",
                       std::to_string(count(id))};
}

void check_seconds(const checker& same, const delta& cell,
                   const run_counts& counted) {
  std::uint64_t sum = 0;
  std::size_t found = 0;
  for (const auto& one : cell.seconds) {
    auto known = counted.seconds.find(one.second);
    auto here = known == counted.seconds.end() ? 0 : known->second;
    found += here > 0 ? 1 : 0;
    sum += one.tweets;
    // Those without a time of their own may be in any second.
    auto most = here + counted.untimed;
    if (one.tweets < here || one.tweets > most)
      same("tweets of second " + std::to_string(one.second), one.tweets, here);
  }
  if (found < counted.seconds.size())
    for (const auto& [second, tweets] : counted.seconds)
      if (std::none_of(cell.seconds.begin(), cell.seconds.end(),
                       [&](const auto& x) { return x.second == second; }))
        same("tweets of second " + std::to_string(second), 0, tweets);
  same("tweets of all seconds", sum, counted.outcomes.counted);
}

std::int64_t minute_of(std::int64_t second) {
  return (second - (second % 60 + 60) % 60) / 60;
}

using second_tag = std::pair<std::int64_t, std::string_view>;

/// What windows are made of: how often each key was used in each second.
void check_windows(const checker& same, const delta& cell,
                   const recount& counted) {
  std::map<second_tag, std::pair<std::uint64_t, std::uint64_t>> uses;
  for (const auto& one : *cell.tag_seconds)
    for (const auto& use : one.tags)
      if (counted.tags().is_wanted(cell.tags[use.row].key))
        uses[{one.second, cell.tags[use.row].key}].first += use.count;
  for (const auto& use : counted.run().uses)
    ++uses[{use.second, counted.tags().key(use.tag)}].second;
  for (const auto& [which, counts] : uses)
    same("uses of #" + std::string{which.second} + " in second "
             + std::to_string(which.first),
         counts.first, counts.second);
}

/// What trends are made of: who used each key in each minute.
void check_authors(const checker& same, const delta& cell,
                   const recount& counted) {
  std::map<second_tag,
           std::pair<std::set<std::uint32_t>, std::set<std::uint32_t>>>
      authors;
  for (const auto& one : *cell.tag_authors)
    for (const auto& use : one.uses)
      if (counted.tags().is_wanted(cell.tags[use.row].key))
        authors[{one.minute, cell.tags[use.row].key}].first.insert(use.author);
  for (const auto& use : counted.run().uses)
    authors[{minute_of(use.second), counted.tags().key(use.tag)}].second.insert(
        use.author);
  for (const auto& [which, both] : authors) {
    auto what = " of #" + std::string{which.second} + " in minute "
                + std::to_string(which.first);
    same("authors" + what, both.first.size(), both.second.size());
    if (both.first != both.second)
      throw difference{same.where, same.start, "the authors" + what,
                       "others, as many", "not these"};
  }
}

/// Tweets by second or minute, as a snapshot keeps the newest of them.
void check_times(const checker& same, const char* what,
                 const std::vector<second_count>& saved,
                 const std::map<std::int64_t, std::uint64_t>& counted,
                 std::uint64_t untimed) {
  for (const auto& one : saved) {
    auto known = counted.find(one.second);
    auto here = known == counted.end() ? 0 : known->second;
    // Less is fine: what lay too far ahead of the clock counts in totals only.
    if (one.tweets > here + untimed)
      same(what + std::to_string(one.second), one.tweets, here);
  }
}

} // namespace

void compare_delta(const topic_partition& source, const link& place,
                   const delta& cell, const recount& counted,
                   const compare_options& options) {
  checker same{to_string(source), place.start};
  const auto& run = counted.run();
  check_tally(same, cell.sums.outcomes, run.outcomes);
  check_offsets(same, cell.sums, cell.start, cell.end, run.outcomes.records(),
                options.offsets_are_records);
  check_sentiments(same, cell.sums);
  check_seconds(same, cell, run);
  if (!options.tags)
    return;
  auto count = [&](std::uint32_t id) {
    return counted.run_count(id);
  };
  auto found = check_tags(same, cell.tags, counted.tags(), count);
  if (found < run.tags.size())
    report_missing(same, cell.tags, counted.tags(), run.tags, count);
  // Those without a time of their own may be in any second.
  if (cell.tag_seconds && run.untimed == 0)
    check_windows(same, cell, counted);
  if (cell.tag_authors && run.untimed == 0)
    check_authors(same, cell, counted);
}

void compare_sums(const std::string& where, const partition_state& saved,
                  const tally& counted, const compare_options& options) {
  checker same{where + ", " + to_string(saved.source), saved.at,
               options.lower_bounds};
  check_tally(same, saved.sums.outcomes, counted);
  if (!options.lower_bounds)
    check_offsets(same, saved.sums, saved.origin.next, saved.at.next,
                  counted.records(), options.offsets_are_records);
  check_sentiments(same, saved.sums);
}

void compare_snapshot(const std::string& where, const snapshot_content& saved,
                      const recount& counted, std::size_t mark,
                      const compare_options& options) {
  checker same{where, {}, options.lower_bounds};
  const auto& tags = counted.tags();
  auto count = [&](std::uint32_t id) {
    return tags.count(id, mark);
  };
  if (options.tags) {
    auto found = check_tags(same, saved.tags, tags, count);
    std::vector<std::uint32_t> ids;
    for (std::uint32_t id = 0; id < tags.size(); ++id)
      if (count(id) > 0)
        ids.push_back(id);
    if (found < ids.size())
      report_missing(same, saved.tags, tags, ids, count);
  }
  if (options.lower_bounds)
    return;
  std::map<std::int64_t, std::uint64_t> seconds;
  std::map<std::int64_t, std::uint64_t> minutes;
  for (const auto& [second, tweets] : counted.mark(mark).seconds) {
    seconds[second] += tweets;
    minutes[second - ((second % 60) + 60) % 60] += tweets;
  }
  auto untimed = counted.mark(mark).untimed;
  check_times(same, "tweets of second ", saved.seconds, seconds, untimed);
  check_times(same, "tweets of minute ", saved.minutes, minutes, untimed);
}

} // namespace murmuration::audit
