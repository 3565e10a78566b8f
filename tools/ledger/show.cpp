#include <iostream>

#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/fold.hpp"
#include "runtime/ledger/keys.hpp"
#include "tools/ledger/commands.hpp"
#include "tools/ledger/json.hpp"
#include "tools/ledger/stores.hpp"

namespace murmuration::tools {

namespace {

/// The last delta that starts at or below the offset.
void show_delta(ledger_store& store, const std::string& job,
                const topic_partition& source, position at) {
  auto range =
      keys::deltas_below(job, source, {at.gen, offset{at.next.value + 1}});
  auto found = value_of(store.last(range));
  if (!found)
    throw std::runtime_error(
        to_string(source) + " has no delta at or below "
        + std::to_string(at.next.value) + " in generation "
        + std::to_string(at.gen.value)
        + ": it was never written, or a snapshot replaced it");
  auto content = value_of(decode_delta(found->value));
  std::cout << to_json(source, at.gen, content) << '\n';
}

} // namespace

void show(const settings& config, const show_options& what) {
  auto store = open_store(config, access::read);
  ledger book{*store, config.job};
  auto state = value_of(fold(book, fold_depth::partitions));
  if (!state.born && state.partitions.empty())
    throw std::runtime_error("there is no job '" + config.job
                             + "' in this ledger: see `list`");
  if (!what.source) {
    std::cout << to_json(config.job, state) << '\n';
    return;
  }
  const auto* chain = state.find(*what.source);
  if (!chain)
    throw std::runtime_error("job '" + config.job + "' has no partition "
                             + to_string(*what.source) + ": see `list`");
  if (what.delta)
    show_delta(*store, config.job, *what.source,
               {what.gen.value_or(chain->at.gen), *what.delta});
  else
    std::cout << to_json(*chain) << '\n';
}

} // namespace murmuration::tools
