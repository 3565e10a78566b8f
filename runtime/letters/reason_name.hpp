/// How a reason is spelled in logs and dead letters.
#pragma once

#include "messages/tweet.hpp"

namespace murmuration {

inline const char* reason_name(malformed_reason x) {
  switch (x) {
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
    case malformed_reason::none:
      break;
  }
  return "none";
}

} // namespace murmuration
