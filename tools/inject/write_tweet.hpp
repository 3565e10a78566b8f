/// Writes made-up tweets as records of the formats that people send. Each
/// appends one record, without a newline. Pure functions of their arguments.
#pragma once

#include <cstdint>
#include <string>

#include "tools/inject/made_tweet.hpp"

namespace murmuration::inject {

/// A raw v1.1 tweet as the stream sent it.
void write_v1(std::string& out, const made_tweet& x);

/// The same as Python's `str()` of the parsed dict.
void write_python(std::string& out, const made_tweet& x);

/// A v2 filtered-stream object: `data`, `includes`, `matching_rules`.
void write_v2(std::string& out, const made_tweet& x);

/// The text alone, as a JSON string.
void write_text(std::string& out, const made_tweet& x);

/// A v1.1 delete notice.
void write_notice(std::string& out, std::uint64_t id, std::int64_t ms);

} // namespace murmuration::inject
