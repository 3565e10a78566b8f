/// A letter as one line of JSON, and what is needed of it to find it again:
///
///   {"key":"tweets/0/17","topic":"tweets","partition":0,"offset":17,
///    "generation":0,"reason":"bad_json","timestamp_ms":null,
///    "value_bytes":5,"value":"{\"tex"}
///
/// Bytes that are not UTF-8 stand in `value_base64` (`record_key_base64`)
/// instead; a value that the source did not give is null.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "messages/dead_letter.hpp"
#include "messages/ids.hpp"

namespace murmuration::letters {

/// What every line begins with.
inline constexpr std::string_view line_prefix = R"({"key":")";

/// The longest part of a line that `read_head` needs: a directory's name of
/// 255 bytes, each escaped to six, twice, and the numbers.
inline constexpr std::size_t head_bytes_max = 4096;

/// With its newline.
std::string to_line(const topic_partition& source, generation gen,
                    const dead_letter& letter);

struct line_head {
  topic_partition source;
  position at;
};

/// Of a line or its first `head_bytes_max` bytes; none: it is no letter.
std::optional<line_head> read_head(std::string_view begin);

} // namespace murmuration::letters
