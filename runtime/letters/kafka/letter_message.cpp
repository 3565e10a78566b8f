#include "runtime/letters/kafka/letter_message.hpp"

#include <charconv>
#include <string>
#include <string_view>

#include "messages/names.hpp"

namespace murmuration::letters {

namespace {

constexpr const char* generation_header = "murmuration.generation";

void add(rd_kafka_headers_t* to, const char* name, std::string_view value) {
  rd_kafka_header_add(to, name, -1, value.data(),
                      static_cast<ssize_t>(value.size()));
}

template <class Number>
bool read(std::string_view text, Number& to) {
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

headers_ptr headers_of(const topic_partition& source, generation gen,
                       const dead_letter& letter) {
  headers_ptr result{rd_kafka_headers_new(8)};
  auto* to = result.get();
  add(to, "murmuration.reason", name_of(letter.reason));
  add(to, "murmuration.topic", source.topic);
  add(to, "murmuration.partition", std::to_string(source.partition.value));
  add(to, "murmuration.offset", std::to_string(letter.at.value));
  add(to, generation_header, std::to_string(gen.value));
  if (letter.timestamp_ms >= 0)
    add(to, "murmuration.timestamp-ms", std::to_string(letter.timestamp_ms));
  if (!letter.key.empty())
    add(to, "murmuration.key", letter.key);
  add(to, "murmuration.value-bytes", std::to_string(letter.value_bytes));
  return result;
}

std::optional<position> place_in(const topic_partition& source,
                                 const rd_kafka_message_t& message) {
  std::string_view key{static_cast<const char*>(message.key), message.key_len};
  auto ours = to_string(source) + "/";
  position at;
  if (!key.starts_with(ours) || !read(key.substr(ours.size()), at.next.value))
    return std::nullopt;
  rd_kafka_headers_t* headers = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR
      || rd_kafka_header_get_last(headers, generation_header, &value, &size)
             != RD_KAFKA_RESP_ERR_NO_ERROR
      || !read({static_cast<const char*>(value), size}, at.gen.value))
    return std::nullopt;
  return at;
}

} // namespace murmuration::letters
