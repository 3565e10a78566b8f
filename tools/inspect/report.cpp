#include "tools/inspect/report.hpp"

#include <rapidjson/writer.h>

#include "runtime/decode/hashtags.hpp"
#include "runtime/decode/tag_key.hpp"

namespace murmuration::inspect {

namespace {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

const char* name(outcome x) {
  switch (x) {
    case outcome::counted:
      return "counted";
    case outcome::filtered:
      return "filtered";
    case outcome::skipped:
      return "skipped";
    case outcome::malformed:
      return "malformed";
    case outcome::duplicate:
      return "duplicate";
  }
  return "";
}

const char* name(record_format x) {
  switch (x) {
    case record_format::v1:
      return "v1";
    case record_format::v2:
      return "v2";
    case record_format::json_text:
      return "json-text";
    case record_format::text:
      return "text";
    case record_format::python:
      return "python";
  }
  return "";
}

/// Empty where there is no reason.
const char* name(malformed_reason x) {
  switch (x) {
    case malformed_reason::none:
      return "";
    case malformed_reason::bad_json:
      return "bad_json";
    case malformed_reason::not_a_tweet:
      return "not_a_tweet";
    case malformed_reason::bad_utf8:
      return "bad_utf8";
    case malformed_reason::too_deep:
      return "too_deep";
    case malformed_reason::too_large:
      return "too_large";
  }
  return "";
}

const char* name(sentiment x) {
  switch (x) {
    case sentiment::positive:
      return "positive";
    case sentiment::negative:
      return "negative";
    case sentiment::neutral:
      return "neutral";
    case sentiment::none:
      return "none";
  }
  return "";
}

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
  json.String(name(fate.what));
  json.Key("format");
  json.String(name(fate.format));
  put_or_null(json, "reason", name(fate.reason));
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
  put_or_null(json, "sentiment", is_tweet ? name(verdict.label) : "");
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
