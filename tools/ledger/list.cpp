#include <iostream>
#include <vector>

#include <fmt/format.h>

#include "runtime/ledger/fold.hpp"
#include "runtime/ledger/keys.hpp"
#include "tools/ledger/commands.hpp"
#include "tools/ledger/json.hpp"
#include "tools/ledger/stores.hpp"

namespace murmuration::tools {

namespace {

/// Every name before the first `|` of a key, by leaping from job to job.
std::vector<std::string> jobs_in(ledger_store& store) {
  std::vector<std::string> out;
  key_range range{"", "\xff"};
  while (true) {
    auto first = value_of(store.keys(range, 1));
    if (first.empty())
      return out;
    auto job = first[0].substr(0, first[0].find('|'));
    range.first = keys::all(job).last;
    if (first[0].size() == job.size())
      continue; // no key of ours
    out.push_back(std::move(job));
  }
}

void print_table(const std::string& job, const folded& state) {
  std::cout << fmt::format("job {}: snapshot {}, {} deltas behind it\n", job,
                           state.newest ? std::to_string(state.newest->number)
                                        : "none",
                           state.deltas);
  std::cout << fmt::format("  {:<24} {:>4} {:>16} {:>16} {:>12} {:>12} {}\n",
                           "partition", "gen", "origin", "position", "records",
                           "counted", "last writer");
  for (const auto& one : state.partitions) {
    auto sums = one.before;
    sums += one.sums;
    std::cout << fmt::format("  {:<24} {:>4} {:>16} {:>16} {:>12} {:>12} {}\n",
                             to_string(one.source), one.at.gen.value,
                             one.origin.next.value, one.at.next.value,
                             sums.outcomes.records(), sums.outcomes.counted,
                             one.owner.empty() ? "-" : one.owner);
  }
}

} // namespace

void list(const settings& config, const list_options& what) {
  auto store = open_store(config, access::read);
  for (const auto& job : jobs_in(*store)) {
    ledger book{*store, job};
    auto state = value_of(fold(book, fold_depth::partitions));
    if (what.json)
      std::cout << to_json(job, state) << '\n';
    else
      print_table(job, state);
  }
}

} // namespace murmuration::tools
