#include "tools/audit/plan.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tools/audit/difference.hpp"

namespace murmuration::audit {

namespace {

/// Snapshots come minutes apart; reading the chains takes seconds.
constexpr int tries_max = 5;

struct raw_ledger {
  std::vector<origin> origins;
  std::vector<pointer> pointers;
  std::map<topic_partition, std::vector<link>> links;
};

/// Chains and snapshots of one moment: no newer snapshot came in between,
/// below which deltas might have been deleted.
raw_ledger read_ledger(cells& book) {
  for (auto tries = 0; tries < tries_max; ++tries) {
    raw_ledger out;
    out.pointers = book.newest_pointers();
    out.links = book.links();
    out.origins = book.origins();
    auto again = book.newest_pointers();
    if (again.empty() == out.pointers.empty()
        && (again.empty()
            || again.front().number == out.pointers.front().number))
      return out;
  }
  throw cannot_audit{"newer snapshots overtook the reading each time"};
}

void check_links_have_origins(const raw_ledger& raw) {
  for (const auto& [source, links] : raw.links)
    if (std::none_of(raw.origins.begin(), raw.origins.end(),
                     [&](const origin& x) { return x.source == source; }))
      throw difference{to_string(source), links.front().start, "its origin",
                       "none", "one, below its deltas"};
}

void check_chains(const raw_ledger& raw, plan& out) {
  check_links_have_origins(raw);
  for (const auto& begins : raw.origins) {
    std::optional<position> kept;
    std::vector<partition_state> announced;
    for (const auto& saved : raw.pointers)
      for (const auto& one : saved.partitions)
        if (one.source == begins.source) {
          announced.push_back(one);
          if (saved.number < raw.pointers.front().number)
            kept = one.at;
        }
    auto links = raw.links.find(begins.source);
    static const std::vector<link> none;
    out.chains.push_back(
        check_chain(begins, kept, announced,
                    links == raw.links.end() ? none : links->second));
    const auto& made = out.chains.back();
    if (made.left_over > 0)
      out.notes.push_back(fmt::format(
          "{}: {} deltas below the snapshot, left over from deleting or "
          "written late",
          to_string(made.source), made.left_over));
    if (made.has_former)
      out.notes.push_back(to_string(made.source)
                          + ": former generations, whose log is gone; sums "
                            "may be higher than the recount");
  }
}

void load_snapshots(cells& book, const raw_ledger& raw, plan& out) {
  for (const auto& one : raw.pointers) {
    auto content = book.content(one);
    auto name = fmt::format("snapshot {}", one.number);
    if (!content && &one == &raw.pointers.front())
      throw difference{name,
                       {},
                       "its chunks",
                       "not all there",
                       fmt::format("all {}", one.chunks)};
    if (!content) {
      out.notes.push_back(name + ", which is being deleted");
      continue;
    }
    mark at{name, {}};
    for (const auto& state : one.partitions)
      at.at[state.source] = state.at;
    out.marks.push_back(std::move(at));
    out.snapshots.push_back({one, std::move(*content)});
  }
}

mark mark_of(const served_status& x, const char* name) {
  mark out{name, {}};
  for (const auto& [source, one] : x.partitions)
    out.at[source] = one.applied;
  return out;
}

/// Keeps the newest deltas of each topic that have `last` records together.
void keep_last(std::vector<chain>& chains, std::uint64_t last) {
  struct candidate {
    std::int64_t written_ms;
    chain* of;
    std::size_t index;
  };
  std::map<std::string, std::vector<candidate>> topics;
  for (auto& one : chains)
    for (std::size_t i = 0; i < one.links.size(); ++i)
      topics[one.source.topic].push_back({one.links[i].written_ms, &one, i});
  std::map<const chain*, std::size_t> from;
  for (auto& [topic, all] : topics) {
    std::stable_sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
      return x.written_ms != y.written_ms ? x.written_ms > y.written_ms
                                          : x.index > y.index;
    });
    std::uint64_t records = 0;
    for (const auto& one : all) {
      if (records >= last)
        break;
      records += one.of->links[one.index].records;
      auto known = from.try_emplace(one.of, one.index).first;
      known->second = std::min(known->second, one.index);
    }
  }
  for (auto& one : chains) {
    auto known = from.find(&one);
    auto first = known == from.end() ? one.links.size() : known->second;
    one.links.erase(one.links.begin(),
                    one.links.begin() + static_cast<std::ptrdiff_t>(first));
    one.first = one.links.empty() ? one.end : one.links.front().start;
  }
}

} // namespace

plan make_plan(cells& book, std::optional<served_counts> served,
               std::optional<std::uint64_t> last) {
  plan out;
  auto raw = read_ledger(book);
  if (!book.born() && raw.origins.empty())
    throw cannot_audit{"there is no such job in this ledger: see "
                       "`murmuration-ledger list`"};
  check_chains(raw, out);
  if (last) {
    keep_last(out.chains, *last);
    out.notes.push_back("what is older than the last " + std::to_string(*last)
                        + " records, and so no snapshot and nothing served");
    return out;
  }
  load_snapshots(book, raw, out);
  if (served) {
    out.marks.push_back(mark_of(served->before, "served"));
    out.marks.push_back(mark_of(served->after, "served"));
    out.served = std::move(served);
  }
  return out;
}

} // namespace murmuration::audit
