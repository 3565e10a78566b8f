/// Where twitter-text sees URLs, with or without protocol; the hashtag rules
/// need them, since a tag inside of an URL is none. Pure, linear in the text,
/// safe on any bytes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace murmuration {

/// In bytes of the text.
struct url_span {
  std::size_t start = 0;
  std::size_t end = 0;
};

/// Appends the URLs of `text`, which do not overlap, from left to right.
void find_urls(std::string_view text, std::vector<url_span>& out);

} // namespace murmuration
