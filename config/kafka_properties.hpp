/// Which librdkafka properties the engine keeps for itself, and which hold
/// secrets.  why_refused("group.id") → "is set by source.kafka.group-id"
#pragma once

#include <string_view>

namespace murmuration {

/// Why the property cannot be passed through; empty when it can.
std::string_view why_refused(std::string_view property);

/// The property's value must not be shown.
bool is_secret(std::string_view property);

/// The same, in doubt too: for those who did not write the config themselves.
bool may_be_secret(std::string_view property);

/// Stands for a secret in what is printed; refused as a value.
inline constexpr std::string_view masked = "***";

} // namespace murmuration
