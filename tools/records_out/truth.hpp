/// The exact counts of what was really sent. Grows with the distinct tags when
/// they are wanted. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "tools/records_out/record.hpp"

namespace murmuration::records_out {

class truth {
public:
  void add(const receipt& sent);

  std::uint64_t tweets() const {
    return tweets_;
  }
  /// Records that are no tweets.
  std::uint64_t others() const {
    return others_;
  }

  /// `{"tweets":N,"tags":{key:count}}`, keys in byte order.
  std::string json() const;

  /// Writes `json()` beside `path` and renames it. Throws std::runtime_error.
  void write(const std::string& path) const;

private:
  std::uint64_t tweets_ = 0;
  std::uint64_t others_ = 0;
  std::unordered_map<std::string, std::uint64_t> tags_;
};

} // namespace murmuration::records_out
