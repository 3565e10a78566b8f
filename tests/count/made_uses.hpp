/// Partitions of tweets with tags whose times jump and come late, and what
/// windows and trends must say of any prefix of them, counted as plainly as
/// the rules are written.
#pragma once

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "messages/view.hpp"
#include "runtime/count/trend_rule.hpp"
#include "tests/count/made_log.hpp"

namespace murmuration::test {

struct plain_use {
  std::int64_t second;
  std::string key;
  std::uint32_t author;
};

/// Counts what it is given, in no particular order.
struct plain_lists {
  std::vector<plain_use> uses;
  std::int64_t clock = -1;

  void take(const made_record& x) {
    if (x.what != made_record::a_tweet)
      return;
    clock = std::max(clock, second_of(x.event_ms));
    for (const auto& [key, tag] : x.tags)
      uses.push_back({second_of(x.event_ms), key, x.author});
  }

  /// By count, then key.
  std::vector<std::pair<std::int64_t, std::string>>
  window(std::int64_t seconds, std::size_t k) const {
    std::map<std::string, std::int64_t> counts;
    for (const auto& x : uses)
      if (x.second > clock - seconds && x.second <= clock && x.second >= 0)
        --counts[x.key];
    std::vector<std::pair<std::int64_t, std::string>> result;
    for (const auto& [key, n] : counts)
      result.emplace_back(n, key);
    std::sort(result.begin(), result.end());
    for (auto& x : result)
      x.first = -x.first;
    result.resize(std::min(result.size(), k));
    return result;
  }

  struct trend {
    std::string key;
    double score, f, s, e;
    std::int64_t since;
  };
  struct trends {
    double all_f = 0, all_s = 0, threshold = 0;
    std::vector<trend> tags; ///< by score, then key
  };

  trends trending(const trend_settings& by) const {
    auto newest = clock / 60;
    std::map<std::string, std::map<std::int64_t, std::set<std::uint32_t>>> used;
    for (const auto& x : uses)
      if (x.second >= 0 && x.second / 60 > newest - 360)
        used[x.key][x.second / 60].insert(x.author);
    std::map<std::int64_t, std::size_t> all;
    for (const auto& [key, minutes] : used)
      for (const auto& [minute, authors] : minutes)
        all[minute] += authors.size();
    auto weight = [](std::int64_t age, std::int64_t half_ms) {
      return std::exp2(-60'000. * static_cast<double>(age)
                       / static_cast<double>(half_ms));
    };
    auto sum = [&](const auto& minutes, std::int64_t at, std::int64_t half_ms) {
      double result = 0;
      for (const auto& [minute, n] : minutes)
        if (minute <= at)
          result += static_cast<double>(n) * weight(at - minute, half_ms);
      return result;
    };
    trends result;
    result.all_f = sum(all, newest, by.fast_ms);
    result.all_s = sum(all, newest, by.slow_ms);
    auto threshold = [&](double all_f) {
      return by.min_score * (1 + .075 * std::max(0., std::log2(all_f / 2000)));
    };
    result.threshold = threshold(result.all_f);
    for (const auto& [key, minutes] : used) {
      std::map<std::int64_t, std::size_t> counts;
      for (const auto& [minute, authors] : minutes)
        counts[minute] = authors.size();
      trend x;
      auto shown = [&](std::int64_t at) {
        auto f = sum(counts, at, by.fast_ms);
        auto s = sum(counts, at, by.slow_ms);
        auto all_f = sum(all, at, by.fast_ms);
        auto all_s = sum(all, at, by.slow_ms);
        auto e = (all_s > 0 ? s * all_f / all_s : 0) + 1;
        auto c = by.overdispersion * e;
        auto score = (f - e) / std::sqrt(e + c * c);
        x = {key, score, f, s, e, x.since};
        return f >= by.min_count && score >= threshold(all_f);
      };
      auto since = newest;
      if (!shown(newest))
        continue;
      while (since > newest - 359 && shown(since - 1))
        --since;
      shown(newest);
      x.since = since * 60;
      result.tags.push_back(x);
    }
    std::sort(result.tags.begin(), result.tags.end(),
              [](const trend& x, const trend& y) {
                return std::tie(y.score, x.key) < std::tie(x.score, y.key);
              });
    return result;
  }
};

/// The trends of a view, equal to the recount.
inline bool same_trends(const lists_view& view, const plain_lists& plain,
                        const trend_settings& rule, std::size_t k,
                        std::string& why) {
  auto differ = [&](const std::string& what) {
    why = what;
    return false;
  };
  auto trends = plain.trending(rule);
  if (plain.clock >= 0
      && (view.all_now != trends.all_f || view.all_past != trends.all_s))
    return differ("F or S");
  if (view.threshold != trends.threshold)
    return differ("the threshold");
  trends.tags.resize(std::min(trends.tags.size(), k));
  if (view.trending.size() != trends.tags.size())
    return differ("how many trend");
  for (std::size_t i = 0; i < trends.tags.size(); ++i) {
    const auto& x = view.trending[i];
    const auto& y = trends.tags[i];
    if (x.key != y.key || x.score != y.score || x.now != y.f || x.past != y.s
        || x.expected != y.e || x.since != y.since)
      return differ("the trend " + y.key + " or its place");
  }
  return true;
}

/// Everything that a view says, equal to the recount.
inline bool same_lists(const lists_view& view, const plain_lists& plain,
                       const trend_settings& rule, std::size_t k,
                       std::string& why) {
  auto differ = [&](const std::string& what) {
    why = what;
    return false;
  };
  if (view.clock != std::max<std::int64_t>(plain.clock, 0))
    return differ("the clock");
  for (const auto& x : view.windows) {
    if (!x.exact || x.max_error != 0u)
      return differ("exactness of " + std::to_string(x.seconds));
    std::vector<std::pair<std::int64_t, std::string>> shown;
    for (const auto& tag : x.tags)
      shown.emplace_back(tag.count, tag.key);
    if (shown != plain.window(x.seconds, k))
      return differ("the window " + std::to_string(x.seconds));
  }
  if (!view.trending_exact)
    return differ("exactness of trends");
  return same_trends(view, plain, rule, k, why);
}

/// A partition whose event time goes on by seconds, now and then by hours, and
/// whose tweets are up to ten minutes late; now and then a tag bursts.
inline made_log log_of_uses(std::size_t size, std::int64_t start_ms,
                            std::mt19937& random) {
  made_log log(size);
  auto now_ms = start_ms;
  std::size_t burst = 0;
  for (auto& x : log) {
    auto dice = random() % 300;
    now_ms += static_cast<std::int64_t>(dice == 0  ? random() % 40'000'000
                                        : dice < 3 ? random() % 600'000
                                                   : random() % 4'000);
    x.event_ms = now_ms;
    if (random() % 8 == 0)
      x.event_ms -= static_cast<std::int64_t>(random() % 600'000);
    if (dice == 9)
      burst = random() % 40;
    x.author = static_cast<std::uint32_t>(random() % 30);
    std::set<std::size_t> used;
    for (auto n = random() % 3; n > 0; --n)
      used.insert(skewed(random, 40));
    if (random() % 4 != 0)
      used.insert(burst);
    for (auto number : used) {
      auto key = numbered("a long key ", number);
      x.tags.push_back({key, random() % 2 ? key : numbered("K", number)});
    }
  }
  return log;
}

} // namespace murmuration::test
