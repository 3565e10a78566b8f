/// What must hold between the settings, beyond each key's own range.
#pragma once

#include <string>
#include <vector>

#include "config/settings.hpp"

namespace murmuration {

/// One line a problem, naming the keys; empty when all is well.
std::vector<std::string> check_settings(const settings& config);

} // namespace murmuration
