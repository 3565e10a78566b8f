/// Records as the engine reads them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "runtime/decode/decoder.hpp"
#include "runtime/decode/hashtags.hpp"
#include "runtime/decode/tag_key.hpp"

namespace murmuration::test {

struct read_record {
  outcome what = outcome::skipped;
  std::string id, author, lang, text;
  std::int64_t event_ms = 0;
  std::set<std::string> entity_tags; ///< keys
  std::set<std::string> text_tags;
};

inline std::set<std::string> keys_of(const std::vector<hashtag>& tags) {
  arena bytes;
  std::set<std::string> result;
  for (const auto& x : tags)
    result.emplace(tag_key(x.text, bytes));
  return result;
}

inline read_record read_as_engine(std::string value) {
  auto size = value.size();
  value.append(64, ' ');
  decoder decode;
  arena bytes;
  tweet t;
  std::vector<hashtag> tags;
  read_record result;
  result.what = decode.decode({value.data(), size}, bytes, t, tags).what;
  result.id = t.id;
  result.author = t.author;
  result.event_ms = t.event_ms;
  result.lang = t.lang;
  result.text = t.text;
  result.entity_tags = keys_of(tags);
  tags.clear();
  extract_hashtags(t.text, tags);
  result.text_tags = keys_of(tags);
  return result;
}

} // namespace murmuration::test
