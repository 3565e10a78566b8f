/// Reading the parameters of a route. An absent parameter has its default, one
/// that is wrong throws `bad_parameter`, whose text tells what is allowed.
///   auto k = whole_number(asked, "k", 10, 1, 100);
#pragma once

#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace murmuration::http {

/// Becomes 400. The text holds nothing of what was sent.
struct bad_parameter : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::size_t whole_number(const request& asked, std::string_view name,
                         std::size_t standard, std::size_t min,
                         std::size_t max);

/// The value when it is among `allowed`, an empty one when it was not given.
std::string_view one_of(const request& asked, std::string_view name,
                        std::initializer_list<std::string_view> allowed);

struct window {
  std::string text; ///< as it was asked for
  std::int64_t seconds = 0;
};

/// `1s` to `1h`, written like 5s, 90s, 5m, 1h.
window time_window(const request& asked, std::string_view name,
                   std::string_view standard);

} // namespace murmuration::http
