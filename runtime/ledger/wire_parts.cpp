#include "runtime/ledger/wire_parts.hpp"

#include <stdexcept>
#include <utility>

namespace murmuration {

namespace {

/// Thrift has no unsigned numbers; the bits are kept.
std::int64_t bits(std::uint64_t x) {
  return static_cast<std::int64_t>(x);
}

std::uint64_t count(std::int64_t x) {
  return static_cast<std::uint64_t>(x);
}

void check(bool good, const char* what) {
  if (!good)
    throw std::invalid_argument(what);
}

} // namespace

wire::Position to_wire(const position& x) {
  wire::Position out;
  out.generation = static_cast<std::int32_t>(x.gen.value);
  out.next_offset = x.next.value;
  return out;
}

position from_wire(const wire::Position& x) {
  check(x.generation >= 0 && x.next_offset >= 0, "a position below zero");
  return {generation{static_cast<std::uint32_t>(x.generation)},
          offset{x.next_offset}};
}

wire::Totals to_wire(const totals& x) {
  wire::Totals out;
  out.outcomes.counted = bits(x.outcomes.counted);
  out.outcomes.filtered = bits(x.outcomes.filtered);
  out.outcomes.skipped = bits(x.outcomes.skipped);
  out.outcomes.malformed = bits(x.outcomes.malformed);
  out.outcomes.duplicate = bits(x.outcomes.duplicate);
  out.positive = bits(x.sentiments[0]);
  out.negative = bits(x.sentiments[1]);
  out.neutral = bits(x.sentiments[2]);
  out.none = bits(x.sentiments[3]);
  out.holes = bits(x.holes);
  out.gaps.resize(x.gaps.size());
  for (std::size_t i = 0; i < x.gaps.size(); ++i) {
    out.gaps[i].from_offset = x.gaps[i].from.value;
    out.gaps[i].to_offset = x.gaps[i].to.value;
  }
  return out;
}

totals from_wire(const wire::Totals& x) {
  totals out;
  out.outcomes = {.counted = count(x.outcomes.counted),
                  .filtered = count(x.outcomes.filtered),
                  .skipped = count(x.outcomes.skipped),
                  .malformed = count(x.outcomes.malformed),
                  .duplicate = count(x.outcomes.duplicate)};
  out.sentiments = {count(x.positive), count(x.negative), count(x.neutral),
                    count(x.none)};
  out.holes = count(x.holes);
  out.gaps.reserve(x.gaps.size());
  for (const auto& one : x.gaps) {
    check(one.from_offset <= one.to_offset, "a gap that ends before it begins");
    out.gaps.push_back({offset{one.from_offset}, offset{one.to_offset}});
  }
  return out;
}

wire::Fingerprint to_wire(const fingerprint& x) {
  wire::Fingerprint out;
  out.at = x.at.value;
  out.hash = bits(x.hash);
  out.timestamp_ms = x.timestamp_ms;
  return out;
}

fingerprint from_wire(const wire::Fingerprint& x) {
  return {offset{x.at}, count(x.hash), x.timestamp_ms};
}

wire::Origin to_wire(const origin& x) {
  wire::Origin out;
  out.topic = x.source.topic;
  out.partition = x.source.partition.value;
  out.at = to_wire(x.at);
  return out;
}

origin from_wire(wire::Origin x) {
  check(x.partition >= 0, "a partition below zero");
  return {{std::move(x.topic), partition_id{x.partition}}, from_wire(x.at)};
}

std::vector<tag_count> from_wire(wire::Tags x) {
  check(x.count.size() == x.tag.size() && x.key.size() == x.tag.size(),
        "columns of different lengths");
  std::vector<tag_count> out(x.tag.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].key = x.key[i].empty() ? x.tag[i] : std::move(x.key[i]);
    out[i].tag = std::move(x.tag[i]);
    out[i].count = count(x.count[i]);
  }
  return out;
}

std::vector<second_count> from_wire(const wire::Seconds& x) {
  auto rows = x.second.size();
  check(x.tweets.size() == rows && x.positive.size() == rows
            && x.negative.size() == rows && x.neutral.size() == rows,
        "columns of different lengths");
  std::vector<second_count> out(rows);
  for (std::size_t i = 0; i < rows; ++i)
    out[i] = {x.second[i], count(x.tweets[i]), count(x.positive[i]),
              count(x.negative[i]), count(x.neutral[i])};
  return out;
}

std::vector<second_words> from_wire(std::vector<wire::WordsOfSecond> x) {
  std::vector<second_words> out(x.size());
  std::vector<counted_word> words;
  for (std::size_t i = 0; i < x.size(); ++i) {
    check(x[i].words.size() == x[i].counts.size(),
          "columns of different lengths");
    out[i].second = x[i].second;
    out[i].cut = x[i].cut;
    words.clear();
    for (std::size_t k = 0; k < x[i].words.size(); ++k)
      words.push_back({x[i].words[k], count(x[i].counts[k])});
    out[i].words = packed_words{words};
  }
  return out;
}

std::vector<recent_tweet> from_wire(std::vector<wire::RecentTweet> x) {
  std::vector<recent_tweet> out(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    check(x[i].label >= 0
              && x[i].label <= static_cast<std::int32_t>(sentiment::none),
          "a sentiment that does not exist");
    out[i] = {std::move(x[i].id),
              std::move(x[i].author),
              std::move(x[i].created_at),
              std::move(x[i].text),
              std::move(x[i].lang),
              static_cast<sentiment>(x[i].label),
              x[i].event_ms};
  }
  return out;
}

} // namespace murmuration
