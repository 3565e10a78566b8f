/// What the source holds of a partition, as the config names the source.
#pragma once

#include "config/settings.hpp"
#include "messages/control.hpp"

namespace murmuration::tools {

/// Asks the source, for at most 15 s. Throws std::runtime_error when it does
/// not know the partition. Joins no consumer group.
partition_range range_in_source(const settings& config,
                                const topic_partition& source);

} // namespace murmuration::tools
