/// Where ledger and recount do not agree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "messages/ids.hpp"

namespace murmuration::audit {

/// Thrown: the audit ends with the first one that stands.
struct difference {
  std::string where;             ///< `tweets/0`, `snapshot 3`, `served`
  std::optional<position> start; ///< of the delta, if it is about one
  std::string what;              ///< `counted`, `tag #Coffee (coffee)`, …
  std::string ledger;
  std::string recount;
};

/// The audit itself cannot go on: no broker, no ledger. Not a difference.
struct cannot_audit {
  std::string why;
};

} // namespace murmuration::audit
