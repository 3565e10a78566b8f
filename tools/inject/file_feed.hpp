/// The feed of tweets from a file (`--path`): at random with replacement, or
/// in order, once. Records are sent as they stand; with `--format text` their
/// text, with `--format python` their `repr`.
#pragma once

#include <memory>

#include "tools/inject/feed.hpp"
#include "tools/inject/options.hpp"

namespace murmuration::inject {

/// Keeps the file in memory. Throws std::runtime_error: what is wrong with
/// which file or record.
std::unique_ptr<feed> make_file_feed(const options& asked, bool with_tags);

} // namespace murmuration::inject
