/// Writes made-up tweets as records of the formats that people send. Each
/// appends one record, without a newline. Pure functions of their arguments.
#pragma once

#include <cstdint>

#include "tools/inject/flat_text.hpp"
#include "tools/inject/made_tweet.hpp"

namespace murmuration::inject {

/// Room for the largest record: two people and six times a text.
using record_text = flat_text<65'536>;

/// A raw v1.1 tweet as the stream sent it.
void write_v1(record_text& out, const made_tweet& x);

/// The user object of one.
void write_v1_user(record_text& out, const person& x);

/// A v2 filtered-stream object: `data`, `includes`, `matching_rules`.
void write_v2(record_text& out, const made_tweet& x);

/// The text alone, as a JSON string.
void write_text(record_text& out, const made_tweet& x);

/// A v1.1 delete notice.
void write_notice(record_text& out, std::uint64_t id, std::int64_t ms);

} // namespace murmuration::inject
