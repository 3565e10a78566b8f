#include "runtime/decode/time.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace murmuration {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes a text apart from the left; once something does not fit, `ok` stays
/// false and every further number is 0.
struct reader {
  std::string_view rest;
  bool ok = true;

  unsigned number(std::size_t digits) {
    if (rest.size() < digits)
      ok = false;
    unsigned value = 0;
    for (std::size_t i = 0; ok && i < digits; ++i) {
      ok = is_digit(rest[i]);
      value = value * 10 + static_cast<unsigned>(rest[i] - '0');
    }
    if (!ok)
      return 0;
    rest.remove_prefix(digits);
    return value;
  }

  bool next_is(char c) const {
    return !rest.empty() && rest.front() == c;
  }

  void expect(char c) {
    ok = ok && next_is(c);
    if (ok)
      rest.remove_prefix(1);
  }

  std::string_view word(std::size_t size) {
    ok = ok && rest.size() >= size;
    if (!ok)
      return {};
    auto taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }
};

struct moment {
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  unsigned millisecond = 0;
  int offset_minutes = 0;
};

unsigned month_number(std::string_view name) {
  constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
  for (unsigned i = 0; i < 12; ++i)
    if (names.substr(i * 3, 3) == name)
      return i + 1;
  return 0;
}

void read_clock(reader& in, moment& out) {
  out.hour = in.number(2);
  in.expect(':');
  out.minute = in.number(2);
  in.expect(':');
  out.second = in.number(2);
}

/// `+0130`, or `+01:30` when `colon` is true.
void read_offset(reader& in, moment& out, bool colon) {
  auto sign = in.next_is('-') ? -1 : 1;
  in.expect(sign < 0 ? '-' : '+');
  auto hours = in.number(2);
  if (colon)
    in.expect(':');
  auto minutes = in.number(2);
  in.ok = in.ok && hours < 24 && minutes < 60;
  out.offset_minutes = sign * static_cast<int>(hours * 60 + minutes);
}

std::optional<std::int64_t> unix_ms(const moment& x) {
  using namespace std::chrono;
  year_month_day date{year{static_cast<int>(x.year)}, month{x.month},
                      day{x.day}};
  // A leap second (60) is the next minute's first.
  if (!date.ok() || x.hour > 23 || x.minute > 59 || x.second > 60)
    return std::nullopt;
  milliseconds since = sys_days{date}.time_since_epoch();
  since += hours{x.hour} + minutes{x.minute} + seconds{x.second};
  since += milliseconds{x.millisecond} - minutes{x.offset_minutes};
  return since.count();
}

/// `Mon Aug 17 03:07:53 +0000 2015`; the weekday is not checked.
std::optional<std::int64_t> parse_v1(std::string_view text) {
  reader in{text};
  moment out;
  in.word(3);
  in.expect(' ');
  out.month = month_number(in.word(3));
  in.expect(' ');
  out.day = in.number(2);
  in.expect(' ');
  read_clock(in, out);
  in.expect(' ');
  read_offset(in, out, false);
  in.expect(' ');
  out.year = in.number(4);
  if (!in.ok || !in.rest.empty())
    return std::nullopt;
  return unix_ms(out);
}

void read_fraction(reader& in, moment& out) {
  in.expect('.');
  in.ok = in.ok && !in.rest.empty() && is_digit(in.rest.front());
  for (unsigned worth = 100;
       in.ok && !in.rest.empty() && is_digit(in.rest.front()); worth /= 10)
    out.millisecond += in.number(1) * worth;
}

std::optional<std::int64_t> parse_rfc3339(std::string_view text) {
  reader in{text};
  moment out;
  out.year = in.number(4);
  in.expect('-');
  out.month = in.number(2);
  in.expect('-');
  out.day = in.number(2);
  auto separator = in.word(1);
  in.ok = in.ok && (separator == "T" || separator == "t" || separator == " ");
  read_clock(in, out);
  if (in.next_is('.'))
    read_fraction(in, out);
  if (in.next_is('Z') || in.next_is('z'))
    in.word(1);
  else
    read_offset(in, out, true);
  if (!in.ok || !in.rest.empty())
    return std::nullopt;
  return unix_ms(out);
}

} // namespace

std::int64_t parse_created_at(std::string_view text) {
  if (text.empty())
    return 0;
  auto parsed = is_digit(text.front()) ? parse_rfc3339(text) : parse_v1(text);
  return parsed.value_or(0);
}

} // namespace murmuration
