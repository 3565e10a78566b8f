#include <iostream>
#include <map>

#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/fold.hpp"
#include "runtime/ledger/keys.hpp"
#include "tools/ledger/commands.hpp"
#include "tools/ledger/json.hpp"
#include "tools/ledger/stores.hpp"

namespace murmuration::tools {

namespace {

void export_state(ledger& book) {
  auto state = value_of(fold(book, fold_depth::counts));
  std::cout << to_json(book.job(), state) << '\n';
  auto i = state.tags.begin();
  while (i != state.tags.end()) {
    const auto& key = i->first.first;
    std::map<std::string, std::uint64_t> spellings;
    for (; i != state.tags.end() && i->first.first == key; ++i)
      spellings.emplace(i->first.second, i->second);
    std::cout << tag_json(key, spellings) << '\n';
  }
}

/// Every delta that is still there, of whatever chain: late writes too.
void export_deltas(ledger_store& store, const std::string& job) {
  auto range = keys::deltas(job);
  while (true) {
    auto page = value_of(store.scan(range, scan_limits{}));
    if (page.empty())
      return;
    for (const auto& one : page) {
      auto place = keys::parse_delta(one.key);
      auto content = decode_delta(one.value);
      if (!place || !content)
        throw std::runtime_error(
            "ledger cell '" + one.key + "': "
            + (place ? content.error().what : "its key is none of a delta"));
      std::cout << to_json(place->source, place->start.gen, *content) << '\n';
    }
    range = keys::behind(page.back().key, range);
  }
}

} // namespace

void export_all(const settings& config, const export_options& what) {
  auto store = open_store(config, access::read);
  ledger book{*store, config.job};
  if (!value_of(book.read_genesis()))
    throw std::runtime_error("there is no job '" + config.job
                             + "' in this ledger: see `list`");
  if (what.deltas)
    export_deltas(*store, config.job);
  else
    export_state(book);
}

} // namespace murmuration::tools
