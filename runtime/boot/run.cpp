#include "runtime/boot/run.hpp"

#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <optional>
#include <random>
#include <thread>

#include <caf/actor_system_config.hpp>
#include <caf/scheduler/coordinator.hpp>
#include <caf/scoped_actor.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "config/print.hpp"
#include "http/dashboard_actor.hpp"
#include "http/json/documents.hpp"
#include "http/open_files.hpp"
#include "http/service.hpp"
#include "runtime/boot/adapters.hpp"
#include "runtime/boot/job_queue.hpp"
#include "runtime/boot/progress.hpp"
#include "runtime/boot/signals.hpp"
#include "runtime/boot/topology.hpp"
#include "runtime/boot/version.hpp"
#include "runtime/decode/tag_key.hpp"

namespace murmuration {

namespace {

struct scheduler_config : caf::actor_system_config {
  explicit scheduler_config(const settings& config) {
    auto threads = config.scheduler.threads;
    if (threads == 0)
      threads = std::max(1u, std::thread::hardware_concurrency());
    // Idle workers must sleep, and a busy actor must let the others run.
    load<caf::scheduler::coordinator<job_queue>>();
    set("scheduler.max-threads", std::size_t{threads});
    set("scheduler.max-throughput", std::size_t{25});
  }
};

/// How the engine ended, from the supervisor's thread to main's.
class end_slot {
public:
  void set(engine_end how) {
    {
      std::lock_guard guard{mutex_};
      how_ = std::move(how);
    }
    raise_ended();
  }
  /// None: it has not ended, the signal came from outside.
  std::optional<engine_end> take() {
    std::lock_guard guard{mutex_};
    return std::exchange(how_, std::nullopt);
  }

private:
  std::mutex mutex_;
  std::optional<engine_end> how_;
};

/// Ends the process when the actors do not: one may sit in a call on a store
/// that hangs. All that was acknowledged is durable by then.
class watchdog {
public:
  watchdog(std::chrono::milliseconds wait, int exit_code)
    : thread_([this, wait, exit_code] {
      std::unique_lock guard{mutex_};
      if (over_.wait_for(guard, wait, [this] { return done_; }))
        return;
      std::fflush(nullptr);
      std::_Exit(exit_code);
    }) {}
  ~watchdog() {
    {
      std::lock_guard guard{mutex_};
      done_ = true;
    }
    over_.notify_one();
    thread_.join();
  }

private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool done_ = false;
  std::thread thread_;
};

std::function<std::uint64_t()> random_numbers() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device()};
  auto engine = std::make_shared<std::mt19937_64>(seed);
  return [engine] {
    return (*engine)();
  };
}

/// Asks the aggregator, from an HTTP thread.
http::tag_lookup lookup_in(caf::actor_system& system,
                           std::shared_ptr<aggregator_slot> slot) {
  return [&system,
          slot](const std::string& key,
                std::chrono::milliseconds wait) -> std::optional<tag_answer> {
    auto aggregator = slot->get();
    if (!aggregator)
      return std::nullopt;
    std::optional<tag_answer> result;
    caf::scoped_actor self{system};
    self->request(aggregator, wait, lookup_atom::value, key)
        .receive([&](tag_answer& found) { result = std::move(found); },
                 [](caf::error&) { /* too late: the caller says so */ });
    return result;
  };
}

bool write_counts(const std::filesystem::path& path, const tag_list& tags) {
  if (!tags) {
    spdlog::critical("event=counts_not_written what=\"the aggregator did not "
                     "answer; run it again, nothing is counted twice\"");
    return false;
  }
  std::ofstream out{path};
  for (auto& x : *tags)
    out << http::tag_json(x.tag, x.key, x.count) << '\n';
  out.flush();
  if (!out)
    spdlog::critical("event=counts_not_written file={} what=\"check that the "
                     "directory exists and has room\"",
                     path.string());
  return bool{out};
}

