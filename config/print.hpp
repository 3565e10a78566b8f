/// Writes a config as TOML: for `--print-config`, and as the documented file
/// config/murmuration.toml.
#pragma once

#include <string>

#include "config/settings.hpp"

namespace murmuration {

/// The config in force. Loading it gives the same settings, except for
/// secrets among the Kafka properties, which show as `***`.
std::string print_settings(const settings& config);

/// Every key with its default, range and reason: the text of
/// config/murmuration.toml.
std::string document_settings();

} // namespace murmuration
