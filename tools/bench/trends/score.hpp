/// How well a list told the bursts of a stream: what it missed, how late it
/// was, what it showed for nothing, how restless it is. One list, one stream.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "tools/bench/trends/judges.hpp"

namespace murmuration::bench {

class score {
public:
  /// A list is right for so long after a burst has ended.
  static constexpr int grace_s = 600;
  /// What is gone for less than this has not gone.
  static constexpr int gap_s = 120;

  explicit score(const std::vector<burst>& bursts)
    : bursts_(bursts)
    , found_at_(bursts.size(), -1) {}

  /// What is shown at this second; ascending.
  void take(int second, const shown_tags& shown) {
    for (std::size_t i = 0; i < bursts_.size(); ++i)
      if (found_at_[i] < 0 && second >= bursts_[i].start
          && second < bursts_[i].end + 60 && shown.contains(bursts_[i].tag))
        found_at_[i] = second;
    for (auto tag : shown) {
      auto known = last_.find(tag);
      if (known == last_.end() || second - known->second > gap_s) {
        ++episodes_;
        false_ += !belongs(tag, second);
      }
      last_[tag] = second;
    }
    for (auto tag : shown)
      changes_ += !before_.contains(tag);
    before_ = shown;
  }

  /// From its start until it was shown, of each burst that was; seconds.
  std::vector<int> delays() const {
    std::vector<int> result;
    for (std::size_t i = 0; i < found_at_.size(); ++i)
      if (found_at_[i] >= 0)
        result.push_back(found_at_[i] - bursts_[i].start);
    return result;
  }
  std::size_t false_episodes() const {
    return false_;
  }
  /// Tags that enter, of all looks.
  std::size_t entries() const {
    return changes_;
  }
  std::size_t episodes() const {
    return episodes_;
  }
  std::size_t bursts() const {
    return bursts_.size();
  }
  std::size_t missed() const {
    return static_cast<std::size_t>(
        std::count(found_at_.begin(), found_at_.end(), -1));
  }

private:
  bool belongs(std::uint32_t tag, int second) const {
    return std::any_of(bursts_.begin(), bursts_.end(), [&](const burst& x) {
      return x.tag == tag && second >= x.start && second < x.end + grace_s;
    });
  }

  const std::vector<burst>& bursts_;
  std::vector<int> found_at_;
  std::map<std::uint32_t, int> last_; ///< when a tag was shown last
  shown_tags before_;
  std::size_t episodes_ = 0;
  std::size_t false_ = 0;
  std::size_t changes_ = 0;
};

} // namespace murmuration::bench
