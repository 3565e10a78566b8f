#include "runtime/ledger/ledger.hpp"

#include <utility>

#include "runtime/ledger/cell_error.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"

namespace murmuration {

namespace {

/// Origins and holds of a job; a partition or an engine each. Bounds what a
/// damaged store makes us read.
constexpr std::size_t cells_read_max = 1u << 20;

/// Every cell of the range, decoded.
template <class T, class Decode>
store_result<std::vector<T>> read_all(ledger_store& store, key_range range,
                                      Decode decode) {
  std::vector<T> out;
  while (out.size() < cells_read_max) {
    auto page = store.scan(range, scan_limits{});
    if (!page)
      return page.error();
    if (page->empty())
      break;
    for (const auto& one : *page) {
      auto value = decode(one.value);
      if (!value)
        return broken_cell(one.key, value.error());
      out.push_back(std::move(*value));
    }
    range = keys::behind(page->back().key, range);
  }
  return out;
}

/// Writes the cell if there is none; then, whatever came of it, what is there.
template <class T, class Decode>
store_result<T> settle(ledger_store& store, const std::string& key,
                       const std::string& bytes, Decode decode) {
  auto wrote = store.put_if_absent(key, bytes);
  auto stands = store.get(key);
  if (!stands)
    return stands.error();
  if (!*stands)
    return wrote ? store_error{"ledger cell '" + key + "' cannot be read back"}
                 : wrote.error();
  auto value = decode(**stands);
  if (!value)
    return broken_cell(key, value.error());
  return value;
}

store_error bad_topic(const topic_partition& source) {
  return {"topic '" + source.topic
          + "' cannot be in the ledger: rename it without '|'"};
}

} // namespace

std::optional<position> position_in(const pointer& newest,
                                    const topic_partition& source) {
  for (const auto& one : newest.partitions)
    if (one.source == source)
      return one.at;
  return std::nullopt;
}

bool is_ahead(const std::optional<pointer>& newest,
              const topic_partition& source, position at) {
  if (!newest)
    return false;
  auto there = position_in(*newest, source);
  return there && *there > at;
}

ledger::ledger(ledger_store& store, std::string job, protocol_rules rules)
  : store_(store)
  , job_(std::move(job))
  , rules_(rules) {}

store_result<std::optional<genesis>> ledger::read_genesis() {
  auto key = keys::genesis(job_);
  auto bytes = store_.get(key);
  if (!bytes)
    return bytes.error();
  if (!*bytes)
    return std::optional<genesis>{};
  auto value = decode_genesis(**bytes);
  if (!value)
    return broken_cell(key, value.error());
  return std::optional{std::move(*value)};
}

store_result<genesis> ledger::found(const genesis& mine) {
  for (const auto& one : mine.origins)
    if (!keys::is_part(one.source.topic))
      return bad_topic(one.source);
  return settle<genesis>(store_, keys::genesis(job_), encode(mine),
                         decode_genesis);
}

store_result<std::vector<origin>> ledger::origins() {
  return read_all<origin>(store_, keys::origins(job_), decode_origin);
}

store_result<origin> ledger::add_origin(const origin& mine) {
  if (!keys::is_part(mine.source.topic))
    return bad_topic(mine.source);
  return settle<origin>(store_, keys::origin(job_, mine.source), encode(mine),
                        decode_origin);
}

store_result<done> ledger::put_hold(const hold& mine) {
  return store_.put(keys::hold(job_, mine.instance), encode(mine));
}

store_result<done> ledger::erase_hold(std::string_view instance) {
  return store_.erase(keys::hold(job_, instance));
}

store_result<std::vector<hold>> ledger::holds() {
  return read_all<hold>(store_, keys::holds(job_), decode_hold);
}

} // namespace murmuration
