/// What one line of the stream is: a function of its bytes alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/decode/decoder.hpp"
#include "tools/tweets/back_off.hpp"

namespace murmuration::tweets {

struct stream_line {
  enum class kind : std::uint8_t {
    heart_beat, ///< blank
    record,     ///< a tweet, or a notice that the engine knows
    disconnect, ///< X says that the stream ends, or an error
    broken,     ///< no object that the engine can read: cut off, or not X's
  } what = kind::broken;
  /// Of a record: decimal digits, empty when it has none.
  std::string id{};
  std::optional<std::uint64_t> number{}; ///< the id
  /// Of a disconnect: X's own words.
  std::string reason{};
  trouble why = trouble::network;
};

/// What is a tweet, and what cannot be read, is decided by the engine's
/// decoder. Knows the disconnect messages of both versions besides:
/// `{"disconnect":{"code":…,"reason":…}}` and
/// `{"errors":[{"title":"operational-disconnect",…}]}`, also without the list.
/// Errors beside `data` are about what a tweet refers to: it is a record.
class stream_line_reader {
public:
  stream_line read(std::string_view line);

private:
  decoder decoder_;
  std::string padded_; ///< as long as the longest line
  std::vector<hashtag> tags_;
};

/// The words in an error's body: `detail`, `title`, messages of `errors`; else
/// the beginning of the body. On one line, at most 500 bytes.
std::string error_words(std::string_view body);

} // namespace murmuration::tweets
