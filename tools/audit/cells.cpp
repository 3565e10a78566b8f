#include "tools/audit/cells.hpp"

#include <algorithm>
#include <utility>

#include "runtime/ledger/chunks.hpp"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/keys.hpp"
#include "tools/audit/difference.hpp"
#include "tools/ledger/stores.hpp"

namespace murmuration::audit {

namespace {

/// A cell's content, or the difference that it cannot be read.
template <class T>
T decoded(const std::string& key, store_result<T> content) {
  if (!content)
    throw difference{.where = "cell " + key,
                     .start = {},
                     .what = "its bytes",
                     .ledger = content.error().what,
                     .recount = "a cell that can be read"};
  return std::move(*content);
}

link link_of(const cell& from, const keys::delta_place& place) {
  auto content = decoded(from.key, decode_delta(from.value));
  if (content.start != place.start.next)
    throw difference{to_string(place.source), place.start,
                     "where the delta starts",
                     std::to_string(content.start.value),
                     std::to_string(place.start.next.value) + ", by its key"};
  link out;
  out.start = place.start;
  out.moved = content.moved.has_value();
  out.end =
      out.moved ? content.moved->to : position{place.start.gen, content.end};
  out.records = content.sums.outcomes.records();
  out.written_ms = content.written_ms;
  if (out.end <= out.start)
    throw difference{to_string(place.source), place.start,
                     "where the delta ends", std::to_string(out.end.next.value),
                     "a later position"};
  return out;
}

} // namespace

cells::cells(const settings& config)
  : config_(config) {
  open();
}

void cells::open() {
  try {
    store_.reset();
    store_ = tools::open_store(config_, tools::access::read);
  } catch (const std::exception& error) {
    throw cannot_audit{error.what()};
  }
}

template <class T>
T cells::value_of(store_result<T> result) const {
  if (!result)
    throw cannot_audit{"the ledger: " + result.error().what};
  return std::move(*result);
}

std::optional<genesis> cells::born() {
  auto key = keys::genesis(config_.job);
  auto bytes = value_of(store_->get(key));
  if (!bytes)
    return std::nullopt;
  return decoded(key, decode_genesis(*bytes));
}

std::vector<origin> cells::origins() {
  std::vector<origin> out;
  if (auto first = born())
    out = first->origins;
  auto range = keys::origins(config_.job);
  while (true) {
    auto page = value_of(store_->scan(range, scan_limits{}));
    if (page.empty())
      return out;
    for (const auto& one : page) {
      auto read = decoded(one.key, decode_origin(one.value));
      auto known = std::any_of(out.begin(), out.end(), [&](const origin& x) {
        return x.source == read.source;
      });
      if (!known)
        out.push_back(std::move(read));
    }
    range = keys::behind(page.back().key, range);
  }
}

std::vector<pointer> cells::newest_pointers() {
  std::vector<pointer> out;
  auto last = value_of(store_->last(keys::pointers_from(config_.job, 0)));
  if (!last)
    return out;
  out.push_back(decoded(last->key, decode_pointer(last->value)));
  if (out.front().number < 2)
    return out;
  auto key = keys::pointer(config_.job, out.front().number - 1);
  if (auto bytes = value_of(store_->get(key)))
    out.push_back(decoded(key, decode_pointer(*bytes)));
  return out;
}

std::optional<snapshot_content> cells::content(const pointer& announced) {
  snapshot_content whole;
  for (std::uint32_t i = 0; i < announced.chunks; ++i) {
    auto key = keys::chunk(config_.job, announced.number, announced.id, i);
    auto bytes = value_of(store_->get(key));
    if (!bytes)
      return std::nullopt;
    append_chunk(whole, decoded(key, decode_chunk(*bytes)));
  }
  return whole;
}

std::map<topic_partition, std::vector<link>> cells::links() {
  std::map<topic_partition, std::vector<link>> out;
  auto range = keys::deltas(config_.job);
  while (true) {
    auto page = value_of(store_->scan(range, scan_limits{}));
    if (page.empty())
      return out;
    for (const auto& one : page) {
      auto place = keys::parse_delta(one.key);
      if (!place)
        throw difference{
            "cell " + one.key, {}, "its key", "none of a delta", "none at all"};
      out[place->source].push_back(link_of(one, *place));
    }
    range = keys::behind(page.back().key, range);
  }
}

std::optional<delta> cells::delta_at(const topic_partition& source,
                                     position start) {
  auto key = keys::delta(config_.job, source, start);
  auto bytes = value_of(store_->get(key));
  if (!bytes)
    return std::nullopt;
  return decoded(key, decode_delta(*bytes));
}

} // namespace murmuration::audit
