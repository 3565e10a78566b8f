#include "config/keys.hpp"

#include "config/rules.hpp"

namespace murmuration {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kib = 1u << 10;
constexpr std::uint64_t mib = 1u << 20;
constexpr std::uint64_t tib = 1ull << 40;

/// `names` in the order of the enumerators.
template <class Enum>
choice_key choice(Enum& member, std::vector<std::string_view> names) {
  return {std::move(names),
          [&member] { return static_cast<std::size_t>(member); },
          [&member](std::size_t x) {
            member = static_cast<Enum>(x);
          }};
}

/// A leg's pool.
number_key pool(std::uint32_t& member) {
  return {&member, 0, 64, "workers"};
}

} // namespace

std::vector<config_key> keys_of(settings& s) {
  return {
      {"job", text_key{&s.job, &rules::job},
       "Names the ledger in the store. Engines with the same job share one set "
       "of counts; a name is never used again for other counts."},
      {"memory", size_key{&s.memory_bytes, 64 * mib, tib},
       "What records may take that are read and not counted yet. One "
       "partition's batches must fit in; a sixteenth is for what is fetched "
       "ahead from Kafka, an eighth of that a partition, but 1MiB to 32MiB. "
       "The default is as fast as more; more helps when the broker is far "
       "away."},

      {"source.kind", choice(s.source.kind, {"log", "kafka", "socket"}),
       "Where records come from: files in a log directory, which needs nothing "
       "else on a laptop, Kafka, or lines over TCP, which cannot be read "
       "again: "
       "at most once."},
      {"source.start", choice(s.source.start, {"earliest", "latest"}),
       "Where a new job starts in partitions that exist at its birth. "
       "Afterwards "
       "the ledger knows the position and this key changes nothing. The "
       "default "
       "leaves no record out."},
      {"source.record-bytes-max",
       size_key{&s.source.record_bytes_max, kib, 256 * mib},
       "A longer record is malformed (too_large). Real tweets stay below "
       "64KiB; "
       "the default takes what a broker with raised limits may hold."},

      {"source.log.directory", text_key{&s.source.log.directory, &rules::path},
       "Holds <topic>/<partition>.jsonl, one record a line. Every topic in it "
       "is "
       "read; an empty or missing directory is fine. A relative path starts at "
       "the working directory."},

      {"source.kafka.brokers",
       list_key{&s.source.kafka.brokers, &rules::broker, 1, 64},
       "The brokers to ask first for the others. The default is a broker on "
       "this "
       "machine."},
      {"source.kafka.topics",
       list_key{&s.source.kafka.topics, &rules::topic, 1, 64},
       "The topics to read. Partitions that are added later are picked up."},
      {"source.kafka.group-id",
       text_key{&s.source.kafka.group_id, &rules::group},
       "The consumer group by which several engines share the partitions. "
       "Offsets are committed to it too, for lag tools only."},
      {"source.kafka.instance-id",
       text_key{&s.source.kafka.instance_id, &rules::instance},
       "Stable name of this engine in the group: with it, a restart within "
       "session.timeout.ms moves no partition. Two engines must not share one. "
       "Empty: <hostname>-<http port>."},
      {"source.kafka.properties", properties_key{&s.source.kafka.properties},
       "Passed to librdkafka as they are: TLS, SASL, timeouts. Names contain "
       "dots: everything after source.kafka.properties. is the property's "
       "name. "
       "session.timeout.ms is 10000 unless set here, so that a dead engine's "
       "partitions move soon. What the engine sets itself is refused with the "
       "reason."},

      {"source.socket.address",
       text_key{&s.source.socket.address, &rules::address},
       "Who sends the texts, one a line. The engine connects, again and again "
       "if need be; the other side listens."},

      {"consumer.batch-records-max",
       number_key{&s.consumer.batch_records_max, 1, 10'000, "records"},
       "A batch holds at most this many records. With 500 the cost of messages "
       "between actors is below 0.5 % of the work; more only adds latency."},
      {"consumer.batch-bytes-max",
       size_key{&s.consumer.batch_bytes_max, 4 * kib, 64 * mib},
       "A batch holds at most this many bytes; a larger record goes alone. "
       "With "
       "credit-batches it bounds the memory of a partition."},
      {"consumer.linger-max", duration_key{&s.consumer.linger_max, 0ms, 1s},
       "How long a batch may wait for company while earlier ones are under "
       "way. "
       "An idle consumer never waits. 2ms saves wakes and is not felt."},
      {"consumer.credit-batches",
       number_key{&s.consumer.credit_batches, 1, 256, "batches"},
       "Batches of one partition that may be under way at once, the only "
       "backpressure: without credit the consumer stops reading. 8 keep every "
       "leg busy."},

      {"hashtag-counter.pool-size", pool(s.hashtag_counter.pool_size),
       "Workers that find the hashtags. Raise it when the pool's busy share in "
       "/api/v1/status stays near 1. 0 switches the leg off."},
      {"word-counter.pool-size", pool(s.word_counter.pool_size),
       "Workers that count words. Raise it when the pool's busy share stays "
       "near "
       "1. 0 switches the leg off."},

      {"classifier.pool-size", pool(s.classifier.pool_size),
       "Workers that classify sentiment. Raise it when the pool's busy share "
       "stays near 1. 0 switches the leg off."},
      {"classifier.model", text_key{&s.classifier.model, &rules::path_or_none},
       "The sentiment model, a model.json as murmuration-train writes it, or "
       "the older kind with a vocabulary. Empty: the one that is installed "
       "with the engine. Another model gives other counts from there on; the "
       "ledger records which was in force."},
      {"classifier.vocabulary",
       text_key{&s.classifier.vocabulary, &rules::path_or_none},
       "The word list of a model of the older kind. Empty: "
       "most_used_words.csv beside the model. Other models need none."},
      {"classifier.neutral-band-percent",
       number_key{&s.classifier.neutral_band_percent, 0, 49, "percent"},
       "A tweet is neutral when the probability of positive is less than this "
       "far from 50 %. Within the default band the model would be right in "
       "hardly more than half of the cases. 0: never neutral; models of the "
       "older kind never say it."},
      {"classifier.languages",
       list_key{&s.classifier.languages, &rules::language, 0, 64},
       "Words and sentiment are counted for tweets in these languages, those "
       "that the model knows: another one is refused. Hashtags are counted in "
       "every language."},
      {"classifier.assume-language",
       text_key{&s.classifier.assume_language, &rules::language_or_none},
       "The language of a tweet that names none, such as plain text. Empty: "
       "unknown, so its hashtags count but not its words and sentiment."},

      {"aggregator.top-k", number_key{&s.aggregator.top_k, 10, 1000, "tags"},
       "The length of the top list that is kept up to date, and so the largest "
       "k "
       "of /api/v1/top."},
      {"aggregator.checkpoint-interval",
       duration_key{&s.aggregator.checkpoint_interval, 10ms, 60s},
       "How often counts are made durable. Whatever is not durable is read "
       "again "
       "after a crash, never lost; other engines see counts this much later."},
      {"aggregator.open-delta-entries-max",
       number_key{&s.aggregator.open_delta_entries_max, 1000, 10'000'000,
                  "entries"},
       "A checkpoint is made early when this many different tags, seconds and "
       "words wait for it. The default keeps a delta's cell around 1MiB."},

      {"lists.windows", flag_key{&s.lists.windows},
       "Whether the uses of each tag in the last 1, 5 and 15 minutes, 1 hour "
       "and 24 hours are counted. Off, what is counted meanwhile is missing "
       "from the windows until it has left them. Needs the hashtag-counter."},
      {"lists.trending", flag_key{&s.lists.trending},
       "Whether the tags that rise above their own past are looked for. Off, "
       "the list is not exact for the six hours after it is on again. Needs "
       "the hashtag-counter."},
      {"lists.memory", size_key{&s.lists.memory_bytes, 16 * mib, tib},
       "What both lists may hold. At the bound the oldest seconds leave "
       "first; a window that would reach back to them says exact: false and "
       "how much too low a count may be. A use takes about 12 bytes, a tag of "
       "the last 24 hours about 64: the default is enough for 100 uses a "
       "second."},
      {"lists.rule.fast", duration_key{&s.lists.rule.fast, 10s, 1h},
       "A use counts half for `now` when it is this old. Shorter finds "
       "bursts earlier, and more that are none."},
      {"lists.rule.slow", duration_key{&s.lists.rule.slow, 10min, 6h},
       "A use counts half for the tag's past when it is this old."},
      {"lists.rule.overdispersion",
       decimal_key{&s.lists.rule.overdispersion, 0, 10},
       "How much a tag's rate varies by itself, as a share of it; the rule "
       "asks for that much more before it calls a rise one."},
      {"lists.rule.min-count", decimal_key{&s.lists.rule.min_count, 1, 1e6},
       "A tag with a smaller `now` is not shown."},
      {"lists.rule.min-score", decimal_key{&s.lists.rule.min_score, 0, 1000},
       "A tag is shown when `now` is this many standard deviations above "
       "what its past lets expect. The more is used the more clumps by "
       "chance: above some ten uses a second it takes 7.5 % more each time "
       "their number doubles. Less finds bursts a few seconds sooner, and "
       "more that are none; see tools/bench."},

      {"store.kind", choice(s.store.kind, {"rocksdb", "hbase"}),
       "Where the ledger lives: embedded in a directory for one engine, or in "
       "HBase for several."},
      {"store.rocksdb.directory",
       text_key{&s.store.rocksdb.directory, &rules::path},
       "Made when it is missing. One engine at a time. A relative path starts "
       "at "
       "the working directory."},
      {"store.hbase.host", text_key{&s.store.hbase.host, &rules::host},
       "Where HBase's Thrift server (Thrift1) listens."},
      {"store.hbase.port", number_key{&s.store.hbase.port, 1, 65535, ""},
       "Its port. The default is the Thrift server's own."},
      {"store.hbase.transport",
       choice(s.store.hbase.transport, {"buffered", "framed"}),
       "framed when the Thrift server was started with -f. The protocol is "
       "binary, as without -c."},
      {"store.hbase.table", text_key{&s.store.hbase.table, &rules::hbase_table},
       "The ledger's table, made when it is missing. Jobs can share it."},
      {"store.hbase.connect-timeout",
       duration_key{&s.store.hbase.connect_timeout, 10ms, 60s},
       "How long a connection attempt may take before the store counts as "
       "unreachable."},
      {"store.hbase.call-timeout",
       duration_key{&s.store.hbase.call_timeout, 100ms, 300s},
       "How long a call may take before its outcome counts as unknown and is "
       "looked up. The server needs 62ms for a cell of 5MB; the default leaves "
       "room for its pauses."},

      {"dead-letters.kind",
       choice(s.dead_letters.kind, {"none", "kafka", "file"}),
       "Where malformed records go, with reason and coordinates: nowhere (they "
       "are counted and logged), to a topic or to a file. They are there "
       "before the checkpoint that covers them, so counting waits for it."},
      {"dead-letters.topic", text_key{&s.dead_letters.topic, &rules::topic},
       "For kafka: made when it is missing, on source.kafka's brokers with its "
       "properties. No topic that is read."},
      {"dead-letters.path", text_key{&s.dead_letters.path, &rules::path},
       "For file: one JSON object a line, for one engine at a time. Made when "
       "it is missing; nothing deletes from it. Not inside the log directory."},
      {"serving.hbase.hashtags.enabled",
       flag_key{&s.serving.hbase.hashtags.enabled},
       "Writes the ten most used hashtags to rows 0 to 9: hashtag:name, "
       "with its #, and hashtag:count."},
      {"serving.hbase.hashtags.table",
       text_key{&s.serving.hbase.hashtags.table, &rules::hbase_table},
       "Made when it is missing. The default is the name that its readers "
       "know."},
      {"serving.hbase.hashtags.interval",
       duration_key{&s.serving.hbase.hashtags.interval, 100ms, 1h},
       "How often the rows are brought up to date, when they have changed."},
      {"serving.hbase.hashtags.keep",
       duration_key{&s.serving.hbase.hashtags.keep, 1min, 8760h},
       "Changes nothing here: the ten rows are replaced and never grow "
       "old. It is there because all tables take the same keys."},
      {"serving.hbase.word-counts.enabled",
       flag_key{&s.serving.hbase.word_counts.enabled},
       "Writes the 100 most frequent words of each interval with input, to "
       "the row latest and to a row of history. Needs the word-counter."},
      {"serving.hbase.word-counts.table",
       text_key{&s.serving.hbase.word_counts.table, &rules::hbase_table},
       "Made when it is missing. The default is the name that its readers "
       "know."},
      {"serving.hbase.word-counts.interval",
       duration_key{&s.serving.hbase.word_counts.interval, 100ms, 1h},
       "How much time a row covers."},
      {"serving.hbase.word-counts.keep",
       duration_key{&s.serving.hbase.word_counts.keep, 1min, 8760h},
       "Older rows are deleted, latest never. A day is what the longest "
       "graph of its readers needs many times over."},
      {"serving.hbase.texts.enabled", flag_key{&s.serving.hbase.texts.enabled},
       "Writes the last 5 tweets of each interval with input: their top- "
       "level text, author and date. Those in the classifier's languages "
       "only."},
      {"serving.hbase.texts.table",
       text_key{&s.serving.hbase.texts.table, &rules::hbase_table},
       "Made when it is missing. The default is the name that its readers "
       "know."},
      {"serving.hbase.texts.interval",
       duration_key{&s.serving.hbase.texts.interval, 100ms, 1h},
       "How much time five rows stand for."},
      {"serving.hbase.texts.keep",
       duration_key{&s.serving.hbase.texts.keep, 1min, 8760h},
       "Older rows are deleted; readers take the newest. A day is what "
       "their longest graph needs many times over."},
      {"serving.hbase.predictions.enabled",
       flag_key{&s.serving.hbase.predictions.enabled},
       "Writes how many tweets of each interval with input were positive "
       "and negative. Needs the classifier."},
      {"serving.hbase.predictions.table",
       text_key{&s.serving.hbase.predictions.table, &rules::hbase_table},
       "Made when it is missing. The default is the name that its readers "
       "know."},
      {"serving.hbase.predictions.interval",
       duration_key{&s.serving.hbase.predictions.interval, 100ms, 1h},
       "How much time a row covers."},
      {"serving.hbase.predictions.keep",
       duration_key{&s.serving.hbase.predictions.keep, 1min, 8760h},
       "Older rows are deleted; readers take the newest. A day is what "
       "their longest graph needs many times over."},

      {"http.address", text_key{&s.http.address, &rules::host},
       "Where to listen. Loopback by default: there is no login, so put a "
       "proxy "
       "with TLS in front to publish it."},
      {"http.port", number_key{&s.http.port, 0, 65535, ""},
       "The port to listen on. 0 takes a free one and logs which."},
      {"http.also-ports", ports_key{&s.http.also_ports, 8},
       "Further ports with the same answers, for readers of older systems "
       "(5000, 5001)."},
      {"http.hosts", list_key{&s.http.hosts, &rules::host_header, 0, 64},
       "Names that the Host header may carry besides localhost and the address "
       "listened on: those of the proxy in front. Others are refused, against "
       "DNS rebinding."},
      {"http.frame-origins",
       list_key{&s.http.frame_origins, &rules::origin, 0, 64},
       "Pages that may embed /widget in a frame. None by default."},
      {"http.cors-origins",
       list_key{&s.http.cors_origins, &rules::origin_or_any, 0, 64},
       "Pages of other origins whose scripts may read /api/v1. None by "
       "default."},
      {"http.update-data", flag_key{&s.http.update_data},
       "Whether POST /updateData may replace what /refreshData and /widget "
       "show. "
       "There is no login: anybody who reaches the port may."},
      {"http.stream-clients-max",
       number_key{&s.http.stream_clients_max, 0, 16'384, "clients"},
       "Readers of /api/v1/stream at once, besides connections-max; each holds "
       "an open file and up to 200 KiB. Above 1000 updates a second over all "
       "of "
       "them each gets fewer; further ones get 503."},
      {"http.connections-max",
       number_key{&s.http.connections_max, 8, 16'384, "connections"},
       "Open connections at once that are not streams, so that a flood cannot "
       "use up memory and files. The one that has kept us waiting longest "
       "makes "
       "room for the next."},

      {"scheduler.threads", number_key{&s.scheduler.threads, 0, 256, "threads"},
       "Threads that run the actors. 0: one a core, which is right unless the "
       "machine is shared."},

      {"log.level", text_key{&s.log.level, &rules::log_level},
       "The least important messages that are shown. error means lost data, or "
       "that the operator must act."},
      {"log.format", choice(s.log.format, {"text", "json"}),
       "text for people, json (one object a line) for log collectors. The log "
       "goes to standard error."},
  };
}

std::string_view about_section(std::string_view section) {
  static const std::map<std::string_view, std::string_view> sections{
      {"source", "What is read."},
      {"source.log", "For source.kind = \"log\"."},
      {"source.kafka", "For source.kind = \"kafka\"."},
      {"source.socket", "For source.kind = \"socket\"."},
      {"consumer", "One a partition: reads, decodes and batches records."},
      {"hashtag-counter", "The leg that counts hashtags."},
      {"word-counter", "The leg that counts words."},
      {"classifier", "The leg that tells positive from negative tweets."},
      {"aggregator", "Joins the legs, counts, and makes the counts durable."},
      {"lists", "What is used most lately, and what is rising."},
      {"lists.rule", "What makes a tag a trend; see runtime/count."},
      {"store", "Where the counts are kept."},
      {"store.rocksdb", "For store.kind = \"rocksdb\"."},
      {"store.hbase", "For store.kind = \"hbase\"."},
      {"dead-letters", "What becomes of records that cannot be read."},
      {"serving.hbase.hashtags",
       "Tables in HBase for the readers of older systems, each off unless it "
       "is wanted. Host, port and time-outs are those of store.hbase, also "
       "with store.kind = \"rocksdb\"."},
      {"http", "The API and the page."},
      {"scheduler", "What the actors run on."},
      {"log", "The engine's own log."},
  };
  auto found = sections.find(section);
  return found == sections.end() ? std::string_view{} : found->second;
}

const std::vector<std::string_view>& key_names() {
  static const auto names = [] {
    settings defaults;
    std::vector<std::string_view> result;
    for (auto& key : keys_of(defaults))
      result.push_back(key.name);
    return result;
  }();
  return names;
}

std::string_view section_of(std::string_view name) {
  auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{}
                                       : name.substr(0, dot);
}

} // namespace murmuration
