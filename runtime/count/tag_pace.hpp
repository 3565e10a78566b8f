/// Which tags may be trending: f and s of every tag of the last hours, kept up
/// with each use, and a list of those whose f is high enough. They serve to
/// choose; what is shown is summed anew by the rule, since these carry the
/// rounding of the order in which uses came. 36 bytes a tag. Not thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/count/keyed_slots.hpp"
#include "runtime/count/trend_rule.hpp"

namespace murmuration {

class tag_pace {
public:
  struct pace {
    double fast = 0;         ///< f as of `minute`
    double slow = 0;         ///< s as of `minute`
    std::int32_t minute = 0; ///< of the newest use
    std::uint32_t key = 0;
    std::uint32_t uses = 0; ///< pairs of key and author in all minutes
    bool risen = false;     ///< listed
  };

  /// `rule` must outlive it.
  explicit tag_pace(const trend_rule& rule)
    : rule_(rule) {}

  /// `n` more authors used it in that minute.
  void add(std::uint32_t key, std::int64_t minute, std::uint32_t n);
  /// Uses that are not looked at any more. Throws std::logic_error when they
  /// were not there.
  void remove(std::uint32_t key, std::int64_t minute, std::uint32_t n);

  /// The pace of a tag, to be put back later; one without uses: it had none.
  pace copy(std::uint32_t key);
  void put_back(std::uint32_t key, const pace& former);

  /// f(key, sums as of `minute`) for all tags whose f may reach what is asked
  /// for. `minute` is not before any use's.
  template <class F>
  void for_each_risen(std::int64_t minute, F&& f) {
    for (auto key : risen_)
      f(key, sums_at(*paces_.find(key), minute));
  }
  /// Takes from the list those that would need new uses.
  void prune(std::int64_t minute);

  std::size_t size() const {
    return paces_.size();
  }
  std::size_t bytes() const {
    return paces_.bytes() + risen_.size() * sizeof(risen_[0]);
  }
  void clear();

private:
  trend_sums sums_at(const pace& x, std::int64_t minute) const;
  double least() const;
  void forget(const pace& x);

  const trend_rule& rule_;
  keyed_slots<pace> paces_;
  std::vector<std::uint32_t> risen_;
};

} // namespace murmuration
