#include "runtime/source/kafka/client.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <utility>

#include "runtime/source/kafka/properties.hpp"

namespace murmuration::kafka {

namespace {

/// librdkafka 2.2.
constexpr int knows_queue_backoff = 0x02020000;

void pass_log(const rd_kafka_t* handle, int level, const char* facility,
              const char* text) {
  const auto& options =
      *static_cast<const kafka_options*>(rd_kafka_opaque(handle));
  if (options.log)
    options.log(level, std::string{facility} + ": " + text);
}

thread_local std::string met_error;

void keep_error(rd_kafka_t*, int, const char* text, void*) {
  met_error = text;
}

conf_ptr make_conf(const kafka_options& options, client::role as) {
  conf_ptr conf{rd_kafka_conf_new()};
  std::array<char, 512> text{};
  auto properties = properties_of(options, as == client::role::group);
  // Until then a request makes it look at a full queue again, see `lookup`.
  if (rd_kafka_version() >= knows_queue_backoff)
    properties.try_emplace("fetch.queue.backoff.ms", "10");
  for (const auto& [name, value] : properties)
    if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), text.data(),
                          text.size())
        != RD_KAFKA_CONF_OK)
      throw std::invalid_argument{"source.kafka, property " + name + ": "
                                  + text.data()};
  rd_kafka_conf_set_events(conf.get(),
                           RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR);
  rd_kafka_conf_set_log_cb(conf.get(), pass_log);
  rd_kafka_conf_set_error_cb(conf.get(), keep_error);
  rd_kafka_conf_set_opaque(conf.get(), const_cast<kafka_options*>(&options));
  return conf;
}

std::size_t number_of(rd_kafka_t* handle, const char* property) {
  std::array<char, 32> text{};
  auto size = text.size();
  rd_kafka_conf_get(rd_kafka_conf(handle), property, text.data(), &size);
  return std::stoull(text.data());
}

} // namespace

client::client(const kafka_options& options, role as) {
  auto conf = make_conf(options, as);
  std::array<char, 512> text{};
  handle_ =
      rd_kafka_new(RD_KAFKA_CONSUMER, conf.get(), text.data(), text.size());
  if (handle_ == nullptr)
    throw std::invalid_argument{std::string{"source.kafka: "} + text.data()};
  // The handle owns it now.
  static_cast<void>(conf.release());
  rd_kafka_poll_set_consumer(handle_);
  events_.reset(rd_kafka_queue_get_consumer(handle_));
}

client::~client() {
  events_.reset();
  rd_kafka_destroy_flags(handle_, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

client::prefetch client::held_max() const {
  return {number_of(handle_, "queued.min.messages"),
          number_of(handle_, "queued.max.messages.kbytes") * 1024};
}

std::string client::take_error() {
  return std::exchange(met_error, {});
}

} // namespace murmuration::kafka
