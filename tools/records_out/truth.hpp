/// The exact counts of what was really sent. Grows with the distinct tags when
/// they are wanted. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tools/records_out/record.hpp"

namespace murmuration::records_out {

/// A burst that was mixed into what was sent; as the file tells of it.
struct campaign_truth {
  std::string tag;
  std::string key;
  std::string start; ///< RFC 3339, by the tweets' own times
  std::string end;
  std::string shape;
  std::string peak; ///< tweets a second, a JSON number
};

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

  /// What there is to tell of the campaigns besides their tweets.
  void campaigns(std::vector<campaign_truth> all) {
    campaigns_ = std::move(all);
  }

  /// `{"tweets":N,"tags":{key:count}}`, keys in byte order; `"campaigns":[…]`
  /// when there were some.
  std::string json() const;

  /// Writes `json()` beside `path` and renames it. Throws std::runtime_error.
  void write(const std::string& path) const;

private:
  std::uint64_t tweets_ = 0;
  std::uint64_t others_ = 0;
  std::unordered_map<std::string, std::uint64_t> tags_;
  std::vector<campaign_truth> campaigns_;
  std::vector<std::uint64_t> campaign_tweets_; ///< by campaign
};

} // namespace murmuration::records_out
