#include <array>

#include "http/json/parts.hpp"

namespace murmuration::http {

namespace {

std::string_view name_of(engine_state x) {
  switch (x) {
    case engine_state::starting:
      return "starting";
    case engine_state::running:
      return "running";
    case engine_state::degraded:
      return "degraded";
    case engine_state::draining:
      break;
  }
  return "draining";
}

void write_tally(json_writer& out, const tally& x) {
  out.object("tally", [&] {
    out.member("records", x.records());
    out.member("counted", x.counted);
    out.member("filtered", x.filtered);
    out.member("skipped", x.skipped);
    out.member("malformed", x.malformed);
    out.member("duplicate", x.duplicate);
  });
}

void write_partition(json_writer& out, const partition_view& x,
                     std::string_view unit) {
  out.object([&] {
    out.member("topic", x.source.topic);
    out.member("partition", x.source.partition.value);
    out.member("generation", x.gen);
    out.member("origin", x.origin.value);
    out.member("applied", x.applied.value);
    out.member("durable", x.durable.value);
    if (x.end) {
      out.member("end", x.end->value);
      out.member("lag",
                 std::max<std::int64_t>(0, x.end->value - x.applied.value));
    } else {
      out.name("end");
      out.null();
      out.name("lag");
      out.null();
    }
    out.member("unit", unit);
    out.member("epoch", x.at_epoch);
    out.member("owned", x.owned);
    out.member("owner", x.owner);
    write_tally(out, x.sums.outcomes);
    out.member("holes", x.sums.holes);
    out.array("gaps", [&] {
      for (const auto& lost : x.sums.gaps)
        out.object([&] {
          out.member("from", lost.from.value);
          out.member("to", lost.to.value);
        });
    });
    if (!x.error.empty())
      out.member("error", x.error);
  });
}

void write_edge(json_writer& out, const edge_view& x) {
  auto number = [&](std::string_view name,
                    const std::optional<std::uint64_t>& known) {
    out.name(name);
    if (known)
      out.value(*known);
    else
      out.null();
  };
  out.object([&] {
    out.member("from", x.from);
    out.member("to", x.to);
    out.member("records_per_s", x.records_per_s);
    number("queued", x.queued);
    out.member("queued_unit", x.queued_unit);
    number("credit", x.credit);
    number("credit_max", x.credit_max);
  });
}

void write_pool(json_writer& out, const pool_view& x) {
  out.object(x.name, [&] {
    out.member("pool_size", x.pool_size);
    out.member("queued", x.queued);
    out.member("processed", x.processed);
    out.member("busy", x.busy);
    out.member("restarts", x.restarts);
  });
}

} // namespace

status_facts facts_of(const settings& config) {
  status_facts facts;
  static constexpr std::array source_kinds{"log", "kafka", "socket"};
  facts.source_kind =
      source_kinds[static_cast<std::size_t>(config.source.kind)];
  facts.store_kind =
      config.store.kind == store_kind::hbase ? "hbase" : "rocksdb";
  return facts;
}

void write_status(json_writer& out, const status_facts& facts,
                  const live_view* live, const engine_status* engine) {
  static const live_view no_view;
  static const engine_status no_status;
  const auto& view = live ? *live : no_view;
  const auto& now = engine ? *engine : no_status;
  out.member("version", MURMURATION_VERSION);
  out.member("uptime_s", facts.uptime_s);
  out.member("state", name_of(now.state));
  out.array("reasons", [&] {
    for (const auto& reason : now.reasons)
      out.value(reason);
  });
  out.object("source", [&] {
    out.member("kind", facts.source_kind);
    out.member("connected", now.source_connected);
    if (!now.source_error.empty())
      out.member("error", now.source_error);
  });
  out.object("store", [&] {
    out.member("kind", facts.store_kind);
    out.member("reachable", view.store.reachable);
    out.member("latency_ms", view.store.latency_ms);
    out.member("pending", view.store.pending);
    if (!view.store.error.empty())
      out.member("error", view.store.error);
  });
  if (view.letters.on)
    out.object("dead_letters", [&] {
      out.member("written", view.letters.written);
      if (!view.letters.error.empty())
        out.member("error", view.letters.error);
    });
  out.object("rates", [&] {
    out.member("records_per_s", facts.records_per_s);
    out.member("tweets_per_s", facts.tweets_per_s);
  });
  write_tally(out, view.sums.outcomes);
  // A log's offsets are byte positions.
  std::string_view unit = facts.source_kind == "log" ? "bytes" : "records";
  out.array("partitions", [&] {
    for (const auto& partition : view.partitions)
      write_partition(out, partition, unit);
  });
  out.object("actors", [&] {
    for (const auto& pool : now.pools)
      write_pool(out, pool);
  });
  out.array("edges", [&] {
    for (const auto& edge : facts.edges)
      write_edge(out, edge);
  });
}

std::string status_json(const status_facts& facts, const live_view* live,
                        const engine_status* engine) {
  json_writer out;
  out.object([&] { write_status(out, facts, live, engine); });
  return out.take();
}

std::string drain_json(const status_facts& facts, const live_view& live,
                       const engine_status* engine, const settings& config,
                       const lists_view* lists) {
  json_writer out;
  out.object([&] {
    write_status(out, facts, &live, engine);
    if (config.hashtag_counter.pool_size != 0)
      write_tags(out, "top", live, 10);
    if (config.classifier.pool_size != 0)
      out.object("sentiment",
                 [&] { write_sentiment(out, live.sums.sentiments); });
    if (lists != nullptr)
      out.object("lists", [&] { write_lists(out, *lists, config, 10); });
  });
  return out.take();
}

} // namespace murmuration::http
