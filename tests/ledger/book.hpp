/// A ledger on shared cells in memory, with short words for what tests do.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"
#include "runtime/ledger/ledger.hpp"
#include "runtime/store/memory/memory_store.hpp"

namespace murmuration::test {

inline const topic_partition tweets_0{"tweets", partition_id{0}};
inline const topic_partition tweets_1{"tweets", partition_id{1}};

inline position at(std::int64_t next, std::uint32_t gen = 0) {
  return {generation{gen}, offset{next}};
}

/// What records [start, end) add: one tweet with #rust each.
inline delta counting(std::int64_t start, std::int64_t end,
                      std::uint64_t nonce = 1, std::string writer = "me") {
  delta out;
  out.nonce = nonce;
  out.start = offset{start};
  out.end = offset{end};
  out.sums.outcomes.counted = static_cast<std::uint64_t>(end - start);
  out.tags = {{"rust", "Rust", static_cast<std::uint64_t>(end - start)}};
  out.last = fingerprint{offset{end - 1}, 7, -1};
  out.writer = std::move(writer);
  return out;
}

inline partition_state standing(const topic_partition& source, position where,
                                std::int64_t origin = 0) {
  partition_state out;
  out.source = source;
  out.origin = {where.gen, offset{origin}};
  out.at = where;
  out.sums.outcomes.counted =
      static_cast<std::uint64_t>(where.next.value - origin);
  return out;
}

/// One engine's ledger; several on the same cells are several engines.
class book {
public:
  explicit book(
      std::shared_ptr<memory_cells> shared = std::make_shared<memory_cells>(),
      protocol_rules rules = {})
    : cells{std::move(shared)}
    , store{cells,
            [this](const store_call& c) {
              return decide(c);
            }}
    , entries{store, "job", rules} {}

  appended append(const delta& content, position where,
                  const topic_partition& source = tweets_0) {
    auto answer = entries.append(source, where, content.nonce, encode(content));
    if (!answer)
      throw std::runtime_error(answer.error().what);
    newest = answer->newest;
    return answer->cell;
  }

  appended append(const delta& content) {
    return append(content, at(content.start.value));
  }

  /// A snapshot of these states, with #rust as often as they counted.
  snapshot draft(std::uint64_t number, std::vector<partition_state> states,
                 std::uint64_t id = 1) {
    snapshot out;
    out.announced.number = number;
    out.announced.id = id;
    std::uint64_t count = 0;
    for (const auto& one : states)
      count += one.sums.outcomes.counted;
    out.announced.partitions = std::move(states);
    out.content.tags = {{"rust", "Rust", count}};
    return out;
  }

  snapshot_outcome write(const snapshot& what) {
    auto answer = entries.write_snapshot(what);
    if (!answer)
      throw std::runtime_error(answer.error().what);
    return answer->what;
  }

  /// Follows one partition.
  ledger::followed follow(position from,
                          const topic_partition& source = tweets_0) {
    auto answer = entries.follow({{source, from}});
    if (!answer)
      throw std::runtime_error(answer.error().what);
    newest = answer->newest;
    return answer->partitions.at(0);
  }

  /// How many cells there are in the range.
  std::size_t size(const key_range& range) {
    memory_store all{cells};
    return all.keys(range, 1u << 20)->size();
  }

  bool has(const std::string& key) {
    return cells->find(key) != nullptr;
  }

  /// What becomes of the next calls; may also do something in between.
  std::function<fate(const store_call&)> when;

  std::shared_ptr<memory_cells> cells;
  memory_store store;
  ledger entries;
  std::optional<pointer> newest; ///< as the last call saw it

private:
  fate decide(const store_call& call) {
    return when ? when(call) : fate::acknowledged;
  }
};

/// Does something before the first call that `at` picks, and lets all pass.
inline std::function<fate(const store_call&)>
before(std::function<bool(const store_call&)> at,
       std::function<void()> something) {
  return [=, done = false](const store_call& call) mutable {
    if (!done && at(call)) {
      done = true;
      something();
    }
    return fate::acknowledged;
  };
}

inline bool is_pointer(const store_call& call) {
  return call.key.substr(0, 6) == "job|p|";
}

inline bool is_delta(const store_call& call) {
  return call.key.substr(0, 6) == "job|d|";
}

} // namespace murmuration::test
