#include "http/edge_meter.hpp"

#include <algorithm>

namespace murmuration::http {

namespace {

/// How much a counter rose; one that fell was taken back.
std::uint64_t rise(std::uint64_t from, std::uint64_t to) {
  return to > from ? to - from : 0;
}

/// Sums over the partitions that this engine reads.
struct flow {
  explicit flow(const live_view* view) {
    for (std::size_t i = 0; view && i < view->partitions.size(); ++i) {
      const auto& x = view->partitions[i];
      if (!x.owned)
        continue;
      credit += x.credit - std::min(x.credit, x.in_flight);
      credit_max += x.credit;
      for (std::size_t leg = 0; leg < leg_count; ++leg)
        answered[leg] += x.answered[leg];
      if (x.end)
        unread = unread.value_or(0)
                 + static_cast<std::uint64_t>(
                     std::max<std::int64_t>(0, x.end->value - x.read.value));
    }
  }

  std::optional<std::uint64_t> unread; ///< none: no end is known
  std::uint64_t credit = 0;
  std::uint64_t credit_max = 0;
  std::array<std::uint64_t, leg_count> answered{};
};

const pool_view* find_pool(const engine_status* status, std::string_view name) {
  for (std::size_t i = 0; status && i < status->pools.size(); ++i)
    if (status->pools[i].name == name)
      return &status->pools[i];
  return nullptr;
}

} // namespace

edge_meter::edge_meter(const settings& config)
  : source_unit_{config.source.kind == source_kind::log ? "bytes" : "records"} {
  if (config.hashtag_counter.pool_size != 0)
    legs_.push_back({"hashtag_counter", leg::hashtags});
  if (config.word_counter.pool_size != 0)
    legs_.push_back({"word_counter", leg::words});
  if (config.classifier.pool_size != 0)
    legs_.push_back({"classifier", leg::sentiment});
}

void edge_meter::sample(std::int64_t now_ms, const live_view& view) {
  for (const auto& x : view.partitions) {
    auto& known = partitions_[x.source];
    auto records = x.sums.outcomes.records();
    // What others have counted arrives while this engine does not own it.
    if (known.owned && x.owned) {
      applied_ += rise(known.records, records);
      durable_ += rise(known.durable, x.durable_records);
    }
    known = {records, x.durable_records, x.owned};
  }
  applied_rate_.sample(now_ms, applied_, 0);
  durable_rate_.sample(now_ms, durable_, 0);
}

void edge_meter::sample(std::int64_t now_ms, const engine_status& status) {
  for (auto& x : legs_)
    if (auto pool = find_pool(&status, x.name)) {
      x.taken.sample(now_ms, pool->records_taken, 0);
      x.done.sample(now_ms, pool->records_done, 0);
    }
}

std::vector<edge_view> edge_meter::edges(const live_view* view,
                                         const engine_status* status,
                                         double shown_per_s) const {
  flow all{view};
  std::vector<edge_view> result{{"source", "consumer",
                                 applied_rate_.records_per_s(), all.unread,
                                 source_unit_}};
  for (const auto& x : legs_) {
    edge_view made{"consumer", x.name, x.taken.records_per_s(), {}, "batches"};
    if (auto pool = find_pool(status, x.name))
      made.queued = pool->queued;
    made.credit = all.credit;
    made.credit_max = all.credit_max;
    result.push_back(made);
  }
  for (const auto& x : legs_)
    result.push_back({x.name, "aggregator", x.done.records_per_s(),
                      all.answered[static_cast<std::size_t>(x.which)],
                      "batches"});
  edge_view store{
      "aggregator", "store_writer", durable_rate_.records_per_s(), {}, "calls"};
  if (view)
    store.queued = view->store.pending;
  result.push_back(store);
  result.push_back({"aggregator", "dashboard", shown_per_s, {}, "records"});
  return result;
}

} // namespace murmuration::http
