/// Tells the authors of tweets apart, in 32 bits: of one that has no author,
/// as if nobody else had written its record. Equal in every process: it is
/// kept in the ledger.
#pragma once

#include <cstdint>

#include "messages/tweet.hpp"

namespace murmuration {

/// The low 32 bits of xxHash3-64 of the author; without one, of `#` and the
/// record's offset in decimal digits.
std::uint32_t author_hash(const tweet& x);

} // namespace murmuration
