#include "http/asked_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/json/documents.hpp"
#include "http/parameters.hpp"

namespace murmuration::http {

namespace {

std::size_t window_of(const request& asked) {
  const auto* text = asked.parameter("window");
  if (!text)
    return window_default;
  auto known = std::find(window_names.begin(), window_names.end(), *text);
  if (known == window_names.end())
    throw bad_parameter{fmt::format("`window` must be one of {}.",
                                    fmt::join(window_names, ", "))};
  return static_cast<std::size_t>(known - window_names.begin());
}

} // namespace

asked_list list_of(const request& asked) {
  asked_list made;
  auto name = one_of(asked, "list", {"all", "window", "trending"});
  if (name == "window") {
    made.kind = list_kind::window;
    made.window = window_of(asked);
  } else if (name == "trending") {
    made.kind = list_kind::trending;
  }
  if (made.kind != list_kind::window && asked.parameter("window"))
    throw bad_parameter{"`window` must be left out unless `list` is window."};
  made.explain = one_of(asked, "explain", {"0", "1"}) == "1";
  return made;
}

} // namespace murmuration::http
