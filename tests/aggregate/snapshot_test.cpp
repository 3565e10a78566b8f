/// Snapshots, and reloads when one is ahead.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

namespace {

aggregate_options often() {
  auto options = small_options();
  options.snapshot_entries_min = 1;
  options.snapshot_deltas_max = 1;
  options.snapshot_part_names = 2;
  return options;
}

/// An engine that shares its store and takes no snapshots of its own.
aggregate_options follower() {
  auto options = small_options();
  options.instance = "follower";
  options.shared_store = true;
  options.random = [n = std::uint64_t{1'000'000}]() mutable {
    return n++;
  };
  return options;
}

} // namespace

BOOST_AUTO_TEST_SUITE(snapshots)

BOOST_AUTO_TEST_CASE(a_snapshot_is_the_durable_counts_only) {
  bench b{often()};
  b.begin({{0, 40}});
  b.feed(0, 5);
  b.pass(1000);
  auto call = std::exchange(b.asked.appends, {}).at(0);
  b.counts.append(b.run(*call), b.now_ms);
  b.feed(0, 5);
  b.pass(1000); // in flight
  b.feed(0, 5); // open
  b.pass(0);
  tag_counts expected, found;
  recount(partition(0), {0}, {5}, expected);
  for (auto parts = 1;; ++parts) {
    BOOST_REQUIRE(b.asked.snapshots.size() == 1);
    auto taken = b.asked.snapshots[0];
    BOOST_TEST(taken->announced.partitions.at(0).at.next.value == 5);
    b.asked.snapshots.clear();
    // What becomes durable between the parts is in none of them.
    b.serve();
    b.feed(0, 1);
    b.pass(1000);
    for (auto& x : taken->spell_out().tags)
      if (x.count > 0)
        found[x.tag] += x.count;
    BOOST_TEST(taken->first == (parts == 1));
    if (taken->last) {
      BOOST_TEST(parts > 1);
      break;
    }
    b.counts.write_snapshot({{}, snapshot_outcome::more, {}}, b.now_ms);
  }
  BOOST_TEST((found == expected));
}

BOOST_AUTO_TEST_CASE(words_go_with_the_parts_and_none_is_lost) {
  auto options = often();
  options.legs.set(static_cast<std::size_t>(leg::words));
  bench b{options};
  b.begin({{0, 40}});
  auto batch = b.next_batch(0, 1);
  auto words = std::make_shared<word_partial>();
  words->batch = batch;
  std::map<std::int64_t, std::map<std::string, std::uint64_t>> expected, found;
  for (std::int64_t second = 1'599'999'990; second < 1'599'999'996; ++second) {
    words->seconds.push_back({second, {{"a", 1}, {"b", 2}}});
    expected[second] = {{"a", 1}, {"b", 2}};
  }
  b.deliver(batch);
  b.counts.words(words, b.now_ms);
  b.pass(1000);
  auto call = std::exchange(b.asked.appends, {}).at(0);
  b.counts.append(b.run(*call), b.now_ms);
  b.pass(0);
  for (auto parts = 1;; ++parts) {
    BOOST_REQUIRE(b.asked.snapshots.size() == 1);
    auto taken = std::exchange(b.asked.snapshots, {})[0];
    auto content = taken->spell_out();
    BOOST_TEST(content.words.size() == 1u); // two words a part
    for (auto& second : content.words)
      for (auto [word, count] : second.words)
        found[second.second][std::string{word}] += count;
    if (taken->last) {
      BOOST_TEST(parts == 6);
      break;
    }
    b.counts.write_snapshot({{}, snapshot_outcome::more, {}}, b.now_ms);
  }
  BOOST_TEST((found == expected));
}

// An hour of words was written anew for every few thousand of them.
BOOST_AUTO_TEST_CASE(a_snapshot_waits_until_it_halves_what_a_start_reads) {
  auto options = small_options();
  options.snapshot_entries_min = 1;
  options.legs.set(static_cast<std::size_t>(leg::words));
  bench b{options};
  b.begin({{0, 1000}});
  std::vector<std::string> names;
  for (auto i = 0; i < 900; ++i)
    names.push_back("w" + std::to_string(i));
  auto next_delta = [&] {
    auto batch = b.next_batch(0, 1);
    auto words = std::make_shared<word_partial>();
    words->batch = batch;
    auto& second = words->seconds.emplace_back();
    second.second = 1'599'999'990;
    for (const auto& x : names)
      second.words.push_back({x, 1});
    b.deliver(batch);
    b.counts.words(words, b.now_ms);
    b.settle();
  };
  next_delta(); // 900 words are held, and read
  BOOST_TEST(b.asked.snapshots_taken == 0);
  next_delta(); // twice as many are read
  BOOST_TEST(b.asked.snapshots_taken == 1);
  next_delta(); // the snapshot and as many again
  BOOST_TEST(b.asked.snapshots_taken == 2);
  names.resize(100);
  next_delta();
  BOOST_TEST(b.asked.snapshots_taken == 2);
}

