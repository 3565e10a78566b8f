#include "runtime/count/tag_windows.hpp"

#include <algorithm>

#include "runtime/count/counter_map.hpp"

namespace murmuration {

namespace {

constexpr auto longest = window_lengths.back();

/// The shortest window that reaches back to the second; `window_count`: none.
std::size_t first_window(std::int64_t second, std::int64_t clock) {
  std::size_t i = 0;
  while (i < window_count && second <= clock - window_lengths[i])
    ++i;
  return i;
}

} // namespace

template <class F>
void tag_windows::each_leaving(std::int64_t clock, F&& f) const {
  for (std::size_t i = 0; i < window_count; ++i) {
    auto last = std::min(clock - window_lengths[i], clock_);
    for (auto s = std::max(clock_ - window_lengths[i] + 1, std::int64_t{0});
         s <= last; ++s)
      seconds_.for_each(
          s, [&](std::uint32_t key, std::uint32_t n) { f(key, n, i); });
  }
}

void tag_windows::advance(std::int64_t second) {
  if (second <= clock_)
    return;
  each_leaving(second, [this](auto key, auto n, auto which) {
    live_.subtract(key, n, which);
  });
  clock_ = second;
  seconds_.advance(second / 60);
  lost_.erase(lost_.begin(), lost_.upper_bound(second - longest));
}

void tag_windows::add(std::int64_t second, std::uint32_t key, std::uint32_t n) {
  auto first = first_window(second, clock_);
  if (second < 0 || second > clock_ || first == window_count)
    return;
  if (second <= dropped_to_) {
    lost_[second] += n;
    return;
  }
  seconds_.add(second, key, n);
  live_.add(key, n, first);
}

void tag_windows::miss(std::int64_t second) {
  missing_to_ = std::max(missing_to_, second);
}

void tag_windows::miss(const lost_second& x) {
  if (x.second <= clock_ - longest || x.second > clock_)
    return;
  lost_[x.second] += x.most;
  dropped_to_ = std::max(dropped_to_, x.second);
}

void tag_windows::drop_oldest() {
  auto minute = seconds_.oldest();
  for (auto s = minute * 60; s < minute * 60 + 60; ++s) {
    auto first = first_window(s, clock_);
    if (first == window_count)
      continue;
    counter_map uses;
    seconds_.for_each(s, [&](std::uint32_t key, std::uint32_t n) {
      uses.add(key, n);
      for (auto i = first; i < window_count; ++i)
        live_.subtract(key, n, i);
    });
    std::uint64_t most = 0;
    uses.for_each(
        [&](std::uint64_t, std::uint64_t n) { most = std::max(most, n); });
    if (most > 0)
      lost_[s] += most;
  }
  dropped_to_ = std::max(dropped_to_, minute * 60 + 59);
  seconds_.drop(minute);
}

template <class F>
void tag_windows::each_mark(std::int64_t clock, overlays open,
                            std::int64_t last, F&& f) const {
  for (auto from : open)
    for (const auto& x : from->marks()) {
      auto first = first_window(x.second, clock);
      if (x.second >= 0 && x.second <= last && first < window_count)
        f(x, first);
    }
}

/// Lays what is open over the running counts, and takes it away again.
void tag_windows::show(std::int64_t clock, overlays open, std::int64_t last,
                       std::size_t k, lists_view& to) {
  auto lost = lost_;
  each_leaving(clock, [this](auto key, auto n, auto which) {
    live_.subtract(key, n, which);
  });
  each_mark(clock, open, last, [&](const tag_mark& x, std::size_t first) {
    if (x.second > dropped_to_)
      live_.add(x.key, 1, first);
    else
      ++lost_[x.second];
  });

  auto tops = live_.top(k);
  for (std::size_t i = 0; i < window_count; ++i) {
    to.windows[i].seconds = window_lengths[i];
    to.windows[i].tags = std::move(tops[i]);
    tell_exactness(clock, to.windows[i]);
  }
  to.live_tags = live_.size();

  each_mark(clock, open, last, [&](const tag_mark& x, std::size_t first) {
    if (x.second > dropped_to_)
      for (auto i = first; i < window_count; ++i)
        live_.subtract(x.key, 1, i);
  });
  each_leaving(clock, [this](auto key, auto n, auto which) {
    live_.add_to(key, n, which);
  });
  lost_ = std::move(lost);
}

void tag_windows::tell_exactness(std::int64_t clock, window_list& to) const {
  auto before = clock - to.seconds; // the window begins behind it
  if (missing_to_ >= 0 && missing_to_ > before) {
    to.exact = false;
    to.max_error.reset();
    return;
  }
  std::uint64_t most = 0;
  for (auto i = lost_.upper_bound(before); i != lost_.end(); ++i)
    most += i->second;
  to.exact = most == 0;
  to.max_error = most;
}

void tag_windows::tell_loss(list_loss& to) const {
  to.seconds_to = missing_to_;
  to.seconds.reserve(lost_.size());
  for (auto [second, most] : lost_)
    to.seconds.push_back({second, most});
}

void tag_windows::clear() {
  seconds_.clear();
  live_.clear();
  clock_ = missing_to_ = dropped_to_ = -1;
  lost_.clear();
}

} // namespace murmuration
