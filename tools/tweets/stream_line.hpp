/// What one line of the stream is. Pure functions of its bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tools/tweets/back_off.hpp"

namespace murmuration::tweets {

struct stream_line {
  enum class kind : std::uint8_t {
    heart_beat, ///< blank
    record,     ///< a tweet, or a notice that the engine knows
    disconnect, ///< X says that the stream ends, or an error
    broken,     ///< no JSON object: cut off, or not from X
  } what = kind::broken;
  /// Of a record: decimal digits, empty when it has none.
  std::string id{};
  std::optional<std::uint64_t> number{}; ///< the id
  /// Of a disconnect: X's own words.
  std::string reason{};
  trouble why = trouble::network;
};

/// Knows v2 objects (`data.id`), v1.1 objects (`id_str`), and the disconnect
/// messages of both: `{"disconnect":{"code":…,"reason":…}}` and
/// `{"errors":[{"title":"operational-disconnect",…}]}`, also without the list.
/// Errors beside `data` are about what a tweet refers to: it is a record.
stream_line read_stream_line(std::string_view line);

/// The words in an error's body: `detail`, `title`, messages of `errors`; else
/// the beginning of the body. On one line, at most 500 bytes.
std::string error_words(std::string_view body);

} // namespace murmuration::tweets
