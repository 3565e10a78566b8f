#include "tests/sim/engine.hpp"

#include <array>
#include <stdexcept>

#include "runtime/classify/sentiment_model.hpp"
#include "tests/sim/slow_letters.hpp"
#include "tests/sim/slow_writer.hpp"

namespace murmuration::sim {

namespace {

/// "good" is positive; some tweets kill whoever reads them.
class fake_model final : public sentiment_model {
public:
  explicit fake_model(world& shared)
    : world_(shared) {}
  verdict classify(std::string_view text) const override {
    if (world_.faults && world_.chance.chance(world_.poison_rate))
      throw std::runtime_error("the classifier broke");
    return {text.starts_with("good") ? sentiment::positive
                                     : sentiment::negative,
            .9};
  }
  std::uint64_t id() const override {
    return 1;
  }

private:
  world& world_;
};

settings small_settings(dice& chance) {
  settings config;
  config.job = "sim";
  config.consumer.credit_batches =
      static_cast<std::uint32_t>(chance.between(1, 4));
  config.consumer.batch_records_max =
      static_cast<std::uint32_t>(chance.between(2, 12));
  config.hashtag_counter.pool_size = 1;
  config.word_counter.pool_size = 1;
  config.classifier.pool_size =
      static_cast<std::uint32_t>(chance.between(1, 2));
  config.aggregator.open_delta_entries_max =
      static_cast<std::uint32_t>(chance.between(5, 60));
  config.aggregator.checkpoint_interval =
      std::chrono::milliseconds{chance.between(200, 1500)};
  auto& rule = config.lists.rule;
  rule.fast = std::chrono::milliseconds{easy_rule.fast_ms};
  rule.slow = std::chrono::milliseconds{easy_rule.slow_ms};
  rule.overdispersion = easy_rule.overdispersion;
  rule.min_count = easy_rule.min_count;
  rule.min_score = easy_rule.min_score;
  return config;
}

} // namespace

engine::testing_config::testing_config() {
  set("scheduler.policy", caf::atom("testing"));
}

engine::engine(world& shared, std::string name)
  : world_(shared)
  , name_(std::move(name))
  , source_(std::make_shared<fake_source>(shared))
  , system_(std::make_unique<caf::actor_system>(config_))
  , scheduler_(
        dynamic_cast<caf::scheduler::test_coordinator&>(system_->scheduler())) {
  engine_options options;
  options.config = small_settings(world_.chance);
  if (world_.start_latest)
    options.config.source.start = start_at::latest;
  options.instance = name_;
  options.source = source_;
  auto store = std::make_shared<memory_store>(
      world_.cells, [this](const store_call& call) {
        if (dead_ || (world_.faults && world_.store_down))
          return fate::refused;
        world_.meanwhile();
        if (dead_)
          return fate::refused;
        if (!world_.faults || !world_.chance.chance(world_.fault_rate))
          return fate::acknowledged;
        switch (world_.chance.below(call.writes ? 3 : 1)) {
          case 0:
            return fate::refused;
          case 1:
            return fate::reply_lost;
          default:
            return fate::late;
        }
      });
  options.shared_store = true;
  options.model = std::make_shared<fake_model>(world_);
  options.now = [this] {
    return world_.now_ms;
  };
  options.random = [this] {
    return world_.chance.number();
  };
  options.make_dashboard = [this] {
    return spawn_screen();
  };
  options.ended = [this](engine_end) {
    ended_ = true;
  };
  options.make_store_writer = [this, store, job = options.config.job] {
    return system_->spawn(slow_writer, &world_, store, job);
  };
  if (world_.keeps_letters) {
    auto sink = std::make_shared<memory_letters>(
        world_.letters, [this](bool writes) { return letter_fate_of(writes); });
    options.letters = sink;
    options.make_letter_writer = [this, sink] {
      return system_->spawn(slow_letters, &world_, sink);
    };
  }
  options.counting.obeys = world_.rules.counting;
  options.counting.snapshot_entries_min =
      static_cast<std::size_t>(world_.chance.between(5, 60));
  options.counting.snapshot_deltas_max = static_cast<std::size_t>(
      world_.chance.between(1, world_.snapshot_storm ? 3 : 30));
  options.counting.snapshot_part_names =
      static_cast<std::uint32_t>(world_.chance.between(1, 40));
  supervisor_ = spawn_engine(*system_, std::move(options),
                             std::make_shared<aggregator_slot>());
}

engine::~engine() {
  crash();
}

letter_fate engine::letter_fate_of(bool writes) {
  auto& chance = world_.letter_chance;
  if (dead_ || (world_.faults && world_.letters_down))
    return letter_fate::refused;
  if (!world_.faults || !chance.chance(.25))
    return letter_fate::acknowledged;
  constexpr std::array fates{letter_fate::refused, letter_fate::reply_lost,
                             letter_fate::cut_short, letter_fate::late};
  return fates[chance.below(writes ? fates.size() : 1)];
}

dashboard_actor engine::spawn_screen() {
  return system_->spawn([this](dashboard_actor::pointer) {
    return dashboard_actor::behavior_type{
        [this](const live_view_ptr& x) {
          if (!x->ready || x->catching_up || dead_)
            return;
          world_.check(*x, name_.c_str());
          view_ = x;
        },
        [this](const time_view_ptr& x) { times_ = x; },
        [this](const lists_view_ptr& x) {
          if (!dead_)
            world_.check(*x, name_.c_str());
        },
        [](const engine_status_ptr&) { /* not looked at */ },
    };
  });
}

bool engine::runnable() const {
  return !inside_ && !dead_ && !ended_ && world_.now_ms >= paused_until_ms
         && !scheduler_.jobs.empty();
}

void engine::step() {
  auto& jobs = scheduler_.jobs;
  std::swap(jobs.front(), jobs[world_.chance.below(jobs.size())]);
  inside_ = true;
  scheduler_.run_once();
  inside_ = false;
}

void engine::advance(std::int64_t ms) {
  if (!inside_)
    scheduler_.advance_time(std::chrono::milliseconds(ms));
}

void engine::crash() {
  if (std::exchange(dead_, true))
    return;
  source_->cut_off();
  caf::anon_send(supervisor_, stop_atom::value);
  supervisor_ = supervisor_actor{};
  // Without a store it gives up after five seconds.
  for (int i = 0; i < 1000 && !(ended_ && scheduler_.jobs.empty()); ++i) {
    while (!scheduler_.jobs.empty())
      scheduler_.run_once();
    scheduler_.advance_time(std::chrono::milliseconds(50));
  }
  while (!scheduler_.jobs.empty())
    scheduler_.run_once();
}

} // namespace murmuration::sim
