/// The log goes to standard error.
#pragma once

#include "config/settings.hpp"

namespace murmuration {

/// Sets level and format of all log lines of the process.
void start_logging(const settings& config);

} // namespace murmuration
