#include "tools/inspect/report.hpp"

#include <rapidjson/writer.h>

#include "messages/names.hpp"
#include "runtime/decode/hashtags.hpp"
#include "runtime/decode/tag_key.hpp"

namespace murmuration::inspect {

namespace {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

void put(json_writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void put_or_null(json_writer& json, const char* key, std::string_view text) {
  json.Key(key);
  if (text.empty())
    json.Null();
  else
    put(json, text);
}

void put_tag(json_writer& json, const hashtag& tag, arena& bytes) {
  auto key = tag_key(tag.text, bytes);
  if (key.empty() || tag.text.size() > tag_bytes_max)
    return;
  json.StartObject();
  json.Key("text");
  put(json, tag.text);
  json.Key("key");
  put(json, key);
  json.Key("start");
  json.Uint(tag.start);
  json.Key("end");
  json.Uint(tag.end);
  json.EndObject();
}

} // namespace

reporter::reporter(const language_filter& languages,
                   const sentiment_model* model)
  : languages_(languages)
  , model_(model) {}

std::string_view reporter::of(std::string_view record) {
  arena bytes;
  tweet read;
  tags_.clear();
  auto fate = decoder_.decode(record, bytes, read, tags_);
  if (fate.what == outcome::counted && !read.has_entities)
    extract_hashtags(read.text, tags_);
  return write(fate, read, bytes);
}

std::string_view reporter::of_too_large() {
  arena bytes;
  tags_.clear();
  return write(
      {outcome::malformed, malformed_reason::too_large, record_format::text},
      {}, bytes);
}

sentiment_model::verdict reporter::judge(const tweet& read) const {
  if (!model_ || !languages_.covers(read.lang))
    return {};
  return model_->classify(read.text);
}

std::string_view reporter::write(const decoded& fate, const tweet& read,
                                 arena& bytes) {
  out_.Clear();
  json_writer json{out_};
  const auto is_tweet = fate.what == outcome::counted;
  json.StartObject();
  json.Key("outcome");
  json.String(name_of(fate.what));
  json.Key("format");
  json.String(name_of(fate.format));
  auto unread = fate.reason != malformed_reason::none;
  put_or_null(json, "reason", unread ? name_of(fate.reason) : "");
  put_or_null(json, "id", read.id);
  put_or_null(json, "lang", read.lang);
  put_or_null(json, "author", read.author);
  json.Key("text");
  if (is_tweet)
    put(json, read.text);
  else
    json.Null();
  json.Key("hashtags");
  json.StartArray();
  for (const auto& tag : tags_)
    put_tag(json, tag, bytes);
  json.EndArray();
  auto verdict = is_tweet ? judge(read) : sentiment_model::verdict{};
  put_or_null(json, "sentiment", is_tweet ? name_of(verdict.label) : "");
  json.Key("score");
  if (verdict.label == sentiment::none)
    json.Null();
  else
    json.Double(verdict.score);
  json.EndObject();
  out_.Put('\n');
  return {out_.GetString(), out_.GetSize()};
}

} // namespace murmuration::inspect
