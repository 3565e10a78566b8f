#include "runtime/boot/topology.hpp"

#include <xxhash.h>

#include <utility>

#include "actors/aggregator.hpp"
#include "actors/classifier.hpp"
#include "actors/consumer.hpp"
#include "actors/hashtag_counter.hpp"
#include "actors/letter_writer.hpp"
#include "actors/pool.hpp"
#include "actors/serving_writer.hpp"
#include "actors/store_writer.hpp"
#include "actors/word_counter.hpp"
#include "runtime/count/event_time.hpp"

namespace murmuration {

namespace {

/// Raised whenever the engine counts the same records differently.
constexpr const char* rules_version = "1";

/// What the counts depend on besides the records: kept in every delta.
std::uint64_t hash_of_rules(const engine_options& options) {
  auto& config = options.config;
  std::string text = rules_version;
  for (auto size : {config.hashtag_counter.pool_size,
                    config.word_counter.pool_size, config.classifier.pool_size})
    text += size > 0 ? "|on" : "|off";
  for (auto& language : config.classifier.languages)
    text += "|" + language;
  text += "|" + config.classifier.assume_language;
  for (auto list : {config.lists.windows, config.lists.trending})
    text += list && config.hashtag_counter.pool_size > 0 ? "|on" : "|off";
  if (options.model)
    text += "|" + std::to_string(options.model->id());
  return XXH3_64bits(text.data(), text.size());
}

serving::serving_options tables_of(const settings& config) {
  auto table = [](const settings::serving_table& x) {
    return serving::table_options{x.enabled, x.table, x.interval.count(),
                                  x.keep.count()};
  };
  auto& tables = config.serving.hbase;
  return {table(tables.hashtags), table(tables.word_counts),
          table(tables.texts), table(tables.predictions)};
}

/// Makes the actors of one engine.
class builder {
public:
  builder(caf::actor_system& system, engine_options options)
    : system_(system)
    , options_(std::move(options))
    , languages_(std::make_shared<language_filter>(
          options_.config.classifier.languages,
          options_.config.classifier.assume_language)) {}

  engine_parts build(const supervisor_actor& supervisor) {
    engine_parts parts;
    parts.store_writer = options_.make_store_writer
                             ? options_.make_store_writer()
                             : spawn_store_writer();
    if (options_.make_dashboard)
      parts.dashboard = options_.make_dashboard();
    if (options_.letters)
      parts.letter_writer = options_.make_letter_writer
                                ? options_.make_letter_writer()
                                : spawn_letter_writer();
    aggregator_peers peers{parts.store_writer, supervisor, parts.dashboard,
                           parts.letter_writer};
    auto tell_source = [source = options_.source](auto& partition, auto next) {
      source->commit(partition, next);
    };
    parts.aggregator =
        system_.spawn(aggregator, counting(), peers, tell_source, options_.now);
    add_pools(parts);
    parts.make_consumer = [=, this](const topic_partition& partition) {
      return system_.spawn(consumer, partition, options_.source,
                           consumer_outlets{parts.pools, parts.aggregator},
                           reading());
    };
    if (options_.make_tables)
      parts.make_serving_writer = [=, this, counts = parts.aggregator] {
        return system_.spawn<caf::detached>(
            serving_writer, tables_of(options_.config), options_.make_tables(),
            counts, supervisor, options_.now);
      };
    return parts;
  }

private:
  store_writer_actor spawn_store_writer() {
    return system_.spawn<caf::detached>(store_writer, options_.store,
                                        options_.config.job, protocol_rules{});
  }

  letter_writer_actor spawn_letter_writer() {
    return system_.spawn<caf::detached>(letter_writer, options_.letters);
  }

  void add_pools(engine_parts& parts) {
    auto& config = options_.config;
    auto aggregator = parts.aggregator;
    add_pool(parts, leg::hashtags, "hashtag_counter",
             config.hashtag_counter.pool_size,
             [=, this](leg_pool_actor pool, std::uint32_t n) {
               return system_.spawn(hashtag_counter, pool, n, aggregator);
             });
    add_pool(parts, leg::words, "word_counter", config.word_counter.pool_size,
             [=, this](leg_pool_actor pool, std::uint32_t n) {
               return system_.spawn(word_counter, pool, n, aggregator,
                                    languages_);
             });
    add_pool(parts, leg::sentiment, "classifier", config.classifier.pool_size,
             [=, this](leg_pool_actor pool, std::uint32_t n) {
               return system_.spawn(classifier, pool, n, aggregator,
                                    options_.model, languages_);
             });
  }

  void add_pool(engine_parts& parts, leg which, const char* name,
                std::uint32_t size, worker_factory make) {
    if (size > 0)
      parts.pools.push_back(system_.spawn(leg_pool, which, std::string{name},
                                          size, std::move(make),
                                          parts.aggregator));
  }

  aggregate_options counting() const {
    auto& config = options_.config;
    auto result = options_.counting;
    result.instance = options_.instance;
    result.rules = hash_of_rules(options_);
    result.legs.set(static_cast<std::size_t>(leg::hashtags),
                    config.hashtag_counter.pool_size > 0);
    result.legs.set(static_cast<std::size_t>(leg::words),
                    config.word_counter.pool_size > 0);
    result.legs.set(static_cast<std::size_t>(leg::sentiment),
                    config.classifier.pool_size > 0);
    result.credit = config.consumer.credit_batches;
    result.start_latest = config.source.start == start_at::latest;
    result.shared_store = options_.shared_store;
    result.letters = options_.letters != nullptr;
    result.drain = options_.drain;
    result.top_k = config.aggregator.top_k;
    result.checkpoint_interval_ms =
        config.aggregator.checkpoint_interval.count();
    result.open_entries_max = config.aggregator.open_delta_entries_max;
    result.lists = lists();
    result.until = options_.until_ms
                       ? std::optional{second_of(*options_.until_ms)}
                       : std::nullopt;
    result.random = options_.random;
    result.serving = bool{options_.make_tables};
    result.covers = [filter = languages_](std::string_view lang) {
      return filter->covers(lang);
    };
    return result;
  }

  list_options lists() const {
    auto& config = options_.config;
    auto& rule = config.lists.rule;
    auto counted = config.hashtag_counter.pool_size > 0;
    return {counted && config.lists.windows,
            counted && config.lists.trending,
            config.lists.memory_bytes,
            config.aggregator.top_k,
            {rule.fast.count(), rule.slow.count(), rule.overdispersion,
             rule.min_count, rule.min_score}};
  }

  consumer_options reading() const {
    auto& config = options_.config.consumer;
    return {{config.batch_records_max, config.batch_bytes_max},
            config.credit_batches,
            config.linger_max.count(),
            options_.letters != nullptr,
            options_.until_ms,
            options_.now};
  }

  caf::actor_system& system_;
  engine_options options_;
  std::shared_ptr<const language_filter> languages_;
};

} // namespace

supervisor_actor spawn_engine(caf::actor_system& system, engine_options options,
                              std::shared_ptr<aggregator_slot> slot) {
  supervisor_options watching;
  watching.source = options.source;
  watching.ended = std::move(options.ended);
  watching.export_tags = options.export_tags;
  auto make = std::make_shared<builder>(system, std::move(options));
  watching.build = [=](const supervisor_actor& me) {
    auto parts = make->build(me);
    slot->set(parts.aggregator);
    return parts;
  };
  return system.spawn(supervisor, std::move(watching));
}

} // namespace murmuration
