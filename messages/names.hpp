/// How outcomes, reasons, formats and labels are spelled wherever people and
/// programs read them: JSON, metrics, logs, dead letters. Zero-terminated.
#pragma once

#include <array>

#include "messages/tweet.hpp"

namespace murmuration {

inline const char* name_of(outcome x) {
  constexpr std::array names{"counted", "filtered", "skipped", "malformed",
                             "duplicate"};
  return names[static_cast<std::size_t>(x)];
}

inline const char* name_of(malformed_reason x) {
  constexpr std::array names{"none",     "bad_json", "not_a_tweet",
                             "bad_utf8", "too_deep", "too_large"};
  return names[static_cast<std::size_t>(x)];
}

inline const char* name_of(record_format x) {
  constexpr std::array names{"v1", "v2", "json-text", "text", "python"};
  return names[static_cast<std::size_t>(x)];
}

inline const char* name_of(sentiment x) {
  constexpr std::array names{"positive", "negative", "neutral", "none"};
  return names[static_cast<std::size_t>(x)];
}

} // namespace murmuration
