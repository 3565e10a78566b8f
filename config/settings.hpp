/// Every setting of the engine, with its default. The keys, units, ranges and
/// reasons are declared in keys.cpp and told in murmuration.toml.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace murmuration {

enum class source_kind : std::uint8_t { log, kafka, socket };
enum class store_kind : std::uint8_t { rocksdb, hbase };
enum class letters_kind : std::uint8_t { none, kafka, file };
enum class start_at : std::uint8_t { earliest, latest };
enum class thrift_transport : std::uint8_t { buffered, framed };
enum class log_format : std::uint8_t { text, json };

struct settings {
  using milliseconds = std::chrono::milliseconds;

  std::string job = "default";
  std::uint64_t memory_bytes = 512u << 20;

  struct {
    source_kind kind = source_kind::log;
    start_at start = start_at::earliest;
    std::uint64_t record_bytes_max = 16u << 20;
    struct {
      std::string directory = "murmuration-data/log";
    } log;
    struct {
      std::vector<std::string> brokers = {"127.0.0.1:9092"};
      std::vector<std::string> topics = {"tweets"};
      std::string group_id = "murmuration";
      std::string instance_id; ///< empty: <hostname>-<http port>
      std::map<std::string, std::string> properties;
    } kafka;
    struct {
      std::string address = "127.0.0.1:9009";
    } socket;
  } source;

  struct {
    std::uint32_t batch_records_max = 500;
    std::uint64_t batch_bytes_max = 4u << 20;
    milliseconds linger_max{2};
    std::uint32_t credit_batches = 8;
  } consumer;

  struct {
    std::uint32_t pool_size = 1;
  } hashtag_counter;

  struct {
    std::uint32_t pool_size = 1;
  } word_counter;

  struct {
    std::uint32_t pool_size = 1;
    /// A hashed model or A's; empty: the one installed with the engine.
    std::string model;
    std::string vocabulary; ///< A's word list; empty: beside the model
    std::uint32_t neutral_band_percent = 10;
    std::vector<std::string> languages = {"en"};
    std::string assume_language;
  } classifier;

  struct {
    std::uint32_t top_k = 100;
    milliseconds checkpoint_interval{1000};
    std::uint32_t open_delta_entries_max = 200'000;
  } aggregator;

  struct {
    bool windows = true;
    bool trending = true;
    std::uint64_t memory_bytes = 256u << 20;
    struct {
      milliseconds fast{120'000};
      milliseconds slow{3'600'000};
      double overdispersion = .5;
      double min_count = 4;
      double min_score = 4;
    } rule;
  } lists;

  struct {
    store_kind kind = store_kind::rocksdb;
    struct {
      std::string directory = "murmuration-data/ledger";
    } rocksdb;
    struct {
      std::string host = "127.0.0.1";
      std::uint16_t port = 9090;
      thrift_transport transport = thrift_transport::buffered;
      std::string table = "murmuration_ledger";
      milliseconds connect_timeout{2000};
      milliseconds call_timeout{5000};
    } hbase;
  } store;

  /// A table in HBase for the readers of an older system.
  struct serving_table {
    bool enabled = false;
    std::string table;
    milliseconds interval{1000};
    milliseconds keep{std::chrono::hours{24}};
  };

  struct {
    struct {
      serving_table hashtags = {.table = "hashtags",
                                .interval = milliseconds{2000}};
      serving_table word_counts = {.table = "word_count_tweets_table"};
      serving_table texts = {.table = "text_tweets_table"};
      serving_table predictions = {.table = "predictions_tweets_table"};
    } hbase;
  } serving;

  struct {
    letters_kind kind = letters_kind::none;
    std::string topic = "dead-letters";
    std::string path = "murmuration-data/dead-letters.jsonl";
  } dead_letters;

  struct {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::vector<std::uint16_t> also_ports;
    std::vector<std::string> hosts;
    std::vector<std::string> frame_origins;
    std::vector<std::string> cors_origins;
    bool update_data = false;
    std::uint32_t stream_clients_max = 4096;
    std::uint32_t connections_max = 512;
  } http;

  struct {
    std::uint32_t threads = 0; ///< 0: one a core
  } scheduler;

  struct {
    std::string level = "info";
    log_format format = log_format::text;
  } log;
};

} // namespace murmuration
