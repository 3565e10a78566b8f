/// The tool without its command line: from a feed to a sink at a rate.
#pragma once

#include <atomic>

#include "tools/inject/feed.hpp"
#include "tools/inject/options.hpp"
#include "tools/records_out/sink.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::inject {

using records_out::sink;
using records_out::truth;

/// Sends until the count is reached, the feed ends or `stop` is set, then
/// flushes and waits for what is under way. `counts` is what the sink adds to;
/// it is read for the progress line. Throws std::runtime_error from feed and
/// sink.
void run(const options& asked, feed& from, sink& to, const truth& counts,
         const std::atomic<bool>& stop);

/// All of it: builds feed and sink, runs, writes the truth, prints how many
/// were sent. Returns the exit code, 0 or 1; errors go to standard error.
int inject(const options& asked, const std::atomic<bool>& stop);

} // namespace murmuration::inject
