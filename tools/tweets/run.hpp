/// The program without its command line.
#pragma once

#include <atomic>

#include "tools/tweets/options.hpp"

namespace murmuration::tweets {

/// Runs until stopped, flushes, prints how many records were written. Returns
/// the exit code: 0 done, 1 failed while running, 2 asked for what cannot be.
/// Errors go to standard error.
int tweets(const options& asked, const std::atomic<bool>& stop);

} // namespace murmuration::tweets
