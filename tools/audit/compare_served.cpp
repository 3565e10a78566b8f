#include "tools/audit/compare_served.hpp"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {

namespace {

/// What the recount says of a key at both marks, and its shown spelling.
struct key_counts {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  std::uint64_t best = 0; ///< uses of `shown`, at the second mark
  std::string_view shown;
};

using by_key = std::unordered_map<std::string_view, key_counts>;

/// "The most frequent raw one, ties the smallest in byte order."
by_key sums_by_key(const tag_counts& tags, std::size_t mark) {
  by_key out;
  for (std::uint32_t id = 0; id < tags.size(); ++id) {
    auto& to = out[tags.key(id)];
    auto after = tags.count(id, mark + 1);
    to.before += tags.count(id, mark);
    to.after += after;
    const auto& spelling = tags.spelling(id);
    if (after > to.best
        || (after == to.best && (to.shown.empty() || spelling < to.shown))) {
      to.best = after;
      to.shown = spelling;
    }
  }
  return out;
}

struct bounds_check {
  bool lower_bounds;

  void operator()(const std::string& what, std::uint64_t served,
                  std::uint64_t before, std::uint64_t after) const {
    if (served >= before && (served <= after || lower_bounds))
      return;
    auto text = std::to_string(before);
    if (after != before)
      text += " to " + std::to_string(after);
    throw difference{"served", {}, what, std::to_string(served), text};
  }
};

void compare_outcomes(const std::string& where, position at, const tally& says,
                      const tally& counted) {
  auto same = [&](const char* what, std::uint64_t x, std::uint64_t y) {
    if (x != y)
      throw difference{where, at, what, std::to_string(x), std::to_string(y)};
  };
  same("records", says.records(), counted.records());
  same("counted", says.counted, counted.counted);
  same("skipped", says.skipped, counted.skipped);
  same("malformed", says.malformed, counted.malformed);
}

} // namespace

void compare_status(const served_counts& served, const chain& of,
                    const recount& counted, std::size_t mark) {
  for (const auto* status : {&served.before, &served.after}) {
    auto known = status->partitions.find(of.source);
    if (known != status->partitions.end()
        && known->second.applied.gen == of.origin.gen)
      compare_outcomes("served status, " + to_string(of.source),
                       known->second.applied, known->second.outcomes,
                       counted.partition_mark(mark));
    ++mark;
  }
}

void compare_served(const served_counts& served, const recount& counted,
                    std::size_t mark, const compare_options& options) {
  bounds_check within{options.lower_bounds};
  within("tweets", served.tweets, counted.mark(mark).outcomes.counted,
         counted.mark(mark + 1).outcomes.counted);
  if (!options.tags)
    return;
  const auto& tags = counted.tags();
  auto keys = sums_by_key(tags, mark);
  auto exact = served.is_exact() && !options.lower_bounds;
  std::unordered_set<std::string_view> listed;
  const served_tag* above = nullptr;
  for (const auto& one : served.tags) {
    auto ordered = !above || above->count > one.count
                   || (above->count == one.count && above->key < one.key);
    if (!ordered)
      throw difference{"served",
                       {},
                       "the order of the list",
                       above->key + " before " + one.key,
                       "the other way"};
    above = &one;
    listed.insert(one.key);
    if (!tags.is_wanted(one.key))
      continue;
    auto known = keys[one.key];
    within("count of " + one.key, one.count, known.before, known.after);
    auto shown = "#" + std::string{known.shown};
    if (exact && shown != one.tag)
      throw difference{
          "served", {}, "the spelling of " + one.key, one.tag, shown};
  }
  // What is not on the list is not above its end; a list that holds all there
  // is leaves nothing out.
  constexpr std::size_t shortest_list = 10;
  auto least =
      served.tags.size() < shortest_list ? 0 : served.tags.back().count;
  for (const auto& [key, known] : keys)
    if (!listed.contains(key) && known.before > least)
      throw difference{"served",
                       {},
                       "the list, which lacks " + std::string{key},
                       "at most " + std::to_string(least),
                       std::to_string(known.before)};
}

} // namespace murmuration::audit
