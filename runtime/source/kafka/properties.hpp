/// librdkafka's properties as the engine needs them, and which of them the
/// user may not touch. Pure.
#pragma once

#include <map>
#include <string>

#include "runtime/source/kafka/kafka_source.hpp"

namespace murmuration::kafka {

/// Throws std::invalid_argument when an option is missing, is no topic's name,
/// or touches what exactness rests on.
std::map<std::string, std::string> properties_of(const kafka_options& options,
                                                 bool for_group);

} // namespace murmuration::kafka
