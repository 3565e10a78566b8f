#include "http/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <sstream>

#include "http/metric_names.hpp"
#include "http/process_facts.hpp"
#include "messages/names.hpp"

namespace murmuration::http {

namespace {

using names = metric_names;
using labels = std::vector<prometheus::ClientMetric::Label>;

/// Collects families in the order of their first sample.
class sheet {
public:
  template <class T>
  void add(const metric_name& which, T value, labels where = {}) {
    prometheus::ClientMetric sample;
    sample.label = std::move(where);
    if (which.counter)
      sample.counter.value = static_cast<double>(value);
    else
      sample.gauge.value = static_cast<double>(value);
    family(which).metric.push_back(std::move(sample));
  }

  std::string text() const {
    std::ostringstream out;
    prometheus::TextSerializer{}.Serialize(out, families_);
    return out.str();
  }

private:
  prometheus::MetricFamily& family(const metric_name& which) {
    for (auto& known : families_)
      if (known.name == which.name)
        return known;
    auto& made = families_.emplace_back();
    made.name = which.name;
    made.help = which.help;
    made.type = which.counter ? prometheus::MetricType::Counter
                              : prometheus::MetricType::Gauge;
    return made;
  }

  std::vector<prometheus::MetricFamily> families_;
};

double seconds_of(std::int64_t unix_ms) {
  return static_cast<double>(unix_ms) / 1000;
}

const metric_name& lag_of(const status_facts& facts) {
  return facts.source_kind == "log" ? names::lag_bytes : names::lag_records;
}

void add_growth(sheet& to, const growth::totals& grown) {
  static constexpr std::array outcomes{outcome::counted, outcome::filtered,
                                       outcome::skipped, outcome::malformed,
                                       outcome::duplicate};
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    to.add(names::records, grown.outcomes[i],
           {{"outcome", name_of(outcomes[i])}});
  for (std::size_t i = 0; i < grown.sentiments.size(); ++i)
    to.add(names::sentiments, grown.sentiments[i],
           {{"sentiment", name_of(static_cast<sentiment>(i))}});
}

void add_counts(sheet& to, const live_view& view) {
  // The first reason is none.
  for (std::size_t i = 1; i < view.malformed_by_reason.size(); ++i)
    to.add(names::malformed, view.malformed_by_reason[i],
           {{"reason", name_of(static_cast<malformed_reason>(i))}});
  to.add(names::rewinds, view.rewinds);
  to.add(names::reloads, view.reloads);
  to.add(names::checkpoints, view.checkpoints);
  to.add(names::snapshots, view.snapshots);
  if (view.checkpointed_ms != 0)
    to.add(names::checkpointed, seconds_of(view.checkpointed_ms));
  if (view.letters.on) {
    to.add(names::letters, view.letters.written);
    to.add(names::letters_failing, !view.letters.error.empty());
  }
  to.add(names::store_reachable, view.store.reachable);
  to.add(names::store_latency, view.store.latency_ms / 1000);
  to.add(names::store_pending, view.store.pending);
}

/// Only what is served: while an engine starts, no figure is better than one
/// that is wrong.
void add_ledger(sheet& to, const live_view& view, growth& grown) {
  add_growth(to, grown.take(view.sums));
  to.add(names::tweets, view.tweets);
  to.add(names::tags, view.distinct_tags);
}

void add_lists(sheet& to, const lists_view& view) {
  to.add(names::lists_bytes, view.bytes);
  to.add(names::live_tags, view.live_tags);
  if (view.windows_on)
    for (std::size_t i = 0; i < view.windows.size(); ++i)
      to.add(names::list_exact, view.windows[i].exact,
             {{"list", "window"}, {"window", std::string{window_names[i]}}});
  if (view.trending_on) {
    to.add(names::trending_tags, view.trending.size());
    to.add(names::list_exact, view.trending_exact, {{"list", "trending"}});
  }
}

void add_partition(sheet& to, const partition_view& x, const metric_name& lag) {
  labels where{{"topic", x.source.topic},
               {"partition", std::to_string(x.source.partition.value)}};
  to.add(names::applied, x.applied.value, where);
  to.add(names::durable, x.durable.value, where);
  if (x.end) {
    to.add(names::end, x.end->value, where);
    to.add(lag, std::max<std::int64_t>(0, x.end->value - x.applied.value),
           where);
  }
  to.add(names::owned, x.owned, where);
  to.add(names::holes, x.sums.holes, where);
  std::int64_t lost = 0;
  for (const auto& gap : x.sums.gaps)
    lost += gap.to.value - gap.from.value;
  to.add(names::lost, lost, where);
  to.add(names::stopped, !x.error.empty(), where);
}

void add_engine(sheet& to, const engine_status& status) {
  static constexpr std::array states{"starting", "running", "degraded",
                                     "draining"};
  for (std::size_t i = 0; i < states.size(); ++i)
    to.add(names::state, static_cast<std::size_t>(status.state) == i,
           {{"state", states[i]}});
  to.add(names::source_connected, status.source_connected);
  to.add(names::tables_behind, status.tables_behind);
  for (const auto& pool : status.pools) {
    labels where{{"pool", pool.name}};
    to.add(names::pool_size, pool.pool_size, where);
    to.add(names::pool_queued, pool.queued, where);
    to.add(names::pool_busy, pool.busy, where);
    to.add(names::pool_processed, pool.processed, where);
    to.add(names::pool_restarts, pool.restarts, where);
  }
}

void add_http(sheet& to, const counters& counted) {
  static constexpr std::array classes{"other", "1xx", "2xx",
                                      "3xx",   "4xx", "5xx"};
  for (std::size_t i = 2; i < classes.size(); ++i)
    to.add(names::http_requests, counted.answers_by_class[i].load(),
           {{"code", classes[i]}});
  to.add(names::http_accepted, counted.accepted.load());
  to.add(names::http_evicted, counted.evicted.load());
  to.add(names::http_timed_out, counted.timed_out.load());
  to.add(names::http_refused, counted.refused.load());
  to.add(names::http_connections, counted.connections.load());
  to.add(names::http_streams, counted.streams.load());
}

void add_process(sheet& to) {
  auto facts = read_process_facts();
  to.add(names::process_cpu, facts.cpu_seconds);
  to.add(names::process_start, facts.start_time_s);
  to.add(names::process_resident, facts.resident_bytes);
  to.add(names::process_virtual, facts.virtual_bytes);
  to.add(names::process_open_fds, facts.open_fds);
  to.add(names::process_max_fds, facts.max_fds);
  to.add(names::process_threads, facts.threads);
}

} // namespace

std::string metrics_text(site& from) {
  auto now = from.published.load();
  sheet out;
  out.add(names::build_info, 1, {{"version", MURMURATION_VERSION}});
  out.add(names::ready, now->ready());
  if (now->latest) {
    add_counts(out, *now->latest);
    // A partition that is loading would seem to step back.
    if (now->ready())
      for (const auto& partition : now->latest->partitions)
        add_partition(out, partition, lag_of(now->facts));
  }
  if (now->served)
    add_ledger(out, *now->served, from.grown);
  if (now->lists)
    add_lists(out, *now->lists);
  if (now->time && now->time->newest != 0)
    out.add(names::newest, now->time->newest);
  if (now->engine)
    add_engine(out, *now->engine);
  add_http(out, from.counted);
  add_process(out);
  return out.text();
}

} // namespace murmuration::http