/// Too few open files show as refused connections, hours later.
void check_open_files(const settings& config) {
  // RocksDB's tables, Kafka's sockets, logs.
  constexpr std::uint64_t others = 512;
  auto limit = http::raise_open_files_limit();
  auto needed =
      config.http.connections_max + config.http.stream_clients_max + others;
  if (limit < needed)
    spdlog::warn("event=few_open_files limit={} needed={} what=\"raise the "
                 "limit (LimitNOFILE, ulimit -n), or lower "
                 "http.stream-clients-max\"",
                 limit, needed);
}

/// What `--drain` leaves behind.
int report_drain(const settings& config, const command_line& asked,
                 const engine_end& end) {
  if (asked.counts && !write_counts(*asked.counts, end.tags))
    return 1;
  auto facts = http::facts_of(config);
  engine_status status;
  status.state = engine_state::draining;
  status.source_connected = true;
  auto text = http::drain_json(facts, *end.report.view, &status, config,
                               end.report.lists.get());
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

} // namespace

int run_engine(const settings& config, const command_line& asked) {
  block_signals();
  check_open_files(config);
  scheduler_config scheduling{config};
  end_slot ended;
  http::publication published;

  engine_options options;
  options.config = config;
  options.instance = instance_name(config);
  options.source = make_source(config, asked.drain);
  options.store = make_store(config);
  options.letters = make_letters(config);
  options.shared_store = config.store.kind == store_kind::hbase;
  options.model = make_model(config);
  if (!asked.drain)
    options.make_tables = make_tables(config);
  options.drain = asked.drain;
  options.until_ms = asked.until_ms;
  options.export_tags = asked.counts.has_value();
  options.now = system_now_ms;
  options.random = random_numbers();
  options.ended = [&](engine_end how) {
    ended.set(std::move(how));
  };

  caf::actor_system system{scheduling};
  // Views cost a tenth of a drain: they are made for somebody who looks.
  if (!asked.drain || progress_line::visible())
    options.make_dashboard = [&] {
      return system.spawn(http::dashboard, &config, &published);
    };
  auto source = options.source;
  std::unique_ptr<http::http_service> web;
  auto slot = std::make_shared<aggregator_slot>();
  if (!asked.drain)
    web = std::make_unique<http::http_service>(
        config, published,
        [](const std::string& x) { return normalize_query(x); },
        lookup_in(system, slot));
  auto engine = spawn_engine(system, std::move(options), slot);

  std::string where = "draining";
  if (web) {
    web->start();
    where = fmt::format("http://{}:{}", config.http.address, web->ports()[0]);
    spdlog::info("event=started version={} address={} source={} store={}",
                 version, where, http::facts_of(config).source_kind,
                 config.store.kind == store_kind::rocksdb ? "rocksdb"
                                                          : "hbase");
  }
  progress_line progress{where};
  auto told_to_stop = false;
  std::optional<engine_end> how;
  for (;;) {
    auto what = wait_for_event(std::chrono::seconds(1));
    if (what == event::ended && (how = ended.take()))
      break;
    if (what == event::stop) {
      if (std::exchange(told_to_stop, true))
        std::_Exit(1);
      progress.close();
      spdlog::info("event=stopping what=\"making durable what was counted\"");
      caf::anon_send(engine, stop_atom::value);
    }
    progress.show(*published.load());
  }
  progress.close();

  auto& end = *how;
  auto exit_code = end.failure.empty() ? 0 : 1;
  if (asked.drain && exit_code == 0) {
    exit_code = 1;
    if (!told_to_stop)
      exit_code = report_drain(config, asked, end);
  }
  watchdog bound{std::chrono::milliseconds(1500), exit_code};
  if (web)
    web->stop();
  slot->set(aggregator_actor{});
  engine = supervisor_actor{};
  system.await_all_actors_done();
  source->stop();
  if (exit_code == 0)
    spdlog::info("event=stopped");
  return exit_code;
}

} // namespace murmuration
