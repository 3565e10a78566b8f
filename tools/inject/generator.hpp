/// The feed of made-up tweets. Times: with a seed they start at
/// 2026-01-01T00:00:00Z and go on at the rate (50 a second without a limit),
/// so that the same seed gives the same bytes; without one they are the
/// present. `--start-time` chooses.
#pragma once

#include <memory>

#include "tools/inject/feed.hpp"
#include "tools/inject/options.hpp"

namespace murmuration::inject {

/// How many tweets a second there are, by their times.
double pace_of(const options& asked);

/// `with_tags`: fill in the receipts' tags. Throws std::runtime_error when the
/// start time cannot be read.
std::unique_ptr<feed> make_generator(const options& asked, bool with_tags);

} // namespace murmuration::inject
