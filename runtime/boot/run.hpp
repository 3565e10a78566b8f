/// The life of one engine process, from a checked config to the exit code.
#pragma once

#include "config/settings.hpp"
#include "runtime/boot/command_line.hpp"

namespace murmuration {

/// Runs until it is told to stop, has drained, or cannot go on. The exit code.
int run_engine(const settings& config, const command_line& asked);

} // namespace murmuration
