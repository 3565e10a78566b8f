/// Which list `/api/v1/top` and `/widget` are asked for. Pure functions.
///   auto which = list_of(asked); if (which.kind == list_kind::window) …
#pragma once

#include <cstddef>
#include <cstdint>

#include "http/message.hpp"

namespace murmuration::http {

enum class list_kind : std::uint8_t { all, window, trending };

struct asked_list {
  list_kind kind = list_kind::all;
  std::size_t window = 0; ///< of `window_names`, for `list_kind::window`
  bool explain = false;
};

/// The window that is shown when none is asked for, and that streams carry.
inline constexpr std::size_t window_default = 1; // 5m

/// The `list`, `window` and `explain` of the query; throws `bad_parameter`.
asked_list list_of(const request& asked);

} // namespace murmuration::http
