#include "runtime/count/live_tags.hpp"

#include <algorithm>
#include <stdexcept>

namespace murmuration {

live_tags::entry& live_tags::entry_of(std::uint32_t key) {
  auto& x = tags_.at(key);
  if (x.counts.back() == 0)
    x.head = head_of(table_.key_name(key));
  return x;
}

void live_tags::raise(entry& x, std::uint32_t n, std::size_t which) {
  auto& count = x.counts[which];
  auto& from = contenders_[which];
  rank former{count, x.head};
  count += n;
  if (!from.known || former.before(from.bound)
      || !rank{count, x.head}.before(from.bound))
    return;
  from.keys.push_back(x.key);
  from.known = from.keys.size() < contenders_max;
}

void live_tags::add(std::uint32_t key, std::uint32_t n, std::size_t first) {
  auto& x = entry_of(key);
  for (auto i = first; i < window_count; ++i)
    raise(x, n, i);
}

void live_tags::add_to(std::uint32_t key, std::uint32_t n, std::size_t which) {
  raise(entry_of(key), n, which);
}

void live_tags::subtract(std::uint32_t key, std::uint32_t n,
                         std::size_t which) {
  auto x = tags_.find(key);
  if (x == nullptr || x->counts[which] < n)
    throw std::logic_error("live_tags: more uses of a tag leave a window than "
                           "are in it");
  x->counts[which] -= n;
  if (which + 1 == window_count && x->counts[which] == 0)
    tags_.release(key);
}

live_tags::rank live_tags::rank_of(std::uint32_t key, std::size_t which) const {
  auto found = tags_.find(key);
  return found ? rank{found->counts[which], found->head} : rank{};
}

/// Takes out what is not high enough, and raises what that is while there are
/// many more than a list needs.
void live_tags::thin(std::size_t which, std::size_t k) {
  auto& x = contenders_[which];
  auto keep = [&](const rank& bound) {
    std::erase_if(x.keys,
                  [&](auto key) { return !rank_of(key, which).before(bound); });
    x.bound = bound;
  };
  keep(x.bound);
  std::sort(x.keys.begin(), x.keys.end());
  x.keys.erase(std::unique(x.keys.begin(), x.keys.end()), x.keys.end());
  if (x.keys.size() <= 16 * k)
    return;
  std::vector<rank> ranks;
  for (auto key : x.keys)
    ranks.push_back(rank_of(key, which));
  auto fourth = ranks.begin() + static_cast<std::ptrdiff_t>(4 * k);
  std::nth_element(ranks.begin(), fourth, ranks.end(),
                   [](const rank& a, const rank& b) { return a.before(b); });
  keep(*fourth);
}

/// Begins anew, in one pass for all windows that must: with all tags of the
/// window if they are few, else with those before the 4k-th.
void live_tags::look_at_all(std::size_t k, const which_windows& which) {
  auto name_of = [this](std::uint32_t key) {
    return table_.key_name(key);
  };
  struct look {
    std::size_t window;
    best_list<decltype(name_of)> best;
    std::vector<std::uint32_t> all = {}; ///< while they are few
    std::size_t size = 0;
  };
  constexpr auto few = contenders_max / 2;
  std::vector<look> looks;
  for (std::size_t i = 0; i < window_count; ++i)
    if (which[i])
      looks.push_back({i, {4 * k, name_of}});
  tags_.for_each([&](const entry& x) {
    for (auto& to : looks) {
      auto count = x.counts[to.window];
      if (count == 0)
        continue;
      if (to.size++ < few)
        to.all.push_back(x.key);
      if (count >= to.best.least())
        to.best.offer(count, x.head, x.key);
    }
  });
  for (auto& from : looks) {
    auto& to = contenders_[from.window];
    to = {true, {}, std::move(from.all)};
    if (from.size <= few)
      continue;
    auto found = from.best.take();
    // Of names that begin like the last one's some are left out.
    to.bound = {found.back().count, found.back().head};
    to.keys.clear();
    for (const auto& x : found)
      to.keys.push_back(x.key);
    // Flat counts of names that all begin alike: those found make this list,
    // the next one needs a pass.
    to.known = rank{found[k - 1].count, found[k - 1].head}.before(to.bound);
  }
}

live_tags::top_lists live_tags::top(std::size_t k) {
  auto name_of = [this](std::uint32_t key) {
    return table_.key_name(key);
  };
  which_windows unknown;
  for (std::size_t i = 0; i < window_count; ++i) {
    auto& from = contenders_[i];
    if (from.known)
      thin(i, k);
    unknown[i] = !from.known || (from.keys.size() < k && from.bound.count > 0);
  }
  if (unknown.any())
    look_at_all(k, unknown);
  top_lists result;
  for (std::size_t i = 0; i < window_count; ++i) {
    best_list<decltype(name_of)> best{k, name_of};
    for (auto key : contenders_[i].keys) {
      const auto& x = *tags_.find(key);
      best.offer(x.counts[i], x.head, key);
    }
    for (const auto& x : best.take())
      result[i].push_back({std::string{table_.key_name(x.key)},
                           std::string{table_.shown_name(x.key)}, x.count});
  }
  return result;
}

void live_tags::clear() {
  tags_.clear();
  contenders_ = {};
}

} // namespace murmuration
