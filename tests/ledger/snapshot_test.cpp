#include <boost/test/unit_test.hpp>

#include "runtime/ledger/chunks.hpp"
#include "tests/ledger/book.hpp"
#include "tests/ledger/made_up.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

bool is_chunk(const store_call& call) {
  return call.key.substr(0, 6) == "job|s|";
}

snapshot loaded(book& from) {
  auto answer = from.entries.load_snapshot();
  if (!answer || !*answer)
    throw std::runtime_error(answer ? "no snapshot" : answer.error().what);
  return whole_of(**answer);
}

/// Content that needs several chunks.
snapshot large(book& with, std::uint64_t number, std::uint64_t id = 1) {
  auto out = with.draft(number, {standing(tweets_0, at(9))}, id);
  made_up random{number};
  while (out.content.tags.size() < 120'000)
    out.content.tags.push_back({random.text(9), random.text(9), 1});
  return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(ledger_snapshot)

BOOST_AUTO_TEST_CASE(an_empty_ledger_has_no_snapshot) {
  book mine;
  auto answer = mine.entries.load_snapshot();
  BOOST_REQUIRE(answer);
  BOOST_TEST(!*answer);
}

BOOST_AUTO_TEST_CASE(a_snapshot_is_loaded_as_it_was_written) {
  book mine;
  auto draft = large(mine, 1);
  BOOST_TEST((mine.write(draft) == snapshot_outcome::mine));
  book other{mine.cells};
  auto again = loaded(other);
  BOOST_TEST((again.content == draft.content));
  BOOST_TEST((again.announced.partitions == draft.announced.partitions));
  BOOST_TEST(again.announced.chunks > 1u);
  for (std::uint32_t i = 0; i < again.announced.chunks; ++i)
    BOOST_TEST(mine.cells->find(keys::chunk("job", 1, 1, i))->size()
               <= chunk_bytes_max);
}

BOOST_AUTO_TEST_CASE(a_snapshot_may_be_written_in_parts) {
  book mine;
  auto draft = mine.draft(1, {standing(tweets_0, at(9))}, 7);
  auto write = [&](std::string tag, bool first, bool last) {
    auto part = draft;
    part.content.tags = {{tag, tag, 1}};
    auto answer = mine.entries.write_snapshot(part, first, last);
    BOOST_REQUIRE(answer);
    return answer->what;
  };
  BOOST_TEST((write("a", true, false) == snapshot_outcome::more));
  BOOST_TEST((write("b", false, false) == snapshot_outcome::more));
  BOOST_TEST(mine.size(keys::pointers_from("job", 0)) == 0u);
  BOOST_TEST((write("c", false, true) == snapshot_outcome::mine));
  auto again = loaded(mine);
  BOOST_TEST(again.announced.chunks == 3u);
  BOOST_REQUIRE(again.content.tags.size() == 3u);
  BOOST_TEST(again.content.tags[2].key == "c");
}

BOOST_AUTO_TEST_CASE(a_part_belongs_to_the_draft_that_was_begun) {
  book mine;
  auto draft = mine.draft(1, {standing(tweets_0, at(9))}, 7);
  auto answer = mine.entries.write_snapshot(draft, false, true);
  BOOST_REQUIRE(answer);
  BOOST_TEST((answer->what == snapshot_outcome::stale));
  (void)mine.entries.write_snapshot(draft, true, false);
  auto other = mine.draft(1, {standing(tweets_0, at(9))}, 8);
  answer = mine.entries.write_snapshot(other, false, true);
  BOOST_TEST((answer->what == snapshot_outcome::stale));
  mine.when = [](const store_call& c) {
    return is_chunk(c) ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST(!mine.entries.write_snapshot(draft, false, false));
  mine.when = {};
  answer = mine.entries.write_snapshot(draft, false, true);
  BOOST_TEST((answer->what == snapshot_outcome::stale));
}

BOOST_AUTO_TEST_CASE(contents_of_any_shape_survive_the_cutting) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  BOOST_TEST_CONTEXT("seed " << seed)
  for (auto i = 0; i < 100; ++i) {
    made_up random{seed + i};
    auto content = random.content(random.number(60));
    auto limit = 300 + random.number(5000);
    chunk_cutter cutter{content, limit};
    snapshot_content whole;
    auto chunks = 0;
    while (auto part = cutter.next()) {
      auto elements = part->tags.size() + part->seconds.size()
                      + part->minutes.size() + part->words.size()
                      + part->recent.size() + part->lost.seconds.size();
      if (part->tag_seconds)
        elements += part->tag_seconds->size();
      if (part->tag_authors)
        elements += part->tag_authors->size();
      if (elements > 1)
        BOOST_TEST(encode(*part).size() <= limit);
      append_chunk(whole, std::move(*part));
      ++chunks;
    }
    BOOST_TEST((whole == content));
    BOOST_TEST(chunks >= 1);
  }
}

BOOST_AUTO_TEST_CASE(the_newest_pointer_is_seen_by_who_knows_an_older_one) {
  book mine;
  book other{mine.cells};
  for (std::uint64_t n = 1; n <= 12; ++n) {
    mine.write(mine.draft(n, {standing(tweets_0, at(5 * n))}, n));
    if (n % 3 == 0)
      BOOST_TEST((**other.entries.newest_pointer()).number == n);
  }
}

BOOST_AUTO_TEST_CASE(a_lost_reply_to_the_pointer_is_resolved_by_reading) {
  book mine;
  mine.when = [](const store_call& c) {
    return c.writes && is_pointer(c) ? fate::reply_lost : fate::acknowledged;
  };
  BOOST_TEST((mine.write(mine.draft(1, {standing(tweets_0, at(5))}))
              == snapshot_outcome::mine));
}

BOOST_AUTO_TEST_CASE(who_comes_second_learns_it) {
  book mine;
  book other{mine.cells};
  mine.when = before(
      [](const store_call& c) { return c.writes && is_pointer(c); },
      [&] { other.write(other.draft(1, {standing(tweets_0, at(7))}, 2)); });
  BOOST_TEST((mine.write(mine.draft(1, {standing(tweets_0, at(5))}, 1))
              == snapshot_outcome::other));
  BOOST_TEST((loaded(mine).announced.id == 2u));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_not_the_next_is_stale) {
  book mine;
  mine.write(mine.draft(1, {standing(tweets_0, at(5))}));
  for (auto number : {1, 3})
    BOOST_TEST((mine.write(mine.draft(number, {standing(tweets_0, at(9))}))
                == snapshot_outcome::stale));
}

BOOST_AUTO_TEST_CASE(a_store_that_is_down_announces_nothing) {
  book mine;
  mine.when = [](const store_call& c) {
    return is_chunk(c) ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST(
      !mine.entries.write_snapshot(mine.draft(1, {standing(tweets_0, at(5))})));
  mine.when = [](const store_call& c) {
    return is_pointer(c) && c.writes ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST((mine.write(mine.draft(1, {standing(tweets_0, at(5))}))
              == snapshot_outcome::unknown));
  BOOST_TEST(mine.size(keys::pointers_from("job", 0)) == 0u);
}

// -- what each rule is for
// ------------------------------------------------------

namespace {

/// May a snapshot stand below the former one in one partition?
bool announces_below(protocol_rules rules,
                     std::vector<partition_state> states) {
  book mine{std::make_shared<memory_cells>(), rules};
  mine.write(
      mine.draft(1, {standing(tweets_0, at(9)), standing(tweets_1, at(9))}, 1));
  return mine.write(mine.draft(2, std::move(states), 2))
         == snapshot_outcome::mine;
}

/// The first chunk is never acknowledged. Can the newest snapshot be loaded?
bool announces_half(protocol_rules rules) {
  book mine{std::make_shared<memory_cells>(), rules};
  mine.when = [](const store_call& c) {
    return is_chunk(c) && c.writes ? fate::refused : fate::acknowledged;
  };
  (void)mine.entries.write_snapshot(mine.draft(1, {standing(tweets_0, at(5))}));
  return !mine.entries.load_snapshot();
}

/// Two engines announce the same number. Does each believe that it is its own?
bool announces_twice(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book mine{cells, rules};
  book other{cells, rules};
  auto others = snapshot_outcome::unknown;
  mine.when =
      before([](const store_call& c) { return c.writes && is_pointer(c); },
             [&] {
               others =
                   other.write(other.draft(1, {standing(tweets_0, at(7))}, 2));
             });
  auto mines = mine.write(mine.draft(1, {standing(tweets_0, at(5))}, 1));
  return mines == snapshot_outcome::mine && others == snapshot_outcome::mine;
}

/// The pointer's write is in doubt, and applied late. Can it be loaded?
bool announces_nothing(protocol_rules rules) {
  book mine{std::make_shared<memory_cells>(), rules};
  mine.when = [](const store_call& c) {
    return is_pointer(c) && c.writes ? fate::late : fate::acknowledged;
  };
  mine.write(mine.draft(1, {standing(tweets_0, at(5))}));
  mine.when = {};
  mine.cells->apply_late(1);
  return !mine.entries.load_snapshot();
}

} // namespace

BOOST_AUTO_TEST_CASE(without_the_comparison_a_snapshot_goes_back) {
  auto lower =
      std::vector{standing(tweets_0, at(20)), standing(tweets_1, at(8))};
  auto fewer = std::vector{standing(tweets_0, at(20))};
  auto higher =
      std::vector{standing(tweets_0, at(0, 1)), standing(tweets_1, at(9))};
  BOOST_TEST(!announces_below({}, lower));
  BOOST_TEST(!announces_below({}, fewer));
  BOOST_TEST(announces_below({}, higher));
  BOOST_TEST(announces_below({.vector_not_below = false}, lower));
}

BOOST_AUTO_TEST_CASE(without_all_acknowledgements_a_snapshot_is_not_whole) {
  BOOST_TEST(!announces_half({}));
  BOOST_TEST(announces_half({.chunks_before_pointer = false}));
}

BOOST_AUTO_TEST_CASE(without_the_condition_two_announce_one_number) {
  BOOST_TEST(!announces_twice({}));
  BOOST_TEST(announces_twice({.pointer_if_absent = false}));
}

BOOST_AUTO_TEST_CASE(without_its_chunks_a_late_pointer_announces_nothing) {
  BOOST_TEST(!announces_nothing({}));
  BOOST_TEST(announces_nothing({.keep_chunks_in_doubt = false}));
}

BOOST_AUTO_TEST_SUITE_END()
