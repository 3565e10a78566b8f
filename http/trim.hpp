/// White space of HTTP header fields: space and tab. Pure.
///   trim(" gzip\t") == "gzip"
#pragma once

#include <string_view>

namespace murmuration::http {

inline std::string_view trim(std::string_view x) {
  auto first = x.find_first_not_of(" \t");
  if (first == x.npos)
    return {};
  return x.substr(first, x.find_last_not_of(" \t") - first + 1);
}

} // namespace murmuration::http
