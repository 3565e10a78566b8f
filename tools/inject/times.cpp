#include "tools/inject/times.hpp"

#include <array>
#include <chrono>
#include <cstddef>

#include <fmt/format.h>

#include "runtime/decode/time.hpp"

namespace murmuration::inject {
namespace {

namespace chr = std::chrono;

constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed",
                                                   "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr",
                                                  "May", "Jun", "Jul", "Aug",
                                                  "Sep", "Oct", "Nov", "Dec"};

struct broken_down {
  explicit broken_down(std::int64_t ms) {
    chr::sys_time<chr::milliseconds> at{chr::milliseconds{ms}};
    auto day_start = chr::floor<chr::days>(at);
    chr::year_month_day date{day_start};
    year = static_cast<int>(date.year());
    month = static_cast<unsigned>(date.month());
    day = static_cast<unsigned>(date.day());
    weekday = chr::weekday{day_start}.c_encoding();
    auto rest = (at - day_start).count();
    hour = rest / 3'600'000;
    minute = rest / 60'000 % 60;
    second = rest / 1000 % 60;
    millisecond = rest % 1000;
  }

  int year;
  unsigned month, day, weekday;
  std::int64_t hour, minute, second, millisecond;
};

} // namespace

std::string v1_time(std::int64_t ms) {
  broken_down t{ms};
  return fmt::format("{} {} {:02} {:02}:{:02}:{:02} +0000 {}",
                     weekdays[t.weekday], months[t.month - 1], t.day, t.hour,
                     t.minute, t.second, t.year);
}

std::string v2_time(std::int64_t ms) {
  broken_down t{ms};
  return fmt::format("{}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", t.year, t.month,
                     t.day, t.hour, t.minute, t.second, t.millisecond);
}

std::optional<std::int64_t> read_time(std::string_view text) {
  // The reader of tweets gives 0 for what is no time.
  if (text.find('T') == std::string_view::npos)
    return std::nullopt;
  if (auto ms = parse_created_at(text); ms > 0)
    return ms;
  return std::nullopt;
}

} // namespace murmuration::inject
