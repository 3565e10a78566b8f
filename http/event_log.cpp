#include "http/event_log.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace murmuration::http {

namespace {

constexpr std::size_t entries_max = 200;
constexpr std::size_t named_max = 8;
constexpr std::size_t text_bytes_max = 600;
/// Further back nothing is joined.
constexpr std::int64_t join_within_ms = 60'000;
constexpr std::size_t join_among = 8;

/// At most so many bytes, cut where a character ends.
std::string cut(std::string text) {
  if (text.size() <= text_bytes_max)
    return text;
  auto end = text_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  text.resize(end);
  return text + "…";
}

} // namespace

void event_log::add(engine_event x) {
  if (!joins(x)) {
    entry made{std::move(x)};
    auto& subjects = made.event.subjects;
    if (subjects.size() > named_max) {
      made.more = subjects.size() - named_max;
      subjects.resize(named_max);
    }
    entries_.push_front(std::move(made));
    if (entries_.size() > entries_max)
      entries_.pop_back();
  }
  tell();
}

bool event_log::joins(engine_event& x) {
  auto end =
      entries_.begin()
      + static_cast<std::ptrdiff_t>(std::min(entries_.size(), join_among));
  auto known = std::find_if(entries_.begin(), end, [&](const entry& y) {
    return y.event.kind == x.kind && y.event.head == x.head
           && y.event.tail == x.tail && x.at_ms - y.event.at_ms < join_within_ms
           && x.at_ms >= y.event.at_ms;
  });
  if (known == end)
    return false;
  auto& subjects = known->event.subjects;
  auto news = false;
  for (auto& subject : x.subjects) {
    if (std::find(subjects.begin(), subjects.end(), subject) != subjects.end())
      continue;
    news = true;
    if (subjects.size() < named_max)
      subjects.push_back(std::move(subject));
    else
      ++known->more;
  }
  if (!news)
    ++known->times;
  known->event.at_ms = x.at_ms;
  std::rotate(entries_.begin(), known, known + 1);
  return true;
}

std::string event_log::text_of(const entry& x) {
  const auto& event = x.event;
  auto text = event.head + fmt::format("{}", fmt::join(event.subjects, ", "));
  if (x.more > 0)
    text += fmt::format(" and {} more", x.more);
  text = cut(text + event.tail);
  if (x.times > 1)
    text += fmt::format(" ({} times)", x.times);
  return text;
}

void event_log::tell() {
  auto made = std::make_shared<std::vector<told_event>>();
  made->reserve(entries_.size());
  for (const auto& x : entries_)
    made->push_back({x.event.at_ms, x.event.kind, text_of(x)});
  told_ = std::move(made);
}

} // namespace murmuration::http
