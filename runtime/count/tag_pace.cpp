#include "runtime/count/tag_pace.hpp"

#include <algorithm>
#include <stdexcept>

namespace murmuration {

/// Far more than rounding takes away.
double tag_pace::least() const {
  return rule_.settings().min_count * (1 - 1e-6);
}

trend_sums tag_pace::sums_at(const pace& x, std::int64_t minute) const {
  auto age = minute - x.minute;
  return {x.fast * rule_.fast(age), x.slow * rule_.slow(age)};
}

void tag_pace::add(std::uint32_t key, std::int64_t minute, std::uint32_t n) {
  auto& x = paces_.at(key);
  if (x.uses == 0)
    x.minute = static_cast<std::int32_t>(minute);
  if (minute > x.minute) {
    auto now = sums_at(x, minute);
    x.fast = now.fast;
    x.slow = now.slow;
    x.minute = static_cast<std::int32_t>(minute);
  }
  auto age = x.minute - minute;
  x.fast += n * rule_.fast(age);
  x.slow += n * rule_.slow(age);
  x.uses += n;
  if (!x.risen && x.fast >= least()) {
    x.risen = true;
    risen_.push_back(key);
  }
}

void tag_pace::remove(std::uint32_t key, std::int64_t minute, std::uint32_t n) {
  auto x = paces_.find(key);
  if (x == nullptr || x->uses < n)
    throw std::logic_error("tag_pace: more uses of a tag leave than there are");
  x->uses -= n;
  if (x->uses == 0)
    return forget(*x);
  auto age = x->minute - minute;
  x->fast = std::max(0., x->fast - n * rule_.fast(age));
  x->slow = std::max(0., x->slow - n * rule_.slow(age));
}

tag_pace::pace tag_pace::copy(std::uint32_t key) {
  auto x = paces_.find(key);
  return x ? *x : pace{};
}

void tag_pace::put_back(std::uint32_t key, const pace& former) {
  if (former.uses == 0) {
    if (auto x = paces_.find(key))
      forget(*x);
    return;
  }
  auto& x = paces_.at(key);
  auto listed = x.risen;
  x = former;
  x.risen = listed || former.risen;
  if (former.risen && !listed)
    risen_.push_back(key);
}

void tag_pace::forget(const pace& x) {
  auto key = x.key;
  if (x.risen)
    std::erase(risen_, key);
  paces_.release(key);
}

void tag_pace::prune(std::int64_t minute) {
  std::erase_if(risen_, [&](std::uint32_t key) {
    auto& x = *paces_.find(key);
    x.risen = sums_at(x, minute).fast >= least();
    return !x.risen;
  });
}

void tag_pace::clear() {
  paces_.clear();
  risen_.clear();
}

} // namespace murmuration
