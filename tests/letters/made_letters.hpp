/// Calls with made-up letters.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "messages/dead_letter.hpp"

namespace murmuration::test {

inline const topic_partition tweets_0{"tweets", {0}};
inline const topic_partition tweets_1{"tweets", {1}};

/// A letter at each of the offsets, of records `{"cut <offset>`.
inline std::shared_ptr<letter_page>
made_page(std::initializer_list<std::int64_t> offsets) {
  auto page = std::make_shared<letter_page>();
  for (auto at : offsets) {
    auto value = page->bytes.copy("{\"cut " + std::to_string(at));
    page->letters.push_back(
        {{at}, malformed_reason::bad_json, {}, value, value.size(), 1000 + at});
  }
  return page;
}

/// `start`: all before it is durable.
inline letters_call made_call(std::int64_t start,
                              std::initializer_list<std::int64_t> offsets,
                              std::uint64_t at_epoch = 0,
                              topic_partition source = tweets_0,
                              std::uint32_t gen = 0) {
  return {7,
          0,
          std::move(source),
          {at_epoch},
          {{gen}, {start}},
          {made_page(offsets)}};
}

} // namespace murmuration::test
