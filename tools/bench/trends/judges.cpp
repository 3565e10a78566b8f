#include "tools/bench/trends/judges.hpp"

#include <map>

namespace murmuration::bench {

namespace {

constexpr std::size_t now_s = 300;
constexpr std::size_t past_s = 3600;

} // namespace

engine_lists::engine_lists(const trend_settings& rule)
  : lists_(table_, {true, true, 4ull << 30, 10, rule}) {}

void engine_lists::take(const std::vector<use>& uses) {
  ++second_;
  std::map<std::uint32_t, std::set<std::uint32_t>> authors;
  std::map<std::uint32_t, std::uint32_t> counts;
  for (const auto& x : uses) {
    authors[x.tag].insert(x.author);
    ++counts[x.tag];
  }
  delta made;
  made.seconds.push_back({second_, uses.size() + 1, 0, 0, 0});
  second_uses second{second_, {}};
  minute_authors minute{second_ / 60, {}};
  std::vector<std::uint32_t> keys;
  for (const auto& [tag, by] : authors) {
    auto name = stream::name(tag);
    auto id = table_.intern(name, name);
    table_.add_durable(id, counts[tag]);
    auto row = static_cast<std::uint32_t>(keys.size());
    keys.push_back(table_.key_number(id));
    made.tags.push_back({name, name, counts[tag]});
    second.tags.push_back({row, counts[tag]});
    for (auto author : by)
      minute.uses.push_back({row, author});
  }
  made.tag_seconds.emplace().push_back(std::move(second));
  made.tag_authors.emplace().push_back(std::move(minute));
  lists_.add(made, keys, second_ * 1000);
}

void engine_lists::look() {
  view_ = {};
  lists_.show({}, second_ * 1000, std::nullopt, view_);
}

shown_tags engine_lists::trending() const {
  shown_tags result;
  for (const auto& x : view_.trending)
    result.insert(number_of(x.key));
  return result;
}

shown_tags engine_lists::window_top(std::size_t which) const {
  shown_tags result;
  for (const auto& x : view_.windows[which].tags)
    result.insert(number_of(x.key));
  return result;
}

shown_tags engine_lists::all_time_top() {
  shown_tags result;
  for (const auto& x : table_.top())
    result.insert(number_of(x.key));
  return result;
}

void chi_square::take(const std::vector<use>& uses) {
  seconds_.push_back(uses);
  for (const auto& x : uses) {
    ++tags_[x.tag].now;
    ++all_.now;
  }
  if (seconds_.size() > now_s)
    for (const auto& x : seconds_[seconds_.size() - 1 - now_s]) {
      auto& tag = tags_[x.tag];
      --tag.now;
      ++tag.past;
      --all_.now;
      ++all_.past;
    }
  if (seconds_.size() > now_s + past_s) {
    for (const auto& x : seconds_.front()) {
      auto tag = tags_.find(x.tag);
      --tag->second.past;
      --all_.past;
      if (tag->second.now == 0 && tag->second.past == 0)
        tags_.erase(tag);
    }
    seconds_.pop_front();
  }
}

shown_tags chi_square::shown() const {
  constexpr double limit = 10.83; // p = .001
  shown_tags result;
  if (all_.past == 0)
    return result;
  auto scale = static_cast<double>(all_.now) / all_.past;
  for (const auto& [tag, x] : tags_) {
    auto expected = std::max(x.past * scale, .5);
    auto above = x.now - expected;
    if (x.now >= 4 && above > 0 && above * above / expected > limit)
      result.insert(tag);
  }
  return result;
}

} // namespace murmuration::bench
