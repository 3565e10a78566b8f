#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "runtime/ledger/cell_error.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"
#include "runtime/ledger/ledger.hpp"

namespace murmuration {

namespace {

/// "A scan checks that each cell's start is the position reached." What a cell
/// says of itself must also be true of its place, or nothing of it is.
store_result<done> check_place(std::string_view key,
                               std::string_view expected_key,
                               const delta& content, generation gen) {
  if (key != expected_key)
    return broken_cell(key, {fmt::format("it says that it starts at {}",
                                         content.start.value)});
  if (content.moved ? content.moved->to.gen <= gen
                    : content.end <= content.start)
    return broken_cell(key, {"it leads to no later position"});
  return done{};
}

} // namespace

store_result<ledger::follow_answer>
ledger::follow(const std::vector<follow_from>& where,
               const follow_limits& limits) {
  follow_answer answer;
  auto read_pointer = [&]() -> store_result<done> {
    auto newest = newest_pointer();
    if (!newest)
      return newest.error();
    answer.newest = std::move(*newest);
    return done{};
  };
  if (rules_.pointer_after_follow && !rules_.delta_before_pointer)
    if (auto read = read_pointer(); !read)
      return read.error();
  for (const auto& one : where)
    answer.partitions.push_back({one.source, one.from, {}, true});
  std::size_t bytes = 0;
  // Beginning with another partition each time: the limit starves none.
  auto first = where.empty() ? 0 : turn_++ % where.size();
  for (std::size_t i = 0; i < where.size() && bytes < limits.bytes_max; ++i) {
    auto index = (first + i) % where.size();
    auto read = follow_one(where[index], limits.a_partition, bytes);
    if (!read)
      return read.error();
    answer.partitions[index] = std::move(*read);
  }
  // "After delta cells are read but before they are applied, read the newest
  // pointer … One pointer read serves a whole poll." All cells came first.
  if (rules_.pointer_after_follow && rules_.delta_before_pointer)
    if (auto read = read_pointer(); !read)
      return read.error();
  return answer;
}

store_result<ledger::followed> ledger::follow_one(const follow_from& where,
                                                  const scan_limits& limits,
                                                  std::size_t& bytes) {
  followed out{where.source, where.from, {}, false};
  auto cells =
      store_.scan(keys::deltas_from(job_, where.source, where.from), limits);
  if (!cells)
    return cells.error();
  std::size_t read = 0;
  auto at = where.from;
  for (const auto& one : *cells) {
    read += one.value.size();
    auto content = decode_delta(one.value);
    if (!content)
      return broken_cell(one.key, content.error());
    auto key = keys::delta(job_, where.source, {at.gen, content->start});
    if (auto good = check_place(one.key, key, *content, at.gen); !good)
      return good.error();
    if (rules_.start_is_position) {
      // Written late, below what the chain already covers: not part of it.
      if (content->start < at.next)
        continue;
      // The cell that leads here is not there (yet).
      if (content->start > at.next)
        break;
    }
    auto moved = content->moved.has_value();
    at.next = content->end;
    out.deltas.push_back(std::move(*content));
    if (moved) {
      out.more = true; // in the new generation
      bytes += read;
      return out;
    }
  }
  bytes += read;
  // A full page may have been cut by its limit.
  out.more = !out.deltas.empty()
             && (cells->size() >= limits.cells_max || read >= limits.bytes_max);
  return out;
}

} // namespace murmuration
