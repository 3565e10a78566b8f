#include "http/json/time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace murmuration::http {

namespace {

/// Outside of these years a time has no RFC 3339 form (-9999 to 9999 would
/// not keep four digits): it is clamped.
constexpr std::int64_t first_second = -62'167'219'200; // 0000-01-01
constexpr std::int64_t last_second = 253'402'300'799;  // 9999-12-31

std::string date_and_time(std::int64_t seconds) {
  using namespace std::chrono;
  if (seconds < first_second)
    seconds = first_second;
  if (seconds > last_second)
    seconds = last_second;
  auto at = sys_seconds{std::chrono::seconds{seconds}};
  auto day = floor<days>(at);
  year_month_day date{day};
  hh_mm_ss clock{at - day};
  return fmt::format(
      "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

} // namespace

std::string rfc3339(std::int64_t seconds) {
  return date_and_time(seconds) + 'Z';
}

std::string rfc3339_ms(std::int64_t milliseconds) {
  auto seconds = milliseconds / 1000;
  auto rest = milliseconds % 1000;
  if (rest < 0) {
    rest += 1000;
    --seconds;
  }
  return fmt::format("{}.{:03}Z", date_and_time(seconds), rest);
}

} // namespace murmuration::http
