#include "runtime/letters/kafka/client.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace murmuration::letters {

namespace {

using properties = std::map<std::string, std::string>;

std::string joined(const std::vector<std::string>& xs) {
  std::string result;
  for (const auto& x : xs)
    result += (result.empty() ? "" : ",") + x;
  return result;
}

/// The user's come first: what exactness rests on is ours.
properties properties_of(const kafka_letters_options& options, role as) {
  auto result = options.properties;
  auto set = [&](const properties& ours) {
    for (const auto& [name, value] : ours)
      result[name] = value;
  };
  set({{"bootstrap.servers", joined(options.brokers)},
       {"client.id", options.transactional_id},
       {"socket.keepalive.enable", "true"},
       {"log.connection.close", "false"}});
  if (as == role::writer)
    set({{"transactional.id", options.transactional_id},
         {"enable.idempotence", "true"},
         {"acks", "all"},
         {"message.timeout.ms", std::to_string(timeout_ms)},
         // Also how long a transaction that an engine left open can hold up
         // the readers of the topic.
         {"transaction.timeout.ms", std::to_string(timeout_ms + 5000)},
         {"linger.ms", "5"},
         // A refusal for its size concerns few letters.
         {"batch.size", "65536"},
         {"message.max.bytes", "67108864"}});
  else
    set({{"isolation.level",
          as == role::reader ? "read_committed" : "read_uncommitted"},
         {"enable.partition.eof", "true"},
         {"enable.auto.commit", "false"},
         {"auto.offset.reset", "error"},
         {"check.crcs", "true"},
         {"allow.auto.create.topics", "false"},
         {"fetch.wait.max.ms", "50"},
         {"queued.max.messages.kbytes", "16384"},
         {"receive.message.max.bytes", "1073741824"}});
  return result;
}

void pass_log(const rd_kafka_t* handle, int level, const char* facility,
              const char* text) {
  const auto& options =
      *static_cast<const kafka_letters_options*>(rd_kafka_opaque(handle));
  // Warnings are of retries, and of consumer properties that the producer does
  // not need; what comes to nothing is told as an error.
  if (options.log)
    options.log(level == 4 ? 5 : level, std::string{facility} + ": " + text);
}

} // namespace

conf_ptr make_conf(const kafka_letters_options& options, role as) {
  conf_ptr conf{rd_kafka_conf_new()};
  std::array<char, 512> text{};
  for (const auto& [name, value] : properties_of(options, as))
    if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), text.data(),
                          text.size())
        != RD_KAFKA_CONF_OK)
      throw std::invalid_argument{"source.kafka, property " + name + ": "
                                  + text.data()};
  rd_kafka_conf_set_log_cb(conf.get(), pass_log);
  rd_kafka_conf_set_opaque(conf.get(),
                           const_cast<kafka_letters_options*>(&options));
  return conf;
}

handle_ptr make_client(const kafka_letters_options& options, role as,
                       conf_ptr conf) {
  std::array<char, 512> text{};
  handle_ptr made{
      rd_kafka_new(as == role::writer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER,
                   conf.get(), text.data(), text.size())};
  if (!made)
    throw std::invalid_argument{trouble(options, "no client", text.data())};
  // The handle owns it now.
  static_cast<void>(conf.release());
  return made;
}

std::string trouble(const kafka_letters_options& options,
                    const std::string& what, const std::string& why) {
  return "dead-letters.topic " + options.topic + ": " + what + ": " + why;
}

std::string trouble(const kafka_letters_options& options,
                    const std::string& what, rd_kafka_resp_err_t why) {
  return trouble(options, what, rd_kafka_err2str(why));
}

} // namespace murmuration::letters
