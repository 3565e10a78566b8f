/// Random and small contents for the ledger's tests. Same seed, same contents.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "messages/ledger_records.hpp"

namespace murmuration::test {

class made_up {
public:
  explicit made_up(std::uint64_t seed)
    : random_(seed) {}

  std::uint64_t number(std::uint64_t below) {
    return random_() % below;
  }

  /// Any 64 bits.
  std::uint64_t bits() {
    return random_();
  }

  /// Up to `size_max` bytes, of any value.
  std::string text(std::size_t size_max) {
    std::string out(1 + number(size_max), ' ');
    for (auto& c : out)
      c = static_cast<char>(random_());
    return out;
  }

  totals some_totals();
  second_words some_words(std::size_t words_max);
  recent_tweet some_tweet();
  std::vector<std::string> some_ids(std::size_t ids_max);
  snapshot_content content(std::size_t size);
  void add_lists(snapshot_content& to);
  delta some_delta(std::size_t size);
  partition_state some_state(int partition);

private:
  std::mt19937_64 random_;
};

inline totals made_up::some_totals() {
  totals out;
  out.outcomes = {.counted = bits(),
                  .filtered = number(9),
                  .skipped = number(9),
                  .malformed = number(9),
                  .duplicate = bits()};
  for (auto& one : out.sentiments)
    one = bits();
  out.holes = number(100);
  for (auto n = number(3); n > 0; --n)
    out.gaps.push_back({offset{5}, offset{static_cast<int>(5 + number(9))}});
  return out;
}

inline second_words made_up::some_words(std::size_t words_max) {
  second_words out;
  out.second = static_cast<std::int64_t>(number(1u << 31));
  out.cut = number(2) == 0;
  std::vector<std::string> words;
  for (auto n = number(words_max + 1); n > 0; --n)
    words.push_back(text(12));
  std::vector<counted_word> counted;
  for (const auto& x : words)
    counted.push_back({x, bits()});
  out.words = packed_words{counted};
  return out;
}

inline recent_tweet made_up::some_tweet() {
  return {text(20),
          text(15),
          text(30),
          text(300),
          text(3),
          static_cast<sentiment>(number(4)),
          static_cast<std::int64_t>(bits())};
}

inline std::vector<std::string> made_up::some_ids(std::size_t ids_max) {
  std::vector<std::string> out;
  for (auto n = number(ids_max + 1); n > 0; --n)
    out.push_back(text(20));
  return out;
}

inline snapshot_content made_up::content(std::size_t size) {
  snapshot_content out;
  for (auto n = number(size + 1); n > 0; --n) {
    auto key = text(12);
    auto tag = number(2) == 0 ? key : text(12);
    out.tags.push_back({key, tag, bits()});
  }
  for (auto n = number(size + 1); n > 0; --n) {
    out.seconds.push_back(
        {static_cast<std::int64_t>(bits()), bits(), bits(), bits(), number(9)});
    out.minutes.push_back({static_cast<std::int64_t>(bits()), 1, 2, 3, 4});
  }
  for (auto n = number(4); n > 0; --n)
    out.words.push_back(some_words(size));
  for (auto n = number(4); n > 0; --n)
    out.recent.push_back(some_tweet());
  out.deleted = some_ids(3);
  if (number(3) > 0)
    add_lists(out);
  return out;
}

/// Uses of the tags that are there.
inline void made_up::add_lists(snapshot_content& to) {
  to.tag_seconds.emplace();
  to.tag_authors.emplace();
  for (auto n = number(4); n > 0 && !to.tags.empty(); --n) {
    auto& second = to.tag_seconds->emplace_back();
    second.second = static_cast<std::int64_t>(bits());
    auto& minute = to.tag_authors->emplace_back();
    minute.minute = static_cast<std::int64_t>(bits());
    for (auto rows = number(to.tags.size()); rows > 0; --rows) {
      auto row = static_cast<std::uint32_t>(rows);
      second.tags.push_back({row, static_cast<std::uint32_t>(bits() | 1)});
      minute.uses.push_back({row, static_cast<std::uint32_t>(bits())});
    }
    to.lost.seconds.push_back({static_cast<std::int64_t>(n), bits()});
  }
  to.lost.seconds_to = static_cast<std::int64_t>(number(9)) - 1;
  to.lost.authors_to = static_cast<std::int64_t>(number(9)) - 1;
}

inline delta made_up::some_delta(std::size_t size) {
  auto parts = content(size);
  delta out;
  out.nonce = bits();
  out.start = offset{static_cast<std::int64_t>(number(1u << 31))};
  out.end = offset{out.start.value + 1 + static_cast<std::int64_t>(number(99))};
  out.sums = some_totals();
  out.tags = std::move(parts.tags);
  out.seconds = std::move(parts.seconds);
  out.words = std::move(parts.words);
  out.recent = std::move(parts.recent);
  out.deleted = std::move(parts.deleted);
  out.tag_seconds = std::move(parts.tag_seconds);
  out.tag_authors = std::move(parts.tag_authors);
  if (number(2) == 0)
    out.texts.push_back(some_tweet());
  if (number(2) == 0)
    out.last = fingerprint{offset{out.end.value - 1}, bits(), -1};
  if (number(4) == 0)
    out.moved = redirect{{{2}, offset{7}}};
  out.rules = bits();
  out.writer = text(12);
  out.written_ms = static_cast<std::int64_t>(bits());
  return out;
}

inline partition_state made_up::some_state(int partition) {
  partition_state out;
  out.source = {"tweets", partition_id{partition}};
  out.origin = {{1}, offset{3}};
  out.at = {{1}, offset{static_cast<std::int64_t>(3 + number(1u << 30))}};
  out.sums = some_totals();
  out.before = some_totals();
  if (number(2) == 0)
    out.last = fingerprint{offset{4}, bits(), 17};
  out.owner = text(9);
  return out;
}

} // namespace murmuration::test
