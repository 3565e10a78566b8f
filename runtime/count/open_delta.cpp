#include "runtime/count/open_delta.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "runtime/count/bytes_hash.hpp"
#include "runtime/count/event_time.hpp"
#include "runtime/count/list_rows.hpp"
#include "runtime/count/sort_by_number.hpp"
#include "runtime/count/sums.hpp"

namespace murmuration {

namespace {

void check(const joined_batch& batch, offset end) {
  const auto& x = *batch.records;
  if (x.first != end)
    throw std::logic_error("open_delta: batch of " + to_string(x.source)
                           + " begins at " + std::to_string(x.first.value)
                           + ", but " + std::to_string(end.value) + " is next");
  if (batch.labels && batch.labels->labels.size() != x.tweets.size())
    throw std::logic_error(
        "open_delta: " + std::to_string(batch.labels->labels.size())
        + " labels for " + std::to_string(x.tweets.size()) + " tweets of "
        + to_string(x.source) + " at " + std::to_string(x.first.value));
}

void add_label(second_count& to, sentiment x) {
  to.positive += x == sentiment::positive;
  to.negative += x == sentiment::negative;
  to.neutral += x == sentiment::neutral;
}

std::uint64_t second_hash(std::int64_t second) {
  return bytes_hash({reinterpret_cast<const char*>(&second), sizeof(second)});
}

} // namespace

open_delta::open_delta(tag_table& table, offset start, language_rule covers,
                       list_switches lists)
  : table_(table)
  , start_(start)
  , end_(start)
  , lists_(lists) {
  if (covers)
    texts_.emplace(texts_max,
                   [covers = std::move(covers)](
                       const tweet& x) -> std::optional<std::string_view> {
                     if (x.top_text.empty() || !covers(x.lang))
                       return std::nullopt;
                     return x.top_text;
                   });
}

void open_delta::apply(const joined_batch& batch) {
  check(batch, end_);
  const auto& records = *batch.records;
  sums_.outcomes += records.outcomes;
  sums_.holes += records.holes;
  if (records.lost)
    add_gap(sums_, *records.lost);
  if (records.last)
    last_ = records.last;
  if (batch.tags)
    apply_tags(*batch.tags);
  apply_tweets(records, batch.labels.get());
  if (batch.words)
    apply_words(*batch.words);
  apply_texts(batch);
  end_ = records.next;
}

void open_delta::apply_tags(const hashtag_partial& x) {
  spellings_.clear();
  table_.intern(x.tags, spellings_);
  for (auto id : spellings_) {
    table_.add(id, 1);
    tags_.add(id.value, 1);
  }
  if (lists_.on())
    for (std::size_t i = 0; i < x.tags.size(); ++i)
      marks_.push_back({table_.key_number(spellings_[i]), x.tags[i].author,
                        x.tags[i].second});
}

void open_delta::apply_tweets(const tweet_batch& batch,
                              const sentiment_partial* labels) {
  for (std::size_t i = 0; i < batch.tweets.size(); ++i) {
    auto& second = seconds_[second_index(second_of(batch.tweets[i].event_ms))];
    ++second.volume.tweets;
    if (labels) {
      add_label(second.volume, labels->labels[i]);
      ++sums_.sentiments[static_cast<std::size_t>(labels->labels[i])];
    }
  }
}

void open_delta::apply_words(const word_partial& x) {
  auto& known = words_.numbers_of(x.lexicon);
  for (const auto& second : x.seconds) {
    auto i = second_index(second.second);
    words_.add(i, second.words, known);
    if (words_.has(i))
      seconds_[i].words_stamp = fresh_words_stamp();
  }
}

/// What is taken back leaves the lists when the delta is taken: had it made
/// room for older tweets before, what stays would depend on the batches.
void open_delta::apply_texts(const joined_batch& batch) {
  recent_.add(batch.records, batch.labels);
  if (texts_)
    texts_->add(batch.records, batch.labels);
  for (auto id : batch.records->deleted)
    if (!id.empty())
      deleted_.add(kept_id(id));
}

std::uint32_t open_delta::second_index(std::int64_t second) {
  if (second_seen_ < seconds_.size()
      && seconds_[second_seen_].volume.second == second)
    return second_seen_;
  auto hash = second_hash(second);
  auto i = by_second_.find(hash, [&](std::uint32_t x) {
    return seconds_[x].volume.second == second;
  });
  if (i == hash_index::none) {
    i = static_cast<std::uint32_t>(seconds_.size());
    by_second_.add(hash, i);
    seconds_.push_back({{.second = second}, 0});
  }
  return second_seen_ = i;
}

taken_delta open_delta::take(delta_label label) {
  if (empty())
    throw std::logic_error("open_delta: nothing to take at "
                           + std::to_string(start_.value));
  taken_delta result;
  auto& content = result.content;
  content.nonce = label.nonce;
  content.start = start_;
  content.end = end_;
  content.rules = label.rules;
  content.writer = std::move(label.writer);
  content.written_ms = label.written_ms;
  list_tags(result);
  list_seconds(content);
  content.sums = std::move(sums_);
  auto gone = [this](const std::string& id) {
    return deleted_.contains(id);
  };
  recent_.remove_if(gone);
  content.recent = recent_.take();
  if (texts_) {
    texts_->remove_if(gone);
    content.texts = texts_->take();
  }
  content.deleted = deleted_.sorted();
  content.last = last_;
  result.uses = std::exchange(marks_, {});
  result.index_seconds();
  reset(end_);
  return result;
}

void open_delta::list_tags(taken_delta& to) const {
  to.tags.reserve(tags_.size());
  tags_.for_each([&](std::uint64_t key, std::uint64_t n) {
    to.tags.push_back({{static_cast<std::uint32_t>(key)}, n});
  });
  // As they lie in the table, which is read here and when they are settled.
  sort_by_number(to.tags,
                 [](const auto& x) { return std::uint64_t{x.first.value}; });
  tag_rows rows;
  rows.rows.reserve(to.tags.size());
  for (auto [id, n] : to.tags)
    rows.rows.push_back(
        {table_.key(id), table_.tag(id), n, table_.key_number(id)});
  rows.sort();
  auto& content = to.content;
  content.tags.reserve(rows.rows.size());
  to.keys.reserve(rows.rows.size());
  for (const auto& x : rows.rows) {
    content.tags.push_back({std::string{x.key}, std::string{x.tag}, x.count});
    to.keys.push_back(x.number);
  }
  mark_rows marks{marks_, to.keys};
  if (lists_.windows)
    content.tag_seconds = marks.seconds();
  if (lists_.trending)
    content.tag_authors = marks.authors();
}

/// The volume of all seconds, the words of the newest `seconds_kept` of them.
void open_delta::list_seconds(delta& to) const {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < seconds_.size(); ++i)
    order.push_back(i);
  std::sort(order.begin(), order.end(), [&](auto x, auto y) {
    return seconds_[x].volume.second < seconds_[y].volume.second;
  });
  std::vector<std::uint32_t> with_words;
  for (auto i : order) {
    if (seconds_[i].volume.tweets > 0)
      to.seconds.push_back(seconds_[i].volume);
    if (words_.has(i))
      with_words.push_back(i);
  }
  auto kept =
      std::min(with_words.size(), static_cast<std::size_t>(seconds_kept));
  with_words.erase(with_words.begin(),
                   with_words.end() - static_cast<std::ptrdiff_t>(kept));
  to.words.reserve(kept);
  for (auto i : with_words) {
    auto [words, cut] = words_.read(i);
    to.words.push_back({seconds_[i].volume.second, cut, std::move(words)});
  }
}

void open_delta::revert(offset start) {
  tags_.for_each([&](std::uint64_t key, std::uint64_t n) {
    table_.subtract({static_cast<std::uint32_t>(key)}, n);
  });
  reset(start);
}

void open_delta::reset(offset start) {
  start_ = start;
  end_ = start;
  sums_ = {};
  last_.reset();
  tags_.clear();
  marks_.clear();
  seconds_.clear();
  by_second_.clear();
  second_seen_ = 0;
  words_.clear();
  recent_.clear();
  if (texts_)
    texts_->clear();
  deleted_.clear();
}

} // namespace murmuration
