/// The operator's word that a partition's log is a new one. Call it only when
/// no engine counts the partition: the engine's next delta would win or lose
/// the place, and either way surprise the operator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "runtime/ledger/fold.hpp"

namespace murmuration {

/// An engine rewrites its hold every few seconds; one that is older was left by
/// an engine that is gone.
inline constexpr std::int64_t hold_ms_max = 15'000;

/// Who says that it counts the partition now. Clocks must agree to within
/// seconds; a hold from the future counts as fresh.
store_result<std::optional<hold>>
held_by(ledger& book, const topic_partition& source, std::int64_t now_ms);

struct generation_request {
  topic_partition source;
  offset from;             ///< where the new log begins to count
  std::uint64_t nonce = 0; ///< fresh and random
  std::string writer;
  std::int64_t now_ms = 0;
};

struct generation_begun {
  position ended; ///< of the generation before
  position begins;
};

/// Ends the partition's generation with a redirect at the end of its chain,
/// written if absent, so that every engine sees it end at the same place. It
/// counts nothing and takes nothing back.
store_result<generation_begun> begin_generation(ledger& book,
                                                const generation_request& what);

} // namespace murmuration
