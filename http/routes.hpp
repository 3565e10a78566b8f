/// The table of all paths. What is not in it does not exist. Immutable.
///   if (auto* found = find_route("/healthz")) found->answer(site, asked);
#pragma once

#include <span>
#include <string_view>

#include "http/message.hpp"
#include "http/site.hpp"

namespace murmuration::http {

struct route {
  /// A `{…}` in the path takes anything, also `/`, but not nothing.
  std::string_view path;
  lane where;
  reply (*answer)(site& from, const request& asked);
  bool takes_post = false; ///< and nothing else; others are only read

  bool matches(std::string_view asked) const;
};

std::span<const route> all_routes();

/// Null when there is none.
const route* find_route(std::string_view path);

/// What stands in the place of a route's `{…}`.
std::string tail_of(const route& found, std::string_view path);

} // namespace murmuration::http
