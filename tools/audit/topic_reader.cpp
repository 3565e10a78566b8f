#include <array>
#include <chrono>
#include <string>

#include <librdkafka/rdkafka.h>

#include "tools/audit/difference.hpp"
#include "tools/audit/reader.hpp"

namespace murmuration::audit {

namespace {

using clock = std::chrono::steady_clock;

/// A broker that says nothing for so long is not there.
constexpr std::chrono::seconds silence_max{30};
constexpr int ask_ms = 15'000;

template <class T, void (*Free)(T*)>
struct freed_by {
  void operator()(T* x) const {
    Free(x);
  }
};

template <class T, void (*Free)(T*)>
using owned = std::unique_ptr<T, freed_by<T, Free>>;

using message = owned<rd_kafka_message_t, rd_kafka_message_destroy>;
using list = owned<rd_kafka_topic_partition_list_t,
                   rd_kafka_topic_partition_list_destroy>;

class topic_reader final : public record_reader {
public:
  topic_reader(const settings& config, topic_partition source,
               std::int64_t from)
    : source_(std::move(source))
    , max_(config.source.record_bytes_max)
    , position_(from) {
    client_.reset(connect(config));
    rd_kafka_poll_set_consumer(client_.get());
    earliest_ = ask_earliest();
    position_ = std::max(position_, earliest_);
    list wanted{rd_kafka_topic_partition_list_new(1)};
    rd_kafka_topic_partition_list_add(wanted.get(), source_.topic.c_str(),
                                      source_.partition.value)
        ->offset = position_;
    check(rd_kafka_assign(client_.get(), wanted.get()));
  }

  std::int64_t earliest() override {
    return earliest_;
  }
  std::int64_t position() const override {
    return position_;
  }

  bool next(source_record& out, std::int64_t until) override {
    auto deadline = clock::now() + silence_max;
    while (!waiting_) {
      if (position_ >= until)
        return false;
      constexpr int look_ms = 200;
      message got{rd_kafka_consumer_poll(client_.get(), look_ms)};
      if (!got) {
        if (clock::now() > deadline)
          fail("the broker was silent for 30 s" + trouble_);
      } else if (got->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        // Behind the last record there may be offsets without one.
        position_ = std::max(position_, got->offset);
        if (position_ < until)
          return false;
      } else if (got->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        waiting_ = std::move(got);
      } else if (got->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) {
        fail("retention took its records while they were read");
      } else {
        trouble_ = std::string{" ("} + rd_kafka_message_errstr(got.get()) + ")";
      }
    }
    position_ = waiting_->offset;
    if (position_ >= until)
      return false;
    given_ = std::move(waiting_);
    position_ = given_->offset + 1;
    out = {};
    out.at = given_->offset;
    out.next = position_;
    out.tombstone = given_->payload == nullptr;
    out.too_large = given_->len > max_;
    if (!out.tombstone && !out.too_large)
      out.value = {static_cast<const char*>(given_->payload), given_->len};
    rd_kafka_timestamp_type_t kind{};
    auto ms = rd_kafka_message_timestamp(given_.get(), &kind);
    out.timestamp_ms = kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? -1 : ms;
    return true;
  }

private:
  [[noreturn]] void fail(const std::string& why) const {
    throw cannot_audit{"Kafka, " + to_string(source_) + ": " + why};
  }

  void check(rd_kafka_resp_err_t code) const {
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
      fail(rd_kafka_err2str(code));
  }

  rd_kafka_t* connect(const settings& config) {
    const auto& kafka = config.source.kafka;
    std::string brokers;
    for (const auto& one : kafka.brokers)
      brokers += (brokers.empty() ? "" : ",") + one;
    auto all = kafka.properties;
    all["bootstrap.servers"] = brokers;
    all["group.id"] = "murmuration-audit"; // Never joined, nothing committed.
    all["client.id"] = "murmuration-audit";
    all["enable.auto.commit"] = "false";
    all["auto.offset.reset"] = "error";
    all["isolation.level"] = "read_committed";
    all["enable.partition.eof"] = "true";
    all["check.crcs"] = "true";
    all["allow.auto.create.topics"] = "false";
    all["queued.max.messages.kbytes"] = "16384";
    auto* conf = rd_kafka_conf_new();
    std::array<char, 512> text{};
    for (const auto& [name, value] : all)
      if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), text.data(),
                            text.size())
          != RD_KAFKA_CONF_OK) {
        rd_kafka_conf_destroy(conf);
        fail("property " + name + ": " + text.data());
      }
    // What matters comes back from a call; the terminal is for the report.
    rd_kafka_conf_set_log_cb(conf, nullptr);
    auto* made =
        rd_kafka_new(RD_KAFKA_CONSUMER, conf, text.data(), text.size());
    if (!made) {
      rd_kafka_conf_destroy(conf);
      fail(text.data());
    }
    return made;
  }

  std::int64_t ask_earliest() const {
    std::int64_t low = 0;
    std::int64_t high = 0;
    check(rd_kafka_query_watermark_offsets(client_.get(), source_.topic.c_str(),
                                           source_.partition.value, &low, &high,
                                           ask_ms));
    return low;
  }

  topic_partition source_;
  std::uint64_t max_;
  std::string trouble_; ///< the last thing that librdkafka told
  // The client must go after its messages: it waits for them.
  owned<rd_kafka_t, rd_kafka_destroy> client_;
  std::int64_t position_;
  std::int64_t earliest_ = 0;
  message waiting_; ///< read, and not yet asked for
  message given_;
};

} // namespace

std::unique_ptr<record_reader> open_topic(const settings& config,
                                          const topic_partition& source,
                                          std::int64_t from) {
  return std::make_unique<topic_reader>(config, source, from);
}

} // namespace murmuration::audit
