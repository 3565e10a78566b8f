#include <boost/test/unit_test.hpp>

#include "runtime/ledger/fold.hpp"
#include "runtime/ledger/generation.hpp"
#include "tests/ledger/book.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

folded state_of(book& in, fold_depth depth = fold_depth::counts) {
  auto out = fold(in.entries, depth);
  if (!out)
    throw std::runtime_error(out.error().what);
  return *out;
}

std::uint64_t rust(const folded& state) {
  auto i = state.tags.find({"rust", "Rust"});
  return i == state.tags.end() ? 0 : i->second;
}

generation_request request(std::int64_t from) {
  return {tweets_0, offset{from}, 99, "operator", 5};
}

} // namespace

BOOST_AUTO_TEST_SUITE(ledger_fold)

BOOST_AUTO_TEST_CASE(a_ledger_is_its_snapshot_and_the_deltas_behind_it) {
  book mine;
  mine.entries.found({1, {{tweets_0, at(3)}}, 5, "w", 0});
  mine.entries.add_origin({tweets_1, at(0)});
  mine.append(counting(3, 10));
  BOOST_TEST(rust(state_of(mine)) == 7u);
  mine.write(mine.draft(1, {standing(tweets_0, at(10), 3)}));
  mine.append(counting(10, 14, 2));
  mine.append(counting(0, 5, 3), at(0), tweets_1);
  auto state = state_of(mine);
  BOOST_TEST(rust(state) == 16u);
  BOOST_TEST(state.deltas == 2u);
  BOOST_TEST((state.find(tweets_0)->at == at(14)));
  BOOST_TEST(state.find(tweets_0)->sums.outcomes.counted == 11u);
  BOOST_TEST((state.find(tweets_0)->last == counting(10, 14).last));
  BOOST_TEST((state.find(tweets_1)->at == at(5)));
  BOOST_TEST(state_of(mine, fold_depth::partitions).tags.empty());
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_overtakes_the_fold_makes_it_start_over) {
  book mine;
  mine.entries.found({1, {{tweets_0, at(0)}}, 5, "w", 0});
  mine.append(counting(0, 10));
  book other{mine.cells};
  mine.when = before(is_delta, [&] {
    other.write(other.draft(1, {standing(tweets_0, at(10))}));
    other.store.erase(keys::delta("job", tweets_0, at(0)));
    // A late write at a deleted place.
    other.store.put(keys::delta("job", tweets_0, at(0)),
                    encode(counting(0, 4, 8)));
  });
  auto state = state_of(mine);
  BOOST_TEST(rust(state) == 10u);
  BOOST_TEST((state.find(tweets_0)->at == at(10)));
}

BOOST_AUTO_TEST_CASE(a_new_generation_begins_where_the_operator_says) {
  book mine;
  mine.entries.found({1, {{tweets_0, at(0)}}, 5, "w", 0});
  mine.append(counting(0, 10));
  auto begun = begin_generation(mine.entries, request(4));
  BOOST_REQUIRE(begun);
  BOOST_TEST((begun->ended == at(10)));
  BOOST_TEST((begun->begins == at(4, 1)));
  mine.append(counting(4, 9, 7), at(4, 1));
  auto state = state_of(mine);
  const auto& chain = *state.find(tweets_0);
  BOOST_TEST((chain.at == at(9, 1)));
  BOOST_TEST((chain.origin == at(4, 1)));
  BOOST_TEST(chain.sums.outcomes.counted == 5u);
  BOOST_TEST(chain.before.outcomes.counted == 10u);
  BOOST_TEST(rust(state) == 15u);
}

BOOST_AUTO_TEST_CASE(an_engine_of_the_old_generation_sees_that_it_ended) {
  book mine;
  mine.entries.found({1, {{tweets_0, at(0)}}, 5, "w", 0});
  mine.append(counting(0, 10));
  BOOST_REQUIRE(begin_generation(mine.entries, request(0)));
  BOOST_TEST((mine.append(counting(10, 12, 3)) == appended::other));
}

BOOST_AUTO_TEST_CASE(a_partition_that_is_unknown_or_counted_on_is_refused) {
  book mine;
  BOOST_TEST(begin_generation(mine.entries, request(0)).error().what
             == "job 'job' has no partition tweets/0");
  mine.entries.found({1, {{tweets_0, at(0)}}, 5, "w", 0});
  BOOST_TEST(!begin_generation(mine.entries, request(-1)));
  book engine{mine.cells};
  mine.when = before([](const store_call& c) { return c.writes; },
                     [&] { engine.append(counting(0, 10)); });
  BOOST_TEST(begin_generation(mine.entries, request(0)).error().what
             == "tweets/0 was counted further meanwhile, nothing is changed: "
                "stop the engine that counts it");
  BOOST_TEST((state_of(mine).find(tweets_0)->at == at(10)));
}

BOOST_AUTO_TEST_CASE(a_hold_counts_for_15_seconds_and_its_partitions) {
  book mine;
  mine.entries.put_hold({"engine", {tweets_1}, 100'000});
  auto holder = [&](const topic_partition& source, std::int64_t now_ms) {
    auto found = held_by(mine.entries, source, now_ms);
    return found && *found ? (**found).instance : "";
  };
  BOOST_TEST(holder(tweets_1, 114'999) == "engine");
  BOOST_TEST(holder(tweets_1, 90'000) == "engine");
  BOOST_TEST(holder(tweets_1, 115'000) == "");
  BOOST_TEST(holder(tweets_0, 100'000) == "");
}

BOOST_AUTO_TEST_CASE(a_lost_reply_begins_one_generation_not_two) {
  book mine;
  mine.entries.found({1, {{tweets_0, at(0)}}, 5, "w", 0});
  auto calls = 0;
  mine.when = [&](const store_call& c) {
    return c.writes && ++calls < 3 ? fate::reply_lost : fate::acknowledged;
  };
  BOOST_TEST(bool(begin_generation(mine.entries, request(0))));
  BOOST_TEST((state_of(mine).find(tweets_0)->at == at(0, 1)));
}

BOOST_AUTO_TEST_SUITE_END()
