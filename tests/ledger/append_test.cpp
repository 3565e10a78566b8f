#include <boost/test/unit_test.hpp>

#include "tests/ledger/book.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(ledger_append)

BOOST_AUTO_TEST_CASE(a_delta_in_a_free_place_is_mine) {
  book mine;
  BOOST_TEST((mine.append(counting(0, 5)) == appended::mine));
  auto read = mine.follow(at(0));
  BOOST_REQUIRE(read.deltas.size() == 1u);
  BOOST_TEST((read.deltas[0] == counting(0, 5)));
}

BOOST_AUTO_TEST_CASE(a_lost_acknowledgement_counts_nothing_twice) {
  book mine;
  mine.when = [](const store_call& c) {
    return c.writes ? fate::reply_lost : fate::acknowledged;
  };
  BOOST_TEST((mine.append(counting(0, 5)) == appended::mine));
  BOOST_TEST((mine.append(counting(0, 5)) == appended::mine));
  mine.when = {};
  BOOST_TEST((mine.append(counting(0, 5)) == appended::mine));
  BOOST_TEST(mine.follow(at(0)).deltas.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refused_write_left_nothing) {
  book mine;
  mine.when = [](const store_call& c) {
    return c.writes ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST((mine.append(counting(0, 5)) == appended::absent));
}

BOOST_AUTO_TEST_CASE(a_repeat_after_a_late_write_is_still_mine) {
  book mine;
  mine.when = [](const store_call& c) {
    return c.writes ? fate::late : fate::acknowledged;
  };
  BOOST_TEST((mine.append(counting(0, 5)) == appended::absent));
  mine.cells->apply_late(1);
  mine.when = {};
  BOOST_TEST((mine.append(counting(0, 5)) == appended::mine));
}

BOOST_AUTO_TEST_CASE(another_content_in_my_place_is_seen) {
  book mine;
  book other{mine.cells};
  other.append(counting(0, 7, 2, "other"));
  BOOST_TEST((mine.append(counting(0, 5)) == appended::other));
  BOOST_TEST((mine.follow(at(0)).deltas.at(0) == counting(0, 7, 2, "other")));
}

BOOST_AUTO_TEST_CASE(an_unreadable_cell_is_an_error_that_names_it) {
  book mine;
  auto key = keys::delta("job", tweets_0, at(0));
  mine.store.put(key, "not a cell of ours");
  auto answer = mine.entries.append(tweets_0, at(0), 1, encode(counting(0, 5)));
  BOOST_REQUIRE(!answer);
  BOOST_TEST(answer.error().what
             == "ledger cell '" + key
                    + "': it is damaged: its checksum does not match");
}

BOOST_AUTO_TEST_CASE(a_store_that_does_not_answer_is_an_error) {
  book mine;
  mine.when = [](const store_call&) {
    return fate::refused;
  };
  BOOST_TEST(!mine.entries.append(tweets_0, at(0), 1, encode(counting(0, 5))));
  mine.when = [](const store_call& c) {
    return is_pointer(c) ? fate::refused : fate::acknowledged;
  };
  BOOST_TEST(!mine.entries.append(tweets_0, at(0), 1, encode(counting(0, 5))));
  mine.when = {};
  BOOST_TEST((mine.append(counting(0, 5)) == appended::mine));
}

// -- what each rule is for
// ------------------------------------------------------

namespace {

/// Does a restarted engine take its predecessor's delta for its own?
bool takes_the_predecessors(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book before{cells};
  before.append(counting(0, 7, 1, "host-8080"));
  book restarted{cells, rules};
  return restarted.append(counting(0, 5, 2, "host-8080")) == appended::mine;
}

/// Does a zombie replace what another engine has counted?
bool replaces_anothers(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book owner{cells};
  owner.append(counting(0, 7, 1, "owner"));
  book zombie{cells, rules};
  zombie.append(counting(0, 5, 2, "zombie"));
  return owner.follow(at(0)).deltas.at(0).end != offset{7};
}

/// A snapshot passes the place of an append while it is on its way, its deltas
/// are deleted, and the append goes through. Is that taken for good?
bool forks_the_chain(protocol_rules rules) {
  auto cells = std::make_shared<memory_cells>();
  book other{cells};
  book mine{cells, rules};
  auto key = keys::delta("job", tweets_0, at(0));
  mine.when = before(is_delta, [&] {
    other.append(counting(0, 9, 2, "other"));
    other.write(other.draft(1, {standing(tweets_0, at(9))}));
    other.store.erase(key);
  });
  auto cell = mine.append(counting(0, 5));
  return cell == appended::mine && !is_ahead(mine.newest, tweets_0, at(0));
}

} // namespace

BOOST_AUTO_TEST_CASE(without_the_nonce_a_predecessors_delta_is_taken_for_mine) {
  BOOST_TEST(!takes_the_predecessors({}));
  BOOST_TEST(takes_the_predecessors({.compare_nonce = false}));
}

BOOST_AUTO_TEST_CASE(without_the_condition_a_zombie_replaces_a_delta) {
  BOOST_TEST(!replaces_anothers({}));
  BOOST_TEST(replaces_anothers({.append_if_absent = false}));
}

BOOST_AUTO_TEST_CASE(without_the_pointer_a_late_append_forks_the_chain) {
  BOOST_TEST(!forks_the_chain({}));
  BOOST_TEST(forks_the_chain({.pointer_after_append = false}));
}

BOOST_AUTO_TEST_CASE(a_pointer_read_before_the_append_comes_too_early) {
  BOOST_TEST(forks_the_chain({.delta_before_pointer = false}));
}

BOOST_AUTO_TEST_SUITE_END()
