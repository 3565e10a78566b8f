#include "runtime/count/volume_window.hpp"

#include "runtime/count/event_time.hpp"

namespace murmuration {

template <std::int64_t Slots>
void volume_window::count(window_ring<volume, Slots>& ring, std::int64_t i,
                          const second_count& x) {
  ring.advance(i);
  auto slot = ring.at(i);
  if (!slot)
    return;
  slot->tweets += x.tweets;
  slot->positive += x.positive;
  slot->negative += x.negative;
  slot->neutral += x.neutral;
}

void volume_window::add(const second_count& x, std::int64_t last) {
  add_second(x, last);
  add_minute(x, last);
}

void volume_window::add_second(const second_count& x, std::int64_t last) {
  if (x.tweets > 0 && x.second >= 0 && x.second <= last)
    count(seconds_, x.second, x);
}

void volume_window::add_minute(const second_count& x, std::int64_t last) {
  if (x.tweets > 0 && x.second >= 0 && x.second <= last)
    count(minutes_, minute_of(x.second), x);
}

template <std::int64_t Slots>
std::vector<volume_point>
volume_window::points(const window_ring<volume, Slots>& ring,
                      std::int64_t seconds_each) {
  std::vector<volume_point> result;
  result.reserve(static_cast<std::size_t>(Slots));
  ring.for_each(0, [&](std::int64_t i, const volume& x) {
    if (x.tweets > 0)
      result.push_back(
          {i * seconds_each, x.tweets, x.positive, x.negative, x.neutral});
  });
  return result;
}

std::vector<volume_point> volume_window::seconds() const {
  return points(seconds_, 1);
}

std::vector<volume_point> volume_window::minutes() const {
  return points(minutes_, 60);
}

} // namespace murmuration
