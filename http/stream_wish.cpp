#include "http/stream_wish.hpp"

#include <algorithm>

#include "http/parameters.hpp"

namespace murmuration::http {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t interval_ms_min = 4;
constexpr std::size_t interval_ms_max = 60'000;
constexpr std::size_t interval_ms_default = 4;
constexpr std::string_view events_default = "top,sentiment,status";

} // namespace

stream_wish stream_wish_of(const request& asked) {
  stream_wish result;
  const auto* text = asked.parameter("events");
  std::string_view left = text ? std::string_view{*text} : events_default;
  for (auto more = true; more;) {
    auto comma = left.find(',');
    more = comma != left.npos;
    auto known = std::find(stream_event_names.begin(), stream_event_names.end(),
                           left.substr(0, comma));
    if (known == stream_event_names.end())
      throw bad_parameter{"`events` must be some of `top`, `sentiment`, "
                          "`status`, `tweets`, `points`, `window` and "
                          "`trending`, with commas between."};
    result.events.set(
        static_cast<std::size_t>(known - stream_event_names.begin()));
    left.remove_prefix(more ? comma + 1 : 0);
  }
  result.interval =
      milliseconds{whole_number(asked, "interval", interval_ms_default,
                                interval_ms_min, interval_ms_max)};
  return result;
}

milliseconds least_spacing(std::size_t streams) {
  return std::max(milliseconds{interval_ms_min},
                  milliseconds{streams * 1000 / stream_updates_max});
}

milliseconds spacing_of(const stream_wish& x, std::size_t streams) {
  return std::max(x.interval, least_spacing(streams));
}

} // namespace murmuration::http
