/// Puts TOML values into settings, one key at a time, with all checks that
/// concern one key alone. Internal to config/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <toml++/toml.h>

#include "config/keys.hpp"

namespace murmuration {

/// Sets the key's member. Returns what is wrong with the value, such as
/// `wrong type, a text; allowed: 0 to 64 workers`; the member is then as it
/// was, or partly set.
std::optional<std::string> assign(const config_key& key,
                                  const toml::node& value);

/// The same for one of `source.kafka.properties`.
std::optional<std::string> assign_property(const properties_key& key,
                                           std::string_view property,
                                           const toml::node& value);

/// The value as TOML, cut to 60 bytes, for messages.
std::string show(const toml::node& value);

} // namespace murmuration
