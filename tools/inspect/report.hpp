/// Tells in one line of JSON what becomes of one record. Not thread safe.
///
///   reporter tell{filter, model.get()};
///   std::string line = tell.of(record);   // with its newline
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "messages/tweet.hpp"
#include "runtime/classify/languages.hpp"
#include "runtime/classify/sentiment_model.hpp"
#include "runtime/decode/decoder.hpp"

#include <rapidjson/stringbuffer.h>

namespace murmuration::inspect {

class reporter {
public:
  /// `model` may be null: then no tweet has a sentiment. Both must outlive
  /// the reporter.
  reporter(const language_filter& languages, const sentiment_model* model);

  /// `record` is followed by at least 64 readable bytes. The result is valid
  /// until the next call.
  std::string_view of(std::string_view record);

  /// The same for a record that is longer than the limit.
  std::string_view of_too_large();

private:
  std::string_view write(const decoded& fate, const tweet& read, arena& bytes);
  sentiment_model::verdict judge(const tweet& read) const;

  const language_filter& languages_;
  const sentiment_model* model_;
  decoder decoder_;
  std::vector<hashtag> tags_;
  rapidjson::StringBuffer out_;
};

} // namespace murmuration::inspect
