#include "tools/tweets/stream_line.hpp"

#include <algorithm>
#include <charconv>

#include "tools/tweets/json_reading.hpp"

namespace murmuration::tweets {
namespace {

constexpr std::size_t words_max = 500;

std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  if (text.size() > words_max)
    text.resize(words_max);
  return text;
}

void add_words(std::string& to, const std::string& more) {
  if (more.empty() || to.find(more) != std::string::npos)
    return;
  if (!to.empty())
    to += ": ";
  to += more;
}

/// Of one error object of either version.
std::string words_of(const rapidjson::Value& error) {
  std::string result;
  for (const auto* name : {"title", "reason", "detail", "message"})
    add_words(result, text_of(error, name));
  return result;
}

std::string words_in(const rapidjson::Value& body) {
  auto result = words_of(body);
  const auto* errors = member(body, "errors");
  if (errors == nullptr || !errors->IsArray())
    return result;
  for (const auto& x : errors->GetArray())
    add_words(result, words_of(x));
  return result;
}

trouble why_of(const rapidjson::Value& error) {
  return text_of(error, "connection_issue") == "TooManyConnections"
             ? trouble::rate_limit
             : trouble::network;
}

void take_id(stream_line& line, std::string id) {
  std::uint64_t number = 0;
  auto end = id.data() + id.size();
  auto read = std::from_chars(id.data(), end, number);
  if (id.empty() || read.ec != std::errc{} || read.ptr != end)
    return;
  line.id = std::move(id);
  line.number = number;
}

stream_line disconnect(std::string reason, trouble why) {
  stream_line result;
  result.what = stream_line::kind::disconnect;
  result.reason = reason.empty() ? "no reason given" : one_line(reason);
  result.why = why;
  return result;
}

/// An object without a tweet's text.
stream_line read_notice(std::string_view line) {
  using kind = stream_line::kind;
  stream_line result;
  result.what = kind::record;
  rapidjson::Document json;
  // The engine takes more than RapidJSON: halves of surrogate pairs.
  if (!parse(json, line) || !json.IsObject())
    return result;
  if (const auto* data = member(json, "data");
      data != nullptr && data->IsObject()) {
    take_id(result, text_of(*data, "id"));
    return result;
  }
  if (const auto* x = member(json, "disconnect"); x != nullptr)
    return disconnect(words_of(*x), trouble::network);
  if (const auto* errors = member(json, "errors");
      errors != nullptr && errors->IsArray() && !errors->Empty())
    return disconnect(words_in(json), why_of((*errors)[0]));
  if (member(json, "connection_issue") != nullptr)
    return disconnect(words_of(json), why_of(json));
  return result;
}

} // namespace

stream_line stream_line_reader::read(std::string_view line) {
  using kind = stream_line::kind;
  stream_line result;
  auto first = line.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    result.what = kind::heart_beat;
    return result;
  }
  if (line[first] != '{')
    return result;
  // The decoder wants 64 readable bytes behind the value.
  (padded_ = line).append(64, ' ');
  arena bytes;
  tweet read;
  tags_.clear();
  auto found =
      decoder_.decode({padded_.data(), line.size()}, bytes, read, tags_);
  if (found.what == outcome::malformed
      && found.reason != malformed_reason::not_a_tweet)
    return result;
  if (found.what != outcome::counted)
    return read_notice(line);
  result.what = kind::record;
  take_id(result, std::string{read.id});
  return result;
}

std::string error_words(std::string_view body) {
  rapidjson::Document json;
  std::string words;
  if (parse(json, body))
    words = words_in(json);
  return one_line(words.empty() ? std::string{body.substr(0, words_max)}
                                : words);
}

} // namespace murmuration::tweets
