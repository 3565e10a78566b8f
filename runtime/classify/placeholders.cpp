#include "runtime/classify/placeholders.hpp"

#include <cstddef>
#include <cstring>

namespace murmuration {
namespace {

bool starts(const char* next, const char* end, std::string_view what) {
  return static_cast<std::size_t>(end - next) >= what.size()
         && std::memcmp(next, what.data(), what.size()) == 0;
}

bool alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
         || (c >= '0' && c <= '9');
}

bool is_retweet(const char* next, const char* end) {
  return *next == 'r' && starts(next, end, "rt:");
}

/// The part behind the `@`.
const char* skip_mention(const char* next, const char* end) {
  while (next != end) {
    if (is_retweet(next, end))
      next += 3;
    else if (alphanumeric(*next) || *next == '_')
      ++next;
    else
      break;
  }
  return next;
}

/// The part behind the `#`.
const char* skip_tag(const char* next, const char* end) {
  while (next != end) {
    if (is_retweet(next, end))
      next += 3;
    else if (*next == '@')
      next = skip_mention(next + 1, end);
    else if (alphanumeric(*next) || *next == '_')
      ++next;
    else
      break;
  }
  return next;
}

/// The part behind `://`.
const char* skip_link(const char* next, const char* end) {
  while (next != end) {
    if (is_retweet(next, end))
      next += 3;
    else if (*next == '@')
      next = skip_mention(next + 1, end);
    else if (*next == '#')
      next = skip_tag(next + 1, end);
    else if (alphanumeric(*next) || *next == '.' || *next == '/'
             || *next == '-')
      ++next;
    else
      break;
  }
  return next;
}

} // namespace

placeholder placeholder_at(const char* next, const char* end) {
  switch (*next) {
    case '@':
      return {"pseudoplaceholder", skip_mention(next + 1, end)};
    case '#':
      return {"hashtagplaceholder", skip_tag(next + 1, end)};
    case 'h':
      if (starts(next, end, "http://"))
        return {"linkplaceholder", skip_link(next + 7, end)};
      if (starts(next, end, "https://"))
        return {"linkplaceholder", skip_link(next + 8, end)};
      return {};
    default:
      if (is_retweet(next, end))
        return {"retweetplaceholder", next + 3};
      return {};
  }
}

} // namespace murmuration
