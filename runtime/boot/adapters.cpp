#include "runtime/boot/adapters.hpp"

#include <stdexcept>

#include <unistd.h>

#include <spdlog/spdlog.h>

#include "config/model_paths.hpp"
#include "runtime/classify/load_model.hpp"
#include "runtime/letters/file/letter_file.hpp"
#include "runtime/letters/kafka/kafka_letters.hpp"
#include "runtime/source/kafka/kafka_source.hpp"
#include "runtime/source/log/log_source.hpp"
#include "runtime/source/socket/socket_source.hpp"
#include "runtime/store/hbase/hbase_store.hpp"
#include "runtime/store/hbase/hbase_tables.hpp"
#include "runtime/store/rocksdb/rocksdb_store.hpp"

namespace murmuration {

std::string instance_name(const settings& config) {
  if (!config.source.kafka.instance_id.empty())
    return config.source.kafka.instance_id;
  char host[256] = "localhost";
  gethostname(host, sizeof(host) - 1);
  return std::string{host} + "-" + std::to_string(config.http.port);
}

std::shared_ptr<record_source> make_source(const settings& config, bool drain) {
  auto& source = config.source;
  if (source.kind == source_kind::log)
    return make_log_source({.directory = source.log.directory,
                            .record_bytes_max = source.record_bytes_max});
  if (source.kind == source_kind::socket) {
    if (drain)
      throw std::invalid_argument(
          "--drain counts up to an end, and a socket has none: run without "
          "--drain, or write the texts to a log first and drain that");
    return make_socket_source({.address = source.socket.address,
                               .record_bytes_max = source.record_bytes_max,
                               .log = [](std::string_view what) {
                                 spdlog::warn("event=socket what=\"{}\"", what);
                               }});
  }
  kafka_options options;
  options.brokers = source.kafka.brokers;
  options.topics = source.kafka.topics;
  options.group_id = source.kafka.group_id;
  options.instance_id = instance_name(config);
  options.properties = source.kafka.properties;
  options.record_bytes_max = source.record_bytes_max;
  options.join_group = !drain;
  // Enough to read on while the broker is asked for more: with 4 MiB a
  // partition, at the default, tweets are read as fast as with 64 MiB.
  options.prefetch_bytes_max = config.memory_bytes / 16;
  // Syslog's levels: up to 3 the operator may have to act.
  options.log = [](int level, std::string_view line) {
    spdlog::log(level <= 4 ? spdlog::level::warn : spdlog::level::debug,
                "event=librdkafka {}", line);
  };
  return make_kafka_source(std::move(options));
}

namespace {

hbase_options hbase_of(const settings& config) {
  auto& hbase = config.store.hbase;
  return {.host = hbase.host,
          .port = hbase.port,
          .framed = hbase.transport == thrift_transport::framed,
          .table = hbase.table,
          .connect_timeout = hbase.connect_timeout,
          .call_timeout = hbase.call_timeout};
}

} // namespace

std::shared_ptr<ledger_store> make_store(const settings& config) {
  auto& store = config.store;
  if (store.kind == store_kind::rocksdb)
    return open_rocksdb_store(store.rocksdb.directory);
  return make_hbase_store(hbase_of(config));
}

std::function<std::shared_ptr<serving::table_store>()>
make_tables(const settings& config) {
  auto& tables = config.serving.hbase;
  if (!tables.hashtags.enabled && !tables.word_counts.enabled
      && !tables.texts.enabled && !tables.predictions.enabled)
    return {};
  return [options = hbase_of(config)] {
    return make_hbase_tables(options);
  };
}

std::shared_ptr<letter_sink> make_letters(const settings& config) {
  auto& letters = config.dead_letters;
  if (letters.kind == letters_kind::none)
    return nullptr;
  if (letters.kind == letters_kind::file)
    return open_letter_file(letters.path);
  auto& kafka = config.source.kafka;
  return make_kafka_letters(
      {.brokers = kafka.brokers,
       .topic = letters.topic,
       // Named by what two engines never share, so that the next life of this
       // one ends what the last one left open.
       .transactional_id =
           "murmuration-" + config.job + "-" + instance_name(config),
       .record_bytes_max = config.source.record_bytes_max,
       .properties = kafka.properties,
       .log = [](int level, std::string_view line) {
         spdlog::log(level <= 4 ? spdlog::level::warn : spdlog::level::debug,
                     "event=librdkafka {}", line);
       }});
}

std::shared_ptr<const sentiment_model> make_model(const settings& config) {
  if (config.classifier.pool_size == 0)
    return nullptr;
  auto files = resolve_model_paths(config, this_executable());
  auto model = load_model({files.model, files.vocabulary,
                           config.classifier.neutral_band_percent / 100.});
  require_languages(*model, config.classifier.languages);
  return model;
}

} // namespace murmuration
