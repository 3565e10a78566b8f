/// The adapter of the tables that older readers read, against a server in this
/// process. That real HBase does the same is shown in tests/integration.
#include <boost/test/unit_test.hpp>

#include "runtime/store/hbase/hbase_tables.hpp"
#include "tests/store/fake_hbase.hpp"

namespace murmuration {

namespace {

using test::fake_hbase;
using test::hbase_fault;

struct fixture {
  fixture() {
    hbase_options options;
    options.port = server.port();
    options.connect_timeout = std::chrono::milliseconds{1000};
    options.call_timeout = std::chrono::milliseconds{2000};
    tables = make_hbase_tables(options);
  }
  fake_hbase server;
  std::unique_ptr<serving::table_store> tables;
};

using list = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(hbase_tables_tests, fixture)

BOOST_AUTO_TEST_CASE(a_row_is_put_in_one_call_with_the_callers_time) {
  BOOST_TEST(bool{tables->put(
      "t", {{"r", {{"f:a", "1"}, {"f:b", "2"}}}, {"s", {{"f:a", "3"}}}}, 5)});
  BOOST_TEST(
      (server.changes
       == list{"put t 5 r f:a 1", "put t 5 r f:b 2", "put t 5 s f:a 3"}));
  BOOST_TEST(tables->reachable());
}

BOOST_AUTO_TEST_CASE(whole_families_are_erased_up_to_a_time) {
  BOOST_TEST(bool{tables->erase("t", {"f", "g"}, {"r"}, 7)});
  BOOST_TEST((server.changes == list{"delete t 7 r f", "delete t 7 r g"}));
}

BOOST_AUTO_TEST_CASE(rows_of_a_range_are_read_and_the_scanner_is_closed) {
  for (auto row : {"a", "b", "c", "d"})
    server.rows[row] = row;
  auto got = tables->read("t", {{"b", "d"}, 9, {}, false});
  BOOST_REQUIRE(got);
  BOOST_REQUIRE(got->size() == 2u);
  BOOST_TEST((*got)[1].row == "c");
  BOOST_TEST((*got)[1].columns["l:v"].value == "c");
  BOOST_TEST(tables->read("t", {{"a", "z"}, 3, {}, false})->size() == 3u);
  BOOST_TEST(tables->read("t", {{"z", "a"}, 3, {}, false})->empty());
  BOOST_TEST(server.scanners.empty());
}

BOOST_AUTO_TEST_CASE(a_lost_reply_is_an_error_and_the_store_not_reachable) {
  BOOST_TEST(bool{tables->erase("t", {"f"}, {"r"}, 1)});
  server.fail_next(hbase_fault::no_reply);
  auto failed = tables->erase("t", {"f"}, {"r"}, 2);
  BOOST_REQUIRE(!failed);
  BOOST_TEST(failed.error().what.find("closed the connection")
             != std::string::npos);
  BOOST_TEST(!tables->reachable());
  BOOST_TEST(bool{tables->erase("t", {"f"}, {"r"}, 3)});
  BOOST_TEST(tables->reachable());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration
