#include "runtime/decode/decoder.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "runtime/decode/json_text.hpp"
#include "runtime/decode/python_text.hpp"
#include "runtime/decode/record_scan.hpp"
#include "runtime/decode/tag_key.hpp"
#include "runtime/decode/time.hpp"
#include "runtime/decode/token_index.hpp"

namespace murmuration {

namespace {

decoded counted(record_format format) {
  return {outcome::counted, malformed_reason::none, format};
}

decoded skipped(record_format format) {
  return {outcome::skipped, malformed_reason::none, format};
}

decoded malformed(malformed_reason reason, record_format format) {
  return {outcome::malformed, reason, format};
}

/// Why a record that begins like JSON could not be read. When several reasons
/// hold, the first of this order is named.
malformed_reason why_broken(std::string_view value, std::size_t depth_max) {
  if (!is_utf8(value))
    return malformed_reason::bad_utf8;
  if (nested_deeper(value, depth_max))
    return malformed_reason::too_deep;
  return malformed_reason::bad_json;
}

/// Whether an object's first name is in single quotes or has Python's prefix;
/// such a record needs no attempt to read it as JSON.
bool begins_like_python(std::string_view value, std::size_t first) {
  if (value[first] != '{')
    return false;
  auto next = value.find_first_not_of(" \t\r\n", first + 1);
  return next != std::string_view::npos
         && (value[next] == '\'' || value[next] == 'u' || value[next] == 'U');
}

/// A text and the tags that go with it.
struct counted_text {
  raw_text text;
  raw_tags tags;
};

counted_text text_of(const raw_tweet& from) {
  if (from.long_text.data())
    return {from.long_text, from.long_tags};
  return {from.full_text.data() ? from.full_text : from.text, from.tags};
}

const raw_tweet* retweet_in(const raw_record& record) {
  const auto& id = record.data.retweeted_id;
  auto at = std::find_if(record.included.begin(), record.included.end(),
                         [&id](const raw_tweet& x) {
                           return !id.empty() && x.id == id && x.has_text();
                         });
  return at == record.included.end() ? nullptr : &*at;
}

raw_text author_in(const raw_record& record) {
  const auto& id = record.data.author_id;
  auto at = std::find_if(
      record.users.begin(), record.users.end(), [&id](const raw_user& x) {
        return !id.empty() && x.id == id && !x.username.empty();
      });
  return at == record.users.end() ? id : at->username;
}

} // namespace

struct decoder::parts {
  explicit parts(std::size_t depth_max)
    : scan(depth_max)
    , python(depth_max)
    , depth(depth_max) {}

  /// Copies into `bytes` what the tweet keeps of the record.
  void keep(const raw_tweet& own, const raw_tweet& inner, raw_text author,
            arena& bytes, tweet& out, std::vector<hashtag>& entity_tags) {
    auto chosen = text_of(inner);
    auto top = own.text.data() ? own.text : text_of(own).text;
    out.id = unescape(own.id_str.empty() ? own.id : own.id_str, bytes);
    out.author = unescape(author, bytes);
    out.created_at = unescape(own.created_at, bytes);
    out.lang = unescape(own.lang, bytes);
    out.text = unescape(chosen.text, bytes);
    out.top_text =
        top.data() == chosen.text.data() ? out.text : unescape(top, bytes);
    out.event_ms = event_ms(out.created_at);
    out.has_entities = chosen.tags.present;
    out.tags_first = static_cast<std::uint32_t>(entity_tags.size());
    const auto* tags = scan.found.tags.data() + chosen.tags.first;
    for (std::uint32_t i = 0; i < chosen.tags.count; ++i) {
      auto text = without_hash_sign(unescape(tags[i].text, bytes));
      if (!text.empty())
        entity_tags.push_back({text, tags[i].start, tags[i].end});
    }
    out.tags_count =
        static_cast<std::uint32_t>(entity_tags.size()) - out.tags_first;
  }

  /// Tweets of one second come together: what was parsed last is remembered,
  /// unless it is longer than Twitter's.
  static constexpr std::size_t remembered_bytes_max = 64;
  std::int64_t event_ms(std::string_view created_at) {
    if (created_at == last_created_at)
      return last_event_ms;
    auto parsed = parse_created_at(created_at);
    if (created_at.size() <= remembered_bytes_max) {
      last_created_at = created_at;
      last_event_ms = parsed;
    }
    return parsed;
  }

  /// An object or an array: JSON, or what Python prints of the same.
  decoded container(std::string_view value, bool begins_like_python,
                    arena& bytes, tweet& out,
                    std::vector<hashtag>& entity_tags) {
    if (!begins_like_python && scan.run(value))
      return found(record_format::v1, record_format::v2, bytes, out,
                   entity_tags);
    constexpr auto format = record_format::python;
    auto reason = python.translate(value);
    if (reason == malformed_reason::none && scan.run(python.json()))
      return found(format, format, bytes, out, entity_tags);
    if (!begins_like_python)
      return malformed(why_broken(value, depth), record_format::v1);
    if (!is_utf8(value))
      reason = malformed_reason::bad_utf8;
    else if (reason == malformed_reason::none)
      reason = malformed_reason::bad_json;
    return malformed(reason, format);
  }

  /// What the last scan found.
  decoded found(record_format v1, record_format v2, arena& bytes, tweet& out,
                std::vector<hashtag>& entity_tags) {
    const auto& record = scan.found;
    if (!record.is_object)
      return malformed(malformed_reason::not_a_tweet, v1);
    if (record.has_data && record.data.has_text()) {
      const auto* retweet = retweet_in(record);
      keep(record.data, retweet ? *retweet : record.data, author_in(record),
           bytes, out, entity_tags);
      return counted(v2);
    }
    if (record.top.has_text()) {
      const auto& author = record.top.screen_name;
      keep(record.top,
           record.retweeted.has_text() ? record.retweeted : record.top,
           author.empty() ? record.top.user_id : author, bytes, out,
           entity_tags);
      return counted(v1);
    }
    const auto format = record.has_data ? v2 : v1;
    if (!record.notice)
      return malformed(malformed_reason::not_a_tweet, format);
    auto told = skipped(format);
    const auto& gone = record.deleted;
    told.deleted = bytes.copy(gone.id_str.empty() ? gone.id : gone.id_str);
    return told;
  }

  decoded json_string(std::string_view value, arena& bytes, tweet& out) {
    constexpr auto format = record_format::json_text;
    if (!scan.run_string(value))
      return malformed(why_broken(value, depth), format);
    out = {};
    out.text = out.top_text = unescape(scan.string, bytes);
    return counted(format);
  }

  record_scan scan;
  python_text python;
  std::size_t depth;
  std::string last_created_at;
  std::int64_t last_event_ms = 0;
};

decoder::decoder(std::size_t depth_max)
  : parts_(std::make_unique<parts>(depth_max)) {}

decoder::~decoder() = default;

decoded decoder::decode(std::string_view value, arena& bytes, tweet& out,
                        std::vector<hashtag>& entity_tags) {
  auto first = value.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return skipped(record_format::text);
  switch (value[first]) {
    case '{':
    case '[':
      return parts_->container(value, begins_like_python(value, first), bytes,
                               out, entity_tags);
    case '"':
      return parts_->json_string(value, bytes, out);
    default:
      break;
  }
  if (!is_utf8(value))
    return malformed(malformed_reason::bad_utf8, record_format::text);
  out = {};
  out.text = out.top_text = bytes.copy(value);
  return counted(record_format::text);
}

} // namespace murmuration
