#include "runtime/count/recent_list.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace murmuration {

namespace {

/// At most `size` bytes of UTF-8, ending with a whole character.
std::string_view beginning(std::string_view text, std::size_t size) {
  if (text.size() <= size)
    return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  return text.substr(0, size);
}

std::string cut(std::string_view text, std::size_t size) {
  return std::string{beginning(text, size)};
}

} // namespace

std::string_view kept_id(std::string_view id) {
  return beginning(id, recent_list::field_bytes_max);
}

void recent_list::add(batch_ptr batch, sentiment_partial_ptr labels) {
  choice later{std::move(batch), std::move(labels), {}};
  later.places = chosen(later.batch->tweets);
  if (later.places.empty())
    return;
  if (displaces_all(later))
    clear();
  else
    settle();
  latest_ = std::move(later);
}

std::vector<std::uint32_t>
recent_list::chosen(const std::vector<tweet>& tweets) const {
  std::vector<std::uint32_t> places;
  auto late = [&](const tweet& x) {
    return tweets_.size() == max_ && x.event_ms < tweets_.back().event_ms;
  };
  auto wanted = [&](const tweet& x) {
    return !late(x) && (!text_ || text_(x));
  };
  auto end = static_cast<std::uint32_t>(tweets.size());
  if (std::ranges::is_sorted(tweets, {}, &tweet::event_ms)) { // most are
    for (auto i = end; i-- > 0 && places.size() < max_;)
      if (wanted(tweets[i]))
        places.push_back(i);
    return places;
  }
  for (std::uint32_t i = 0; i < end; ++i)
    if (wanted(tweets[i]))
      places.push_back(i);
  auto newer = [&](std::uint32_t x, std::uint32_t y) {
    if (tweets[x].event_ms != tweets[y].event_ms)
      return tweets[x].event_ms > tweets[y].event_ms;
    return x > y;
  };
  auto kept = std::min(places.size(), max_);
  std::partial_sort(places.begin(),
                    places.begin() + static_cast<std::ptrdiff_t>(kept),
                    places.end(), newer);
  places.resize(kept);
  return places;
}

/// Whether nothing older is as new as the oldest of as many as the list takes.
bool recent_list::displaces_all(const choice& later) const {
  auto oldest = later.event_ms(later.places.size() - 1);
  return later.places.size() == max_
         && (tweets_.empty() || tweets_.front().event_ms <= oldest)
         && (latest_.places.empty() || latest_.event_ms(0) <= oldest);
}

void recent_list::settle() const {
  auto from = std::exchange(latest_, {});
  std::vector<recent_tweet> later;
  later.reserve(from.places.size());
  for (auto i : from.places) {
    const auto& x = from.batch->tweets[i];
    later.push_back(
        {.id = cut(x.id, field_bytes_max),
         .author = cut(x.author, field_bytes_max),
         .created_at = cut(x.created_at, field_bytes_max),
         .text = cut(text_ ? *text_(x) : x.text, text_bytes_max),
         .lang = cut(x.lang, field_bytes_max),
         .label = from.labels ? from.labels->labels[i] : sentiment::none,
         .event_ms = x.event_ms});
  }
  merge(std::move(later));
}

void recent_list::add(std::span<const recent_tweet> later,
                      std::int64_t event_ms_max) {
  settle();
  std::vector<recent_tweet> fit;
  for (const auto& x : later) {
    auto late = tweets_.size() == max_ && x.event_ms < tweets_.back().event_ms;
    if (x.event_ms <= event_ms_max && !late)
      fit.push_back(x);
  }
  merge(std::move(fit));
}

void recent_list::merge(std::vector<recent_tweet> later) const {
  if (later.empty())
    return;
  std::vector<recent_tweet> both;
  both.reserve(later.size() + tweets_.size());
  // Of equal times std::merge takes the first range first: those came later.
  std::merge(std::make_move_iterator(later.begin()),
             std::make_move_iterator(later.end()),
             std::make_move_iterator(tweets_.begin()),
             std::make_move_iterator(tweets_.end()), std::back_inserter(both),
             [](const recent_tweet& x, const recent_tweet& y) {
               return x.event_ms > y.event_ms;
             });
  if (both.size() > max_)
    both.resize(max_);
  tweets_ = std::move(both);
}

} // namespace murmuration
