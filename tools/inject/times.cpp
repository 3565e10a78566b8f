#include "tools/inject/times.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstring>

#include "runtime/decode/time.hpp"

namespace murmuration::inject {
namespace {

namespace chr = std::chrono;

constexpr std::array<std::string_view, 7> weekdays{
    "Sun ", "Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat "};
constexpr std::array<std::string_view, 12> months{
    "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ",
    "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "};

struct broken_down {
  explicit broken_down(std::int64_t ms) {
    chr::sys_time<chr::milliseconds> at{chr::milliseconds{ms}};
    auto day_start = chr::floor<chr::days>(at);
    chr::year_month_day date{day_start};
    year = static_cast<unsigned>(static_cast<int>(date.year()));
    month = static_cast<unsigned>(date.month());
    day = static_cast<unsigned>(date.day());
    weekday = chr::weekday{day_start}.c_encoding();
    auto rest = static_cast<unsigned>((at - day_start).count());
    hour = rest / 3'600'000;
    minute = rest / 60'000 % 60;
    second = rest / 1000 % 60;
    millisecond = rest % 1000;
  }

  unsigned year, month, day, weekday, hour, minute, second, millisecond;
};

char* add(char* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

/// `Width` decimal digits.
template <int Width>
char* add(char* at, unsigned number) {
  for (auto place = Width; place-- > 0; number /= 10)
    at[place] = static_cast<char>('0' + number % 10);
  return at + Width;
}

char* add_clock(char* at, const broken_down& t) {
  at = add<2>(at, t.hour);
  *at++ = ':';
  at = add<2>(at, t.minute);
  *at++ = ':';
  return add<2>(at, t.second);
}

} // namespace

char* v1_time::write(char* at) const {
  broken_down t{ms};
  at = add(at, weekdays[t.weekday]);
  at = add(at, months[t.month - 1]);
  at = add<2>(at, t.day);
  *at++ = ' ';
  at = add_clock(at, t);
  at = add(at, " +0000 ");
  return add<4>(at, t.year);
}

char* v2_time::write(char* at) const {
  broken_down t{ms};
  at = add<4>(at, t.year);
  *at++ = '-';
  at = add<2>(at, t.month);
  *at++ = '-';
  at = add<2>(at, t.day);
  *at++ = 'T';
  at = add_clock(at, t);
  *at++ = '.';
  at = add<3>(at, t.millisecond);
  *at++ = 'Z';
  return at;
}

std::string iso_time(std::int64_t ms) {
  char text[v2_time::size_max];
  return {text, v2_time{ms}.write(text)};
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
