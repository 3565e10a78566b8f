#include "runtime/letters/kafka/producer.hpp"

#include <chrono>
#include <utility>

#include "runtime/letters/kafka/letter_message.hpp"
#include "runtime/letters/letter_sink.hpp"

namespace murmuration::letters {

namespace {

// A transaction is over long before its time-out.
constexpr std::size_t letters_max = 5'000;
constexpr std::size_t bytes_max = 16u << 20;
// Brokers take requests of 100 MiB at most; a longer value is left out.
constexpr std::size_t value_bytes_max = 32u << 20;

using clock = std::chrono::steady_clock;

std::string text_of(const error_ptr& error) {
  return rd_kafka_error_string(error.get());
}

} // namespace

producer::producer(const kafka_letters_options& options)
  : options_(options) {
  auto conf = make_conf(options, role::writer);
  // Its opaque is the options, for the log: reports come as events.
  rd_kafka_conf_set_events(conf.get(), RD_KAFKA_EVENT_DR);
  handle_ = make_client(options, role::writer, std::move(conf));
}

void producer::poll(int ms) {
  queue_ptr reports{rd_kafka_queue_get_main(handle_.get())};
  for (event_ptr event{rd_kafka_queue_poll(reports.get(), ms)}; event;
       event.reset(rd_kafka_queue_poll(reports.get(), 0)))
    while (const auto* message = rd_kafka_event_message_next(event.get())) {
      auto place = reinterpret_cast<std::size_t>(message->_private);
      if (message->err == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
        reports_.too_large.insert(place);
      else if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        reports_.other = message->err;
    }
}

std::string producer::take_over() {
  error_ptr error{rd_kafka_init_transactions(handle_.get(), timeout_ms)};
  if (!error)
    return {};
  return trouble(options_,
                 "the transactional id " + options_.transactional_id
                     + " cannot be taken over, check that brokers are there "
                       "and allow it",
                 text_of(error));
}

std::string producer::write(std::int32_t partition,
                            const topic_partition& source, generation gen,
                            std::span<const dead_letter> letters) {
  while (!letters.empty()) {
    std::size_t count = 0;
    for (std::size_t bytes = 0;
         count < letters.size() && count < letters_max && bytes < bytes_max;
         ++count)
      bytes += letters[count].value.size() + letters[count].key.size();
    auto error = transact(partition, source, gen, letters.first(count));
    if (!error.empty())
      return error;
    letters = letters.subspan(count);
  }
  return {};
}

/// One transaction. Values that the topic does not take are left out of a
/// second or third attempt.
std::string producer::transact(std::int32_t partition,
                               const topic_partition& source, generation gen,
                               std::span<const dead_letter> letters) {
  std::set<std::size_t> without_value;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (letters[i].value.size() > value_bytes_max)
      without_value.insert(i);
  for (int attempt = 0; attempt < 3; ++attempt) {
    reports_ = {};
    error_ptr error{rd_kafka_begin_transaction(handle_.get())};
    if (error)
      return trouble(options_, "no transaction", text_of(error));
    for (std::size_t i = 0; i < letters.size(); ++i) {
      auto failed = send(partition, source, gen, letters[i], i,
                         !without_value.contains(i));
      if (!failed.empty())
        return failed;
    }
    // Every message is reported within its time-out, one way or the other.
    auto until = clock::now() + std::chrono::milliseconds(timeout_ms + 2000);
    while (rd_kafka_outq_len(handle_.get()) > 0) {
      if (clock::now() > until)
        return trouble(options_, "not written", "no reports");
      poll(100);
    }
    if (reports_.other == RD_KAFKA_RESP_ERR_NO_ERROR
        && reports_.too_large.empty()) {
      error.reset(rd_kafka_commit_transaction(handle_.get(), timeout_ms));
      return error ? trouble(options_, "not committed", text_of(error)) : "";
    }
    if (reports_.too_large.empty())
      return trouble(options_, "not written", reports_.other);
    without_value.insert(reports_.too_large.begin(), reports_.too_large.end());
    error.reset(rd_kafka_abort_transaction(handle_.get(), timeout_ms));
    if (error)
      return trouble(options_, "not written", text_of(error));
  }
  return trouble(options_,
                 "not written, it takes not even letters without "
                 "their values, raise its max.message.bytes",
                 RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE);
}

std::string producer::send(std::int32_t partition,
                           const topic_partition& source, generation gen,
                           const dead_letter& letter, std::size_t place,
                           bool with_value) {
  auto key = letter_key(source, letter.at);
  // A too_large record came without its value.
  auto value = with_value && letter.value.size() == letter.value_bytes
                   ? letter.value
                   : std::string_view{};
  auto until = clock::now() + std::chrono::milliseconds(timeout_ms);
  for (;;) {
    auto headers = headers_of(source, gen, letter);
    auto error = rd_kafka_producev(
        handle_.get(), RD_KAFKA_V_TOPIC(options_.topic.c_str()),
        RD_KAFKA_V_PARTITION(partition),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_KEY(key.data(), key.size()),
        RD_KAFKA_V_VALUE(const_cast<char*>(value.data()), value.size()),
        RD_KAFKA_V_HEADERS(headers.get()),
        RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(place)), RD_KAFKA_V_END);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      // The message owns them now.
      static_cast<void>(headers.release());
      return {};
    }
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL || clock::now() > until)
      return trouble(options_, "not written", error);
    poll(10);
  }
}

} // namespace murmuration::letters
