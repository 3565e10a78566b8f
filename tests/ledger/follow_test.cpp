#include <boost/test/unit_test.hpp>

#include "tests/ledger/book.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

std::vector<std::int64_t> ends(const ledger::followed& read) {
  std::vector<std::int64_t> out;
  for (const auto& one : read.deltas)
    out.push_back(one.end.value);
  return out;
}

using list = std::vector<std::int64_t>;

} // namespace

BOOST_AUTO_TEST_SUITE(ledger_follow)

BOOST_AUTO_TEST_CASE(a_chain_is_read_in_order_from_any_of_its_places) {
  book mine;
  for (auto start : {0, 5, 10})
    mine.append(counting(start, start + 5));
  BOOST_TEST((ends(mine.follow(at(0))) == list{5, 10, 15}));
  BOOST_TEST((ends(mine.follow(at(5))) == list{10, 15}));
  BOOST_TEST(ends(mine.follow(at(15))).empty());
  BOOST_TEST(ends(mine.follow(at(0), tweets_1)).empty());
}

BOOST_AUTO_TEST_CASE(a_late_write_inside_the_chain_is_skipped) {
  book mine;
  mine.append(counting(0, 10));
  mine.append(counting(4, 12));
  mine.append(counting(10, 20));
  BOOST_TEST((ends(mine.follow(at(0))) == list{10, 20}));
}

BOOST_AUTO_TEST_CASE(a_chain_ends_before_a_gap) {
  book mine;
  mine.append(counting(0, 10));
  mine.append(counting(11, 20));
  BOOST_TEST((ends(mine.follow(at(0))) == list{10}));
  BOOST_TEST(ends(mine.follow(at(10))).empty());
}

BOOST_AUTO_TEST_CASE(a_redirect_ends_the_list_and_says_that_there_is_more) {
  book mine;
  mine.append(counting(0, 10));
  delta moved;
  moved.nonce = 5;
  moved.start = moved.end = offset{10};
  moved.moved = redirect{at(3, 1)};
  mine.append(moved);
  mine.append(counting(3, 8, 6), at(3, 1));
  auto read = mine.follow(at(0));
  BOOST_TEST((ends(read) == list{10, 10}));
  BOOST_TEST(read.more);
  BOOST_TEST((read.deltas.back().moved->to == at(3, 1)));
  BOOST_TEST((ends(mine.follow(at(3, 1))) == list{8}));
}

BOOST_AUTO_TEST_CASE(a_page_that_is_full_says_that_there_is_more) {
  book mine;
  for (auto start = 0; start < 10; ++start)
    mine.append(counting(start, start + 1));
  ledger::follow_limits limits;
  limits.a_partition.cells_max = 4;
  position from = at(0);
  std::size_t read = 0;
  for (auto more = true; more;) {
    auto answer = mine.entries.follow({{tweets_0, from}}, limits);
    BOOST_REQUIRE(answer);
    const auto& page = answer->partitions[0];
    BOOST_TEST(page.deltas.size() <= 4u);
    read += page.deltas.size();
    if (!page.deltas.empty())
      from.next = page.deltas.back().end;
    more = page.more;
  }
  BOOST_TEST(read == 10u);
}

BOOST_AUTO_TEST_CASE(the_limit_of_all_partitions_starves_none) {
  book mine;
  mine.append(counting(0, 5), at(0), tweets_0);
  mine.append(counting(0, 6), at(0), tweets_1);
  ledger::follow_limits limits;
  limits.bytes_max = 1;
  list first_read;
  for (auto i = 0; i < 2; ++i) {
    auto answer =
        mine.entries.follow({{tweets_0, at(0)}, {tweets_1, at(0)}}, limits);
    BOOST_REQUIRE(answer);
    for (const auto& one : answer->partitions)
      if (one.deltas.empty())
        BOOST_TEST(one.more);
      else
        first_read.push_back(one.source.partition.value);
  }
  BOOST_TEST((first_read == list{0, 1}));
}

BOOST_AUTO_TEST_CASE(a_cell_in_the_wrong_place_is_an_error) {
  book mine;
  mine.append(counting(0, 5), at(2));
  auto answer = mine.entries.follow({{tweets_0, at(0)}});
  BOOST_REQUIRE(!answer);
  BOOST_TEST(answer.error().what
             == "ledger cell 'job|d|tweets|00000|00000|00000000000000000002': "
                "it says that it starts at 0");
}

BOOST_AUTO_TEST_CASE(a_cell_that_leads_nowhere_is_an_error) {
  for (auto end : {0, -3}) {
    book mine;
    mine.append(counting(0, end));
    BOOST_TEST(!mine.entries.follow({{tweets_0, at(0)}}));
  }
  book mine;
  auto back = counting(0, 0);
  back.moved = redirect{at(9, 0)};
  mine.append(back);
  BOOST_TEST(!mine.entries.follow({{tweets_0, at(0)}}));
}

// -- what each rule is for
// ------------------------------------------------------

namespace {

/// A snapshot passes a place after its deltas were deleted and a late write
/// was applied there; it is announced just before the poll's cell is read. Is
/// that cell taken for a part of the chain?
bool takes_a_late_write(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book other{cells};
  book mine{cells, rules};
  mine.when = before(is_delta, [&] {
    other.write(other.draft(1, {standing(tweets_0, at(9))}));
    other.append(counting(0, 4, 3, "late"));
  });
  auto read = mine.follow(at(0));
  return !read.deltas.empty() && !is_ahead(mine.newest, tweets_0, at(0));
}

/// How many records a follower counts, where a late write overlaps the chain.
std::uint64_t records_counted(protocol_rules rules) {
  book mine{std::make_shared<memory_cells>(), rules};
  mine.append(counting(0, 10));
  mine.append(counting(4, 12));
  mine.append(counting(10, 20));
  std::uint64_t out = 0;
  for (const auto& one : mine.follow(at(0)).deltas)
    out += one.sums.outcomes.counted;
  return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(without_the_pointer_a_late_write_is_followed) {
  BOOST_TEST(!takes_a_late_write({}));
  BOOST_TEST(takes_a_late_write({.pointer_after_follow = false}));
}

BOOST_AUTO_TEST_CASE(a_pointer_read_before_the_cells_comes_too_early) {
  BOOST_TEST(takes_a_late_write({.delta_before_pointer = false}));
}

BOOST_AUTO_TEST_CASE(without_the_check_of_starts_records_count_twice) {
  BOOST_TEST(records_counted({}) == 20u);
  BOOST_TEST(records_counted({.start_is_position = false}) == 28u);
}

BOOST_AUTO_TEST_SUITE_END()
