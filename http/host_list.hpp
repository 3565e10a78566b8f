/// Which Host headers are ours. A page on a foreign name that was re-bound to
/// our address sends its own name, and is refused. Immutable, any thread.
///   host_list{config}.allows("localhost:8080")
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "config/settings.hpp"

namespace murmuration::http {

class host_list {
public:
  /// The loopback names, `http.address` and `http.hosts`. With a wildcard
  /// address every literal IP address too: re-binding needs a name.
  explicit host_list(const settings& config);

  /// `host` as the header has it, with or without port.
  bool allows(std::string_view host) const;

private:
  std::set<std::string, std::less<>> names_; ///< lower case, without port
  bool any_address_ = false;
};

} // namespace murmuration::http
