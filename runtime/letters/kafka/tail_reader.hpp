/// Reads the end of a partition of the dead-letter topic, backwards in growing
/// blocks, until it has met a letter below the position or the beginning.
#pragma once

#include "runtime/letters/kafka/client.hpp"

namespace murmuration::letters {

/// The letters of `source` at or above `from`: those committed when it began.
/// Where another engine's transaction is open, it waits for its end.
letter_tail read_tail(const kafka_letters_options& options,
                      std::int32_t partition, const topic_partition& source,
                      position from);

} // namespace murmuration::letters
