#include "runtime/letters/file/letter_line.hpp"

#include <cstdint>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "messages/names.hpp"
#include "runtime/decode/token_index.hpp"
#include "runtime/letters/letter_sink.hpp"

namespace murmuration::letters {

namespace {

using writer = rapidjson::Writer<rapidjson::StringBuffer>;

void text(writer& out, std::string_view x) {
  out.String(x.data(), static_cast<rapidjson::SizeType>(x.size()));
}

std::string base64(std::string_view bytes) {
  static constexpr char digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  result.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    auto at = [&](std::size_t n) {
      return n < bytes.size() ? static_cast<unsigned char>(bytes[n]) : 0u;
    };
    auto three = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    for (int shift = 18; shift >= 0; shift -= 6)
      result += digits[three >> shift & 63];
  }
  for (auto left = bytes.size() % 3; left > 0 && left < 3; ++left)
    result[result.size() - (3 - left)] = '=';
  return result;
}

/// `name` or `name_base64`, and the bytes.
void bytes(writer& out, const std::string& name, std::string_view x) {
  auto plain = is_utf8(x);
  out.Key((plain ? name : name + "_base64").c_str());
  if (plain)
    text(out, x);
  else
    text(out, base64(x));
}

/// Collects the members up to `generation`, which stand first.
struct head_handler
  : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, head_handler> {
  bool Default() {
    return false; // what is no letter needs no end
  }
  bool StartObject() {
    return ++depth == 1;
  }
  bool Key(const char* x, rapidjson::SizeType size, bool) {
    name.assign(x, size);
    return name != "reason";
  }
  bool String(const char* x, rapidjson::SizeType size, bool) {
    if (name == "topic")
      found.source.topic.assign(x, size);
    return true;
  }
  bool Int(int x) {
    return Int64(x);
  }
  bool Uint(unsigned x) {
    return Int64(x);
  }
  bool Uint64(std::uint64_t x) {
    return Int64(static_cast<std::int64_t>(x));
  }
  bool Int64(std::int64_t x) {
    if (name == "partition")
      found.source.partition.value = static_cast<std::int32_t>(x);
    else if (name == "offset")
      found.at.next.value = x;
    else if (name == "generation")
      found.at.gen.value = static_cast<std::uint32_t>(x);
    complete = complete || name == "generation";
    return true;
  }

  line_head found;
  std::string name;
  int depth = 0;
  bool complete = false;
};

} // namespace

std::string to_line(const topic_partition& source, generation gen,
                    const dead_letter& letter) {
  rapidjson::StringBuffer buffer;
  writer out{buffer};
  out.StartObject();
  out.Key("key");
  text(out, letter_key(source, letter.at));
  out.Key("topic");
  text(out, source.topic);
  out.Key("partition");
  out.Int(source.partition.value);
  out.Key("offset");
  out.Int64(letter.at.value);
  out.Key("generation");
  out.Uint(gen.value);
  out.Key("reason");
  text(out, name_of(letter.reason));
  out.Key("timestamp_ms");
  if (letter.timestamp_ms >= 0)
    out.Int64(letter.timestamp_ms);
  else
    out.Null();
  if (!letter.key.empty())
    bytes(out, "record_key", letter.key);
  out.Key("value_bytes");
  out.Uint64(letter.value_bytes);
  if (letter.value.size() == letter.value_bytes) {
    bytes(out, "value", letter.value);
  } else {
    out.Key("value");
    out.Null();
  }
  out.EndObject();
  buffer.Put('\n');
  return {buffer.GetString(), buffer.GetSize()};
}

std::optional<line_head> read_head(std::string_view begin) {
  if (!begin.starts_with(line_prefix))
    return std::nullopt;
  rapidjson::MemoryStream in{begin.data(), begin.size()};
  rapidjson::Reader reader;
  head_handler handler;
  // It stops at `reason`, or fails at the end of what was given.
  reader.Parse(in, handler);
  return handler.complete ? std::optional{std::move(handler.found)}
                          : std::nullopt;
}

} // namespace murmuration::letters
