#include "tools/audit/audit.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "tools/audit/compare.hpp"
#include "tools/audit/compare_served.hpp"
#include "tools/audit/plan.hpp"
#include "tools/audit/tags.hpp"

namespace murmuration::audit {

namespace {

using clock = std::chrono::steady_clock;

/// Records between two looks at the progress.
constexpr std::uint64_t tell_every = 4096;

std::optional<std::string> key_asked(const options& asked) {
  if (!asked.tag)
    return std::nullopt;
  auto key = key_of(without_sign(*asked.tag));
  if (key.empty())
    throw cannot_audit{"--tag " + *asked.tag + " is no tag"};
  return key;
}

/// Where a delta's records may begin: behind the gap that it begins with.
std::int64_t first_record(const delta& x) {
  auto at = x.start;
  for (const auto& lost : x.sums.gaps)
    if (lost.from == at)
      at = lost.to;
  return at.value;
}

class auditor {
public:
  auditor(const settings& config, const options& asked, const progress& tell,
          report& out)
    : config_(config)
    , tell_(tell)
    , out_(out)
    , book_(config)
    , whole_(!asked.last)
    , plan_(make_plan(book_,
                      asked.engine ? std::optional{ask_engine(*asked.engine)}
                                   : std::nullopt,
                      asked.last))
    , sums_(plan_.marks.size(), key_asked(asked)) {
    options_.tags = config.hashtag_counter.pool_size > 0;
    options_.offsets_are_records = config.source.kind == source_kind::kafka;
    if (!options_.tags)
      out_.notes.push_back("tags, which hashtag-counter.pool-size = 0 leaves "
                           "out");
  }

  void run() {
    out_.notes.insert(out_.notes.end(), plan_.notes.begin(), plan_.notes.end());
    for (const auto& one : plan_.chains) {
      ++out_.partitions;
      complete_ = complete_ && !one.has_former;
    }
    for (const auto& one : plan_.chains)
      partition(one);
    auto all = options_;
    all.lower_bounds = !complete_;
    for (std::size_t i = 0; i < plan_.snapshots.size(); ++i) {
      compare_snapshot(plan_.marks[i].name, plan_.snapshots[i].content, sums_,
                       i, all);
      ++out_.snapshots;
    }
    if (plan_.served) {
      compare_served(*plan_.served, sums_, plan_.marks.size() - 2, all);
      out_.served = true;
      if (!plan_.served->is_exact())
        out_.notes.push_back("what is served to the digit: the engine counted "
                             "on while it was asked, so its figures were "
                             "compared with those before and after");
    }
  }

  /// Also of an audit that ended with a difference.
  void finish() {
    out_.tags = sums_.tags().size();
  }

private:
  /// Where the marks are in a partition's current generation; what it does not
  /// have at all lies below its first record.
  std::vector<std::int64_t> cuts_of(const chain& x) const {
    std::vector<std::int64_t> out;
    for (const auto& one : plan_.marks) {
      auto at = one.at.find(x.source);
      auto known = at != one.at.end() && at->second.gen == x.origin.gen;
      out.push_back(known ? at->second.next.value : INT64_MIN);
    }
    return out;
  }

  void partition(const chain& x) {
    auto cuts = cuts_of(x);
    auto from = whole_ ? x.origin.next.value : x.first.next.value;
    auto until = x.end.gen == x.origin.gen ? x.end.next.value : from;
    for (auto cut : cuts)
      until = std::max(until, cut);
    sums_.begin(cuts);
    if (from == until)
      return;
    from_ = from;
    until_ = until;
    source_ = &x.source;
    reader_ = open_source(config_, x.source, from);
    if (reader_->earliest() > from) {
      complete_ = false;
      out_.notes.push_back(
          fmt::format("{}: offsets {} to {}, which the source no longer holds",
                      to_string(x.source), from, reader_->earliest()));
    }
    read_to(x.first.next.value);
    sums_.next_run();
    for (const auto& one : x.links)
      delta(x, one);
    read_to(until);
    for (std::size_t i = 0; i < plan_.snapshots.size(); ++i)
      for (const auto& state : plan_.snapshots[i].announced.partitions)
        if (state.source == x.source && state.at.gen == x.origin.gen) {
          auto options = options_;
          options.lower_bounds = reader_->earliest() > from;
          compare_sums(plan_.marks[i].name, state, sums_.partition_mark(i),
                       options);
        }
    if (plan_.served && reader_->earliest() <= from)
      compare_status(*plan_.served, x, sums_, plan_.marks.size() - 2);
    reader_.reset();
  }

  /// Takes the records below `end`; throws when the log ends before it.
  void read_to(std::int64_t end) {
    source_record x;
    while (reader_->next(x, end)) {
      sums_.take(x);
      if (++out_.records % tell_every == 0)
        tell_(*source_,
              static_cast<double>(x.next - from_)
                  / static_cast<double>(until_ - from_),
              out_.records);
    }
    out_.tweets += sums_.run().outcomes.counted;
    if (reader_->position() < end)
      throw difference{to_string(*source_),
                       {},
                       "where the log ends",
                       "counted up to offset " + std::to_string(end),
                       "whole records up to "
                           + std::to_string(reader_->position())};
    if (reader_->position() > end && end > reader_->earliest()
        && !options_.offsets_are_records)
      throw difference{to_string(*source_),
                       {},
                       "offset " + std::to_string(end),
                       "between two records",
                       "within one that ends at "
                           + std::to_string(reader_->position())};
  }

  void delta(const chain& of, const link& place) {
    read_to(place.end.next.value);
    if (auto cell = cell_at(of, place)) {
      // Of a delta that lost some of its records the rest proves nothing.
      if (first_record(*cell) >= reader_->earliest()) {
        compare_delta(of.source, place, *cell, sums_, options_);
        ++out_.deltas;
      }
    }
    sums_.next_run();
  }

  /// None: it was folded into a snapshot since the audit began.
  std::optional<murmuration::delta> cell_at(const chain& of,
                                            const link& place) {
    try {
      if (auto cell = book_.delta_at(of.source, place.start))
        return cell;
    } catch (const cannot_audit&) {
      // RocksDB read-only: an engine may have dropped the file meanwhile.
    }
    book_.open();
    if (auto cell = book_.delta_at(of.source, place.start))
      return cell;
    auto newest = book_.newest_pointers();
    if (newest.size() == 2)
      for (const auto& one : newest.back().partitions)
        if (one.source == of.source && one.at > place.start)
          return std::nullopt;
    throw difference{to_string(of.source), place.start, "the delta",
                     "gone since the audit began", "a delta"};
  }

  const settings& config_;
  const progress& tell_;
  report& out_;
  cells book_;
  bool whole_;
  plan plan_;
  recount sums_;
  compare_options options_;
  bool complete_ = true; ///< every record that was ever counted is read
  std::unique_ptr<record_reader> reader_;
  const topic_partition* source_ = nullptr;
  std::int64_t from_ = 0;
  std::int64_t until_ = 0;
};

} // namespace

report run_audit(const settings& config, const options& asked,
                 const progress& tell) {
  report out;
  out.job = config.job;
  auto start = clock::now();
  std::optional<auditor> work;
  try {
    work.emplace(config, asked, tell, out);
    work->run();
  } catch (const difference& found) {
    out.found = found;
  }
  if (work)
    work->finish();
  out.seconds = std::chrono::duration<double>(clock::now() - start).count();
  return out;
}

} // namespace murmuration::audit
