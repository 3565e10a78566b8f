/// Every metric of the engine: name, kind and help, in Prometheus' conventions
/// (base units in the name, `_total` on counters and only there). What begins
/// at 0 with each process is a counter. What comes out of the ledger is a
/// gauge, as it begins anywhere and steps back when a partition is read again
/// from what is durable, which `rate` would take for a counter that began anew.
#pragma once

#include <string_view>

namespace murmuration::http {

struct metric_name {
  std::string_view name;
  std::string_view help;
  bool counter = false;
};

struct metric_names {
  static constexpr metric_name build_info{
      "murmuration_build_info", "Constant 1, labelled with the version."};
  static constexpr metric_name ready{"murmuration_ready",
                                     "1 when the counts are loaded."};
  static constexpr metric_name state{"murmuration_state",
                                     "1 for the state that the engine is in."};
  static constexpr metric_name records{
      "murmuration_records_total",
      "Records that the counts grew by, by what became of them.", true};
  static constexpr metric_name malformed{
      "murmuration_malformed_records_total",
      "Malformed records since the start, by reason.", true};
  static constexpr metric_name letters{"murmuration_dead_letters_total",
                                       "Dead letters written since the start.",
                                       true};
  static constexpr metric_name letters_failing{
      "murmuration_dead_letters_failing",
      "1 while dead letters cannot be written, and counting waits."};
  static constexpr metric_name sentiments{"murmuration_sentiment_tweets_total",
                                          "Tweets that the counts grew by.",
                                          true};
  static constexpr metric_name tweets{"murmuration_counted_tweets",
                                      "Tweets counted since the origin."};
  static constexpr metric_name tags{
      "murmuration_distinct_tags",
      "Different hashtags counted since the origin."};
  static constexpr metric_name live_tags{
      "murmuration_live_tags",
      "Different hashtags that windows and trends hold: used within a day."};
  static constexpr metric_name trending_tags{
      "murmuration_trending_tags",
      "Hashtags shown as trending, aggregator.top-k at most."};
  static constexpr metric_name list_exact{
      "murmuration_list_exact",
      "1 while nothing that belongs into the list was dropped or not counted."};
  static constexpr metric_name lists_bytes{
      "murmuration_lists_bytes", "Memory that windows and trends hold."};
  static constexpr metric_name newest{
      "murmuration_newest_tweet_timestamp_seconds",
      "When the newest tweet was made."};

  static constexpr metric_name applied{
      "murmuration_partition_applied_offset",
      "Next offset to read of each partition, as counted."};
  static constexpr metric_name durable{
      "murmuration_partition_durable_offset",
      "Next offset of each partition after the newest ledger entry."};
  static constexpr metric_name end{"murmuration_partition_end_offset",
                                   "End of each partition's log."};
  static constexpr metric_name lag_records{
      "murmuration_partition_lag_records",
      "Records of a topic in Kafka that are not yet counted."};
  static constexpr metric_name lag_bytes{
      "murmuration_partition_lag_bytes",
      "Bytes of a log that are not yet counted."};
  static constexpr metric_name owned{"murmuration_partition_owned",
                                     "1 when this engine reads the partition."};
  static constexpr metric_name holes{
      "murmuration_partition_holes",
      "Offsets since the origin that hold no record."};
  static constexpr metric_name lost{
      "murmuration_partition_lost_offsets",
      "Offsets since the origin whose records retention took unread."};
  static constexpr metric_name stopped{
      "murmuration_partition_stopped",
      "1 when the partition needs its operator."};

  static constexpr metric_name pool_size{"murmuration_pool_workers",
                                         "Workers of each pool."};
  static constexpr metric_name pool_queued{"murmuration_pool_queued_batches",
                                           "Batches at the workers, not done."};
  static constexpr metric_name pool_busy{
      "murmuration_pool_busy_ratio", "Share of time spent working, 0 to 1."};
  static constexpr metric_name pool_processed{
      "murmuration_pool_processed_batches_total", "Batches done.", true};
  static constexpr metric_name pool_restarts{
      "murmuration_pool_restarts_total", "Workers replaced after they died.",
      true};

  static constexpr metric_name rewinds{
      "murmuration_rewinds_total", "Partitions set back to the ledger.", true};
  static constexpr metric_name reloads{"murmuration_reloads_total",
                                       "Counts replaced by a newer snapshot.",
                                       true};
  static constexpr metric_name checkpoints{"murmuration_checkpoints_total",
                                           "Deltas made durable.", true};
  static constexpr metric_name snapshots{"murmuration_snapshots_total",
                                         "Snapshots written.", true};
  static constexpr metric_name checkpointed{
      "murmuration_last_checkpoint_timestamp_seconds",
      "When this process last made a delta durable."};
  static constexpr metric_name source_connected{
      "murmuration_source_connected", "1 while the source can be read."};
  static constexpr metric_name store_reachable{
      "murmuration_store_reachable", "1 while the ledger's store answers."};
  static constexpr metric_name store_pending{
      "murmuration_store_pending_calls",
      "Calls of the ledger's store that are not answered."};
  static constexpr metric_name tables_behind{
      "murmuration_serving_tables_behind",
      "Tables of older readers whose last write failed."};
  static constexpr metric_name store_latency{
      "murmuration_store_write_latency_seconds",
      "Of the last write that was acknowledged."};

  static constexpr metric_name http_requests{
      "murmuration_http_requests_total", "Answers, by class of status.", true};
  static constexpr metric_name http_accepted{
      "murmuration_http_accepted_connections_total", "Connections taken.",
      true};
  static constexpr metric_name http_evicted{
      "murmuration_http_evicted_connections_total",
      "Connections closed to make room for newer ones.", true};
  static constexpr metric_name http_timed_out{
      "murmuration_http_timed_out_connections_total",
      "Connections closed because the client was too slow.", true};
  static constexpr metric_name http_refused{
      "murmuration_http_refused_requests_total",
      "Requests refused before they were parsed.", true};
  static constexpr metric_name http_connections{"murmuration_http_connections",
                                                "Connections open now."};
  static constexpr metric_name http_streams{"murmuration_http_streams",
                                            "Event streams open now."};

  static constexpr metric_name process_cpu{"process_cpu_seconds_total",
                                           "User and system time.", true};
  static constexpr metric_name process_start{"process_start_time_seconds",
                                             "Unix time of the start."};
  static constexpr metric_name process_resident{"process_resident_memory_bytes",
                                                "Resident memory."};
  static constexpr metric_name process_virtual{"process_virtual_memory_bytes",
                                               "Virtual memory."};
  static constexpr metric_name process_open_fds{"process_open_fds",
                                                "Open file descriptors."};
  static constexpr metric_name process_max_fds{
      "process_max_fds", "Limit of open file descriptors."};
  static constexpr metric_name process_threads{"process_threads", "Threads."};
};

} // namespace murmuration::http
