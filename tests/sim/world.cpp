#include "tests/sim/world.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "runtime/decode/tag_key.hpp"
#include "runtime/ledger/ledger.hpp"
#include "tests/count/made_uses.hpp"

namespace murmuration::sim {

world::world(std::uint64_t seed, rule_book in_force)
  : chance(seed)
  , rules(in_force)
  , log(static_cast<std::size_t>(chance.between(2, 3)), chance, now_ms)
  , start_latest(chance.chance(.3))
  , snapshot_storm(chance.chance(.5))
  , keeps_letters(seed % 4 == 0)
  , alone(seed % 8 == 0)
  , letter_chance(seed)
  , fault_rate(chance.chance(.2)
                   ? .02
                   : static_cast<double>(chance.between(3, 30)) / 100)
  , poison_rate(chance.chance(.3) ? .002 : 0)
  , reader_rate(chance.chance(.3) ? .002 : 0)
  , skew_ms(log.partitions() + 1, 0)
  , acknowledged(log.partitions(), 0) {
  cells->clock = [this](std::string_view key) {
    // A server holds a range of keys; here, those of equal length and start.
    auto server =
        std::hash<std::string_view>{}(key.substr(0, 14)) % skew_ms.size();
    return now_ms + skew_ms[server];
  };
}

void world::check_durable(std::size_t partition, offset next) {
  memory_store plain{cells};
  ledger book{plain, "sim"};
  auto source = partition_named(partition);
  std::optional<position> at;
  if (auto newest = book.newest_pointer(); newest && *newest)
    at = position_in(**newest, source);
  if (!at) {
    auto begun = (**book.read_genesis()).origins;
    auto later = book.origins();
    begun.insert(begun.end(), later->begin(), later->end());
    for (auto& x : begun)
      if (x.source == source)
        at = x.at;
  }
  for (;;) {
    if (!at || at->next == next)
      break;
    // What a snapshot has swallowed cannot be told apart any more.
    if (next < at->next)
      return;
    auto chain = book.follow({{source, *at}});
    if (!chain || chain->partitions[0].deltas.empty())
      return violation(fmt::format("offset {} of partition {} was acknowledged "
                                   "and is not on the chain",
                                   next.value, partition));
    for (auto& x : chain->partitions[0].deltas)
      if (at->next != next)
        at->next = x.end;
  }
  acknowledged[partition] = std::max(acknowledged[partition], next.value);
}

void world::check_letters(std::size_t partition, offset end) {
  if (!keeps_letters)
    return;
  memory_store plain{cells};
  ledger book{plain, "sim"};
  auto source = partition_named(partition);
  auto begun = (**book.read_genesis()).origins;
  auto later = book.origins();
  begun.insert(begun.end(), later->begin(), later->end());
  std::map<offset, int> found;
  for (auto& x : letters->entries)
    if (x.source == source)
      ++found[x.at.next];
  for (auto& [at, times] : found) {
    if (alone && times > 1)
      violation(fmt::format("the letter {} of partition {} is there {} times",
                            at.value, partition, times));
    if (!log.is_malformed(partition, at))
      violation("a letter of a record that is not malformed");
  }
  for (auto& x : begun)
    if (x.source == source)
      for (auto at = x.at.next; at < end; ++at.value)
        if (log.is_malformed(partition, at) && !found.contains(at))
          violation(fmt::format("the letter {} of partition {} is missing "
                                "below the durable offset {}",
                                at.value, partition, end.value));
}

void world::violation(std::string what) {
  if (violations.size() < 5)
    violations.push_back(std::move(what));
}

void world::check(const lists_view& view, const char* who) {
  test::plain_lists plain;
  arena bytes;
  for (auto& [source, applied] : view.offsets) {
    auto origin = origins.find(source);
    if (origin == origins.end())
      return;
    auto p = static_cast<std::size_t>(source.partition.value);
    for (auto& x : log.uses(p)) {
      if (x.at < origin->second || x.at >= applied)
        continue;
      plain.clock = std::max(plain.clock, x.second);
      if (!x.tag.empty())
        plain.uses.push_back(
            {x.second, std::string{tag_key(x.tag, bytes)}, x.author});
    }
  }
  std::string why;
  if (!test::same_lists(view, plain, easy_rule, 100, why))
    violation(fmt::format("{}: lists differ from the recount: {}", who, why));
  ++lists_checked;
}

void world::check(const live_view& view, const char* who) {
  std::map<std::string, std::int64_t> keys;
  tally outcomes;
  std::array<std::int64_t, 4> sentiments{};
  std::set<std::string> taken_back;
  arena bytes;
  for (auto& x : view.partitions) {
    auto p = static_cast<std::size_t>(x.source.partition.value);
    if (x.applied > log.end(p) || x.origin > x.applied)
      return violation(fmt::format("{}: offsets of partition {}", who, p));
    auto& to = log.before(p, x.applied);
    auto& from = log.before(p, x.origin);
    for (auto& [tag, count] : to.tags)
      keys[std::string{tag_key(tag, bytes)}] += count;
    for (auto& [tag, count] : from.tags)
      keys[std::string{tag_key(tag, bytes)}] -= count;
    outcomes += to.outcomes;
    outcomes.counted -= from.outcomes.counted;
    outcomes.skipped -= from.outcomes.skipped;
    outcomes.malformed -= from.outcomes.malformed;
    for (std::size_t i = 0; i < sentiments.size(); ++i)
      sentiments[i] += to.sentiments[i] - from.sentiments[i];
    log.taken_back(p, x.origin, x.applied, taken_back);
    origins.emplace(x.source, x.origin);
    auto offsets = static_cast<std::uint64_t>(x.applied.value - x.origin.value);
    if (x.sums.outcomes.records() + x.sums.holes != offsets)
      violation(fmt::format("{}: records and holes of partition {} do not add "
                            "up to its offsets",
                            who, p));
  }
  std::erase_if(keys, [](auto& x) { return x.second == 0; });
  std::map<std::string, std::int64_t> shown;
  for (auto& tag : view.top)
    shown[tag.key] = static_cast<std::int64_t>(tag.count);
  if (shown != keys)
    violation(fmt::format("{}: tags differ from the recount", who));
  if (view.sums.outcomes != outcomes)
    violation(fmt::format("{}: outcomes differ from the recount", who));
  for (std::size_t i = 0; i < sentiments.size(); ++i)
    if (static_cast<std::int64_t>(view.sums.sentiments[i]) != sentiments[i])
      violation(fmt::format("{}: sentiments differ from the recount", who));
  for (auto& x : view.recent)
    if (taken_back.contains(x.id))
      violation(fmt::format("{}: tweet {} was taken back", who, x.id));
  auto shown_max = outcomes.counted < 50 ? outcomes.counted : 50;
  if (view.recent.size() + taken_back.size() < shown_max)
    violation(fmt::format("{}: a newest tweet is missing", who));
}

} // namespace murmuration::sim
