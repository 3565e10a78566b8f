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

void add_counts(sheet& to, const live_view& view) {
  const auto& sums = view.sums.outcomes;
  auto add_outcome = [&](outcome what, std::uint64_t count) {
    to.add(names::records, count, {{"outcome", name_of(what)}});
  };
  add_outcome(outcome::counted, sums.counted);
  add_outcome(outcome::filtered, sums.filtered);
  add_outcome(outcome::skipped, sums.skipped);
  add_outcome(outcome::malformed, sums.malformed);
  add_outcome(outcome::duplicate, sums.duplicate);
  // The first reason is none.
  for (std::size_t i = 1; i < view.malformed_by_reason.size(); ++i)
    to.add(names::malformed, view.malformed_by_reason[i],
           {{"reason", name_of(static_cast<malformed_reason>(i))}});
  for (std::size_t i = 0; i < view.sums.sentiments.size(); ++i)
    to.add(names::sentiments, view.sums.sentiments[i],
           {{"sentiment", name_of(static_cast<sentiment>(i))}});
  to.add(names::tags, view.distinct_tags);
  to.add(names::rewinds, view.rewinds);
  to.add(names::reloads, view.reloads);
  to.add(names::checkpoints, view.checkpoints);
  to.add(names::snapshots, view.snapshots);
  if (view.letters.on)
    to.add(names::letters, view.letters.written);
  to.add(names::store_reachable, view.store.reachable);
  to.add(names::store_latency, view.store.latency_ms / 1000);
}

void add_partition(sheet& to, const partition_view& x) {
  labels where{{"topic", x.source.topic},
               {"partition", std::to_string(x.source.partition.value)}};
  to.add(names::applied, x.applied.value, where);
  to.add(names::durable, x.durable.value, where);
  if (x.end) {
    to.add(names::end, x.end->value, where);
    to.add(names::lag,
           std::max<std::int64_t>(0, x.end->value - x.applied.value), where);
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

std::string metrics_text(const site& from) {
  auto now = from.published.load();
  sheet out;
  out.add(names::build_info, 1, {{"version", MURMURATION_VERSION}});
  out.add(names::ready, now->ready());
  if (now->latest) {
    add_counts(out, *now->latest);
    for (const auto& partition : now->latest->partitions)
      add_partition(out, partition);
    out.add(names::record_rate, now->records_per_s);
  }
  if (now->engine)
    add_engine(out, *now->engine);
  add_http(out, from.counted);
  add_process(out);
  return out.text();
}

} // namespace murmuration::http
