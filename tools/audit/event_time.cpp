#include "tools/audit/event_time.hpp"

#include <cstddef>
#include <ctime>

namespace murmuration::audit {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// `d` in the pattern is a digit, `s` a sign, `?` anything.
bool fits(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size())
    return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto want = pattern[i];
    auto good = want == '?'   ? true
                : want == 'd' ? is_digit(text[i])
                : want == 's' ? text[i] == '+' || text[i] == '-'
                              : text[i] == want;
    if (!good)
      return false;
  }
  return true;
}

int number(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  for (auto c : text.substr(at, size))
    value = value * 10 + (c - '0');
  return value;
}

int month_of(std::string_view name) {
  constexpr std::string_view all = "JanFebMarAprMayJunJulAugSepOctNovDec";
  auto at = all.find(name);
  return at == all.npos || at % 3 != 0 ? -1 : static_cast<int>(at / 3);
}

/// Milliseconds, or 0 when the date or the time is none; `away` in minutes.
std::int64_t at_moment(const std::tm& x, int ms, int away) {
  auto copy = x;
  if (x.tm_mon < 0 || x.tm_mon > 11 || x.tm_mday < 1 || x.tm_hour > 23
      || x.tm_min > 59 || x.tm_sec > 60)
    return 0;
  auto seconds = std::int64_t{::timegm(&copy)};
  // The 31st of a month without one would be the next month's first.
  std::tm day{};
  auto midnight = static_cast<std::time_t>(seconds - x.tm_hour * 3600
                                           - x.tm_min * 60 - x.tm_sec);
  ::gmtime_r(&midnight, &day);
  if (day.tm_mday != x.tm_mday)
    return 0;
  return (seconds - away * 60) * 1000 + ms;
}

/// Minutes of `+0130` or `+01:30`, or more than a day.
int away_of(std::string_view text) {
  auto hours = number(text, 1, 2);
  auto minutes = number(text, text.size() - 2, 2);
  if (hours > 23 || minutes > 59)
    return INT16_MAX;
  return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

std::int64_t twitter_ms(std::string_view text) {
  if (!fits(text, "??? ??? dd dd:dd:dd sdddd dddd"))
    return 0;
  auto away = away_of(text.substr(20, 5));
  std::tm x{};
  x.tm_year = number(text, 26, 4) - 1900;
  x.tm_mon = month_of(text.substr(4, 3));
  x.tm_mday = number(text, 8, 2);
  x.tm_hour = number(text, 11, 2);
  x.tm_min = number(text, 14, 2);
  x.tm_sec = number(text, 17, 2);
  return away == INT16_MAX ? 0 : at_moment(x, 0, away);
}

std::int64_t rfc3339_ms(std::string_view text) {
  constexpr std::size_t to_second = 19;
  auto rest = text.substr(to_second);
  auto ms = 0;
  if (rest.starts_with('.')) {
    std::size_t digits = 1;
    for (auto worth = 100; digits < rest.size() && is_digit(rest[digits]);
         ++digits, worth /= 10)
      ms += (rest[digits] - '0') * worth;
    if (digits == 1)
      return 0;
    rest.remove_prefix(digits);
  }
  auto utc = rest == "Z" || rest == "z";
  if (!utc && !fits(rest, "sdd:dd"))
    return 0;
  auto away = utc ? 0 : away_of(rest);
  std::tm x{};
  x.tm_year = number(text, 0, 4) - 1900;
  x.tm_mon = number(text, 5, 2) - 1;
  x.tm_mday = number(text, 8, 2);
  x.tm_hour = number(text, 11, 2);
  x.tm_min = number(text, 14, 2);
  x.tm_sec = number(text, 17, 2);
  return away == INT16_MAX ? 0 : at_moment(x, ms, away);
}

} // namespace

std::int64_t created_ms(std::string_view text) {
  auto stamp = text.substr(0, 19);
  if (fits(stamp, "dddd-dd-dd?dd:dd:dd") && text.size() > 19
      && (text[10] == 'T' || text[10] == 't' || text[10] == ' '))
    return rfc3339_ms(text);
  return twitter_ms(text);
}

std::int64_t second_of(std::int64_t ms) {
  return ms >= 0 ? ms / 1000 : -((-ms + 999) / 1000);
}

} // namespace murmuration::audit
