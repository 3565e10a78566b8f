#include "runtime/count/recent_list.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace murmuration {

namespace {

/// At most `size` bytes of UTF-8, ending with a whole character.
std::string cut(std::string_view text, std::size_t size) {
  if (text.size() > size) {
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
      --size;
    text = text.substr(0, size);
  }
  return std::string{text};
}

} // namespace

std::string kept_id(std::string_view id) {
  return cut(id, recent_list::field_bytes_max);
}

void recent_list::add(const tweet_batch& batch,
                      const std::vector<sentiment>* labels,
                      const text_of& text) {
  const auto& tweets = batch.tweets;
  // Tweets are copied only once it is known that they stay.
  std::vector<std::uint32_t> newest;
  for (std::uint32_t i = 0; i < tweets.size(); ++i) {
    auto fits =
        tweets_.size() < max_ || tweets[i].event_ms >= tweets_.back().event_ms;
    if (fits && (!text || text(tweets[i])))
      newest.push_back(i);
  }
  auto newer = [&](std::uint32_t x, std::uint32_t y) {
    if (tweets[x].event_ms != tweets[y].event_ms)
      return tweets[x].event_ms > tweets[y].event_ms;
    return x > y;
  };
  auto kept = std::min(newest.size(), max_);
  std::partial_sort(newest.begin(),
                    newest.begin() + static_cast<std::ptrdiff_t>(kept),
                    newest.end(), newer);
  newest.resize(kept);
  std::vector<recent_tweet> later;
  later.reserve(kept);
  for (auto i : newest) {
    const auto& x = tweets[i];
    later.push_back({.id = cut(x.id, field_bytes_max),
                     .author = cut(x.author, field_bytes_max),
                     .created_at = cut(x.created_at, field_bytes_max),
                     .text = cut(text ? *text(x) : x.text, text_bytes_max),
                     .lang = cut(x.lang, field_bytes_max),
                     .label = labels ? (*labels)[i] : sentiment::none,
                     .event_ms = x.event_ms});
  }
  merge(std::move(later));
}

void recent_list::add(std::span<const recent_tweet> later,
                      std::int64_t event_ms_max) {
  std::vector<recent_tweet> fit;
  for (const auto& x : later) {
    auto late = tweets_.size() == max_ && x.event_ms < tweets_.back().event_ms;
    if (x.event_ms <= event_ms_max && !late)
      fit.push_back(x);
  }
  merge(std::move(fit));
}

void recent_list::merge(std::vector<recent_tweet> later) {
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