BOOST_AUTO_TEST_CASE(a_new_engine_begins_at_the_snapshot) {
  bench first{often()};
  first.begin({{0, 40}});
  for (auto i = 0; i < 5; ++i) {
    first.feed(0, 5);
    first.settle();
  }
  BOOST_TEST(first.counts.live(first.now_ms)->snapshots >= 2u);
  bench second{small_options(), first.cells};
  second.begin({{0, 40}});
  BOOST_TEST(second.reader(0).next.value == 25);
  second.check();
}

BOOST_AUTO_TEST_CASE(a_reload_adds_nothing_back) {
  bench owner{often()};
  owner.begin({{0, 100}, {0, 100}});
  bench b{follower(), owner.cells};
  b.begin({{0, 100}, {0, 100}});
  // It loses both partitions without being told, and goes on counting.
  b.feed(0, 5);
  b.pass(1000);
  auto in_flight = std::exchange(b.asked.appends, {});
  b.feed(0, 5);
  for (auto i = 0; i < 4; ++i) {
    owner.feed(0, 3);
    owner.feed(1, 3);
    owner.settle();
  }
  for (auto& call : in_flight)
    b.counts.append(b.run(*call), b.now_ms);
  BOOST_TEST(b.counts.live(b.now_ms)->reloads == 1);
  BOOST_TEST(b.counts.live(b.now_ms)->catching_up);
  BOOST_TEST(!b.reader(0).reading);
  b.settle();
  BOOST_TEST(!b.counts.live(b.now_ms)->catching_up);
  BOOST_TEST(b.view_of(0).applied.value == 12);
  BOOST_TEST(b.reader(0).next.value == 12);
  b.check();
}

BOOST_AUTO_TEST_CASE(an_answer_from_before_a_reload_changes_nothing) {
  bench owner{often()};
  owner.begin({{0, 100}});
  bench b{follower(), owner.cells};
  b.begin({{0, 100}});
  b.pass(500);
  auto stale = std::exchange(b.asked.follows, {}); // nothing to follow: owned
  b.feed(0, 5);
  b.pass(1000);
  auto in_flight = std::exchange(b.asked.appends, {}).at(0);
  for (auto i = 0; i < 4; ++i) {
    owner.feed(0, 3);
    owner.settle();
  }
  auto answer = b.run(*in_flight);
  b.counts.append(answer, b.now_ms);
  b.settle();
  auto before = b.view_of(0).applied;
  b.counts.append(answer, b.now_ms);
  for (auto& call : stale)
    b.counts.follow(b.run(*call), b.now_ms);
  BOOST_TEST((b.view_of(0).applied == before));
  BOOST_TEST(b.counts.live(b.now_ms)->reloads == 1);
  b.check();
}

// Whoever does not own the lowest partition took a snapshot at every fourth of
// the owner's, because it never saw that there were any.
BOOST_AUTO_TEST_CASE(anothers_snapshot_puts_mine_off) {
  bench owner{often()};
  owner.begin({{0, 1000}, {0, 1000}});
  auto options = follower();
  options.snapshot_entries_min = 1;
  options.snapshot_deltas_max = 1;
  bench b{options, owner.cells};
  b.counts.begin();
  b.serve();
  for (auto i = 0; i < 20; ++i) {
    owner.feed(0, 3);
    owner.pass(1000);
    owner.serve();
    // It follows the delta before there is a snapshot of it: nothing to reload.
    b.pass(1000);
    b.serve();
    owner.settle();
  }
  BOOST_TEST(owner.counts.live(owner.now_ms)->snapshots > 5u);
  BOOST_TEST(b.asked.snapshots_taken == 0);
  BOOST_TEST(b.counts.live(b.now_ms)->reloads == 0);
  b.check();
}

BOOST_AUTO_TEST_CASE(an_overdue_snapshot_is_taken_by_anyone) {
  bench owner;
  owner.begin({{0, 1000}, {0, 1000}});
  auto options = follower();
  options.snapshot_entries_min = 1;
  options.snapshot_deltas_max = 1;
  bench b{options, owner.cells};
  b.counts.begin();
  b.serve();
  for (auto i = 0; i < 20; ++i) {
    owner.feed(0, 3);
    owner.settle();
    b.pass(1000);
    b.serve();
  }
  BOOST_TEST(b.counts.live(b.now_ms)->snapshots > 0);
  b.check();
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
