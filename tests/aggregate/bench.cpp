#include "tests/aggregate/bench.hpp"

#include <utility>

#include "runtime/ledger/codec.hpp"

namespace murmuration::test {

bench::bench(aggregate_options options, std::shared_ptr<memory_cells> shared)
  : cells(std::move(shared))
  , store(cells)
  , book(store, "job")
  , counts(std::move(options), asked) {}

void bench::found(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& ranges) {
  std::vector<partition_range> all;
  for (auto [earliest, end] : ranges)
    all.push_back(
        {partition(static_cast<std::int32_t>(all.size())), {earliest}, {end}});
  counts.found(all);
}

void bench::begin(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& ranges) {
  counts.begin();
  found(ranges);
  serve();
  for (std::size_t n = 0; n < ranges.size(); ++n)
    counts.assign(partition(static_cast<std::int32_t>(n)));
  pass(1);
  serve();
}

void bench::serve() {
  auto all = [this](auto& calls, auto answer) {
    auto taken = std::exchange(calls, {});
    for (auto& call : taken)
      (counts.*answer)(run(*call), now_ms);
    return !taken.empty();
  };
  // Each answer asks for a bounded number of further calls.
  for (auto rounds = 0; rounds < 1000; ++rounds)
    if (!(all(asked.loads, &aggregate::load)
          | all(asked.follows, &aggregate::follow)
          | all(asked.appends, &aggregate::append)
          | all(asked.origins, &aggregate::add_origin)
          | all(asked.snapshots, &aggregate::write_snapshot)
          | all(asked.removals, &aggregate::remove_old)))
      return;
  BOOST_FAIL("the aggregate asks the store without end");
}

void bench::pass(std::int64_t ms) {
  now_ms += ms;
  counts.tick(now_ms);
}

void bench::settle() {
  for (auto i = 0; i < 4; ++i) {
    pass(1000);
    serve();
  }
}

batch_ptr bench::next_batch(std::int32_t n, std::int64_t records) {
  auto& from = reader(n);
  BOOST_REQUIRE(from.reading);
  offset next{from.next.value + records};
  auto batch =
      made_batch(partition(n), from.at_epoch, from.number, from.next, next);
  ++from.number.value;
  from.next = next;
  return batch;
}

void bench::deliver(const batch_ptr& batch) {
  counts.hashtags(tags_of(batch), now_ms);
  counts.records(batch, now_ms);
}

partition_view bench::view_of(std::int32_t n) {
  auto view = counts.live(now_ms);
  for (auto& x : view->partitions)
    if (x.source == partition(n))
      return x;
  BOOST_FAIL("no such partition");
  return {};
}

void bench::check() {
  auto view = counts.live(now_ms);
  tag_counts expected;
  std::uint64_t records = 0;
  for (auto& x : view->partitions) {
    recount(x.source, x.origin, x.applied, expected);
    auto offsets = static_cast<std::uint64_t>(x.applied.value - x.origin.value);
    BOOST_TEST(x.sums.outcomes.records() == offsets);
    records += offsets;
  }
  tag_counts shown;
  for (auto& x : view->top)
    shown[x.key] = x.count;
  BOOST_TEST((shown == expected));
  BOOST_TEST(view->tweets == records);
}

load_answer bench::run(const load_call& call) {
  load_answer answer{call.reload, {}, {}, {}, {}};
  answer.found = *book.read_genesis();
  if (!answer.found && call.mine)
    answer.found = *book.found(*call.mine);
  if (answer.found) {
    answer.origins = *book.origins();
    answer.newest = *book.load_snapshot();
  }
  return answer;
}

follow_answer bench::run(const follow_call& call) {
  follow_answer answer;
  answer.reload = call.reload;
  std::vector<ledger::follow_from> from;
  for (auto& x : call.items)
    from.push_back({x.source, x.from});
  auto read = book.follow(from);
  for (std::size_t i = 0; i < call.items.size(); ++i)
    answer.items.push_back(
        {call.items[i], read->partitions[i].deltas, read->partitions[i].more});
  answer.newest = read->newest;
  if (call.with_origins)
    answer.origins = *book.origins();
  return answer;
}

append_answer bench::run(const append_call& call) {
  auto nonce = call.content->nonce;
  auto done =
      book.append(call.source, call.start, nonce, encode(*call.content));
  append_answer answer;
  answer.reload = call.reload;
  answer.source = call.source;
  answer.at_epoch = call.at_epoch;
  answer.start = call.start;
  answer.nonce = nonce;
  if (done) {
    answer.what = done->cell;
    answer.newest = done->newest;
  } else {
    answer.error = done.error().what;
  }
  return answer;
}

origin_answer bench::run(const origin_call& call) {
  return {call.mine.source, {}, *book.add_origin(call.mine)};
}

snapshot_answer bench::run(const snapshot_call& call) {
  auto written = book.write_snapshot({call.announced, call.spell_out()},
                                     call.first, call.last);
  return {{}, written->what, written->announced};
}

remove_answer bench::run(const remove_call& call) {
  return {{}, book.remove_old(call.rows_max)->more};
}

} // namespace murmuration::test
