#include <boost/test/unit_test.hpp>

#include "runtime/store/memory/memory_store.hpp"

namespace murmuration {

namespace {

struct fixture {
  std::shared_ptr<memory_cells> cells = std::make_shared<memory_cells>();
  fate next = fate::acknowledged;
  memory_store store{cells, [this](const store_call&) {
                       return next;
                     }};

  std::string at(std::string_view key) const {
    auto* value = cells->find(key);
    return value == nullptr ? "none" : *value;
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(memory_store_tests, fixture)

BOOST_AUTO_TEST_CASE(a_refused_write_changes_nothing) {
  next = fate::refused;
  BOOST_TEST(!store.put("k", "v"));
  BOOST_TEST(!store.put_if_absent("k", "v"));
  BOOST_TEST(at("k") == "none");
}

BOOST_AUTO_TEST_CASE(a_write_whose_reply_is_lost_is_there) {
  next = fate::reply_lost;
  BOOST_TEST(!store.put_if_absent("k", "v"));
  BOOST_TEST(at("k") == "v");
  next = fate::acknowledged;
  BOOST_TEST(!*store.put_if_absent("k", "other"));
}

BOOST_AUTO_TEST_CASE(a_store_that_is_down_answers_nothing) {
  next = fate::refused;
  BOOST_TEST(!store.get("k"));
  BOOST_TEST(!store.scan({"a", "z"}, {}));
  BOOST_TEST(!store.keys({"a", "z"}, 9));
  BOOST_TEST(!store.last({"a", "z"}));
  BOOST_TEST(!store.erase("k"));
}

BOOST_AUTO_TEST_CASE(a_late_write_is_applied_after_its_writer_died) {
  {
    memory_store zombie{cells, [](const store_call&) {
                          return fate::late;
                        }};
    BOOST_TEST(!zombie.put_if_absent("k", "late"));
    BOOST_TEST(!zombie.put("other", "late too"));
  }
  BOOST_TEST(at("k") == "none");
  BOOST_TEST(cells->apply_late(1) == 1u);
  BOOST_TEST(at("k") == "late");
  BOOST_TEST(at("other") == "none");
  BOOST_TEST(cells->apply_late(9) == 1u);
  BOOST_TEST(at("other") == "late too");
  BOOST_TEST(cells->late() == 0u);
}

BOOST_AUTO_TEST_CASE(a_late_write_looks_for_a_cell_when_it_is_applied) {
  next = fate::late;
  BOOST_TEST(!store.put_if_absent("k", "late"));
  next = fate::acknowledged;
  BOOST_TEST(*store.put_if_absent("k", "mine"));
  cells->apply_late(1);
  BOOST_TEST(at("k") == "mine");
}

BOOST_AUTO_TEST_CASE(late_writes_can_overtake_each_other) {
  next = fate::late;
  BOOST_TEST(!store.put("k", "first"));
  BOOST_TEST(!store.put("k", "second"));
  cells->apply_late_at(1);
  cells->apply_late_at(0);
  BOOST_TEST(at("k") == "first");
}

BOOST_AUTO_TEST_CASE(the_queue_of_late_writes_is_bounded) {
  next = fate::late;
  for (std::size_t i = 0; i <= memory_cells::late_max; ++i)
    BOOST_TEST(!store.put("k", "v"));
  BOOST_TEST(cells->late() == memory_cells::late_max);
}

BOOST_AUTO_TEST_CASE(a_write_under_a_tombstone_is_acknowledged_and_invisible) {
  std::int64_t time = 100;
  cells->clock = [&](std::string_view) {
    return time;
  };
  BOOST_TEST(*store.put_if_absent("k", "v"));
  BOOST_TEST(bool{store.erase("k")});
  for (auto [now, expected] :
       {std::pair{90, "none"}, {100, "none"}, {101, "again"}}) {
    time = now;
    BOOST_TEST(*store.put_if_absent("k", "again"));
    BOOST_TEST(at("k") == expected);
    BOOST_TEST(store.scan({"a", "z"}, {})->size() == (now > 100 ? 1u : 0u));
    BOOST_TEST(store.last({"a", "z"})->has_value() == (now > 100));
  }
}

BOOST_AUTO_TEST_CASE(the_delete_of_a_slow_clock_hides_only_what_is_older) {
  std::int64_t time = 100;
  cells->clock = [&](std::string_view) {
    return time;
  };
  BOOST_TEST(bool{store.put("k", "v")});
  time = 50;
  BOOST_TEST(bool{store.erase("k")});
  BOOST_TEST(at("k") == "v");
  BOOST_TEST(bool{store.put("k", "older")});
  BOOST_TEST(at("k") == "v");
}

BOOST_AUTO_TEST_CASE(the_decider_sees_each_call) {
  std::vector<std::string> seen;
  memory_store watched{cells, [&](const store_call& c) {
                         seen.push_back(std::string{c.name} + ' '
                                        + std::string{c.key}
                                        + (c.writes ? " w" : " r"));
                         return fate::acknowledged;
                       }};
  BOOST_TEST(*watched.put_if_absent("k", "v"));
  BOOST_TEST(bool{watched.last({"a", "b"})});
  std::vector<std::string> expected{"put_if_absent k w", "last a r"};
  BOOST_TEST(seen == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration
