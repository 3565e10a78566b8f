/// What every ledger_store promises. A test program defines `adapters`, a
/// std::tuple of types with
///   ledger_store& store()              the one under test
///   std::string key(std::string_view)  a key of this test alone
///   void reopen()                      as after a restart of the engine
/// and then includes this file.
#pragma once

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "runtime/store/ledger_store.hpp"

namespace murmuration::test {

using namespace std::string_literals;

/// The result's value; ends the test with the error when there is none.
template <class T>
T must(store_result<T> result) {
  if (!result)
    BOOST_FAIL(result.error().what);
  return std::move(*result);
}

inline std::string random_bytes(std::size_t size) {
  std::mt19937_64 random{size};
  std::string result(size, '\0');
  std::generate(result.begin(), result.end(),
                [&] { return static_cast<char>(random()); });
  return result;
}

inline std::vector<std::string> keys_of(const std::vector<cell>& cells) {
  std::vector<std::string> result;
  for (auto& c : cells)
    result.push_back(c.key);
  return result;
}

/// Three cells, a, b and c, and the range that holds all of this test's.
template <class A>
key_range three(A& a) {
  for (auto* name : {"b", "c", "a"})
    must(a.store().put_if_absent(a.key(name), "value "s + name));
  return {a.key(""), a.key("\xff")};
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_never_written_is_absent, A, adapters) {
  A a;
  key_range all{a.key(""), a.key("\xff")};
  BOOST_TEST(!must(a.store().get(a.key("x"))).has_value());
  BOOST_TEST(must(a.store().scan(all, {})).empty());
  BOOST_TEST(must(a.store().keys(all, 9)).empty());
  BOOST_TEST(!must(a.store().last(all)).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_cell_is_read_back_and_overwritten, A,
                              adapters) {
  A a;
  must(a.store().put(a.key("x"), "one"));
  BOOST_TEST(must(a.store().get(a.key("x"))).value() == "one");
  must(a.store().put(a.key("x"), "two"));
  BOOST_TEST(must(a.store().get(a.key("x"))).value() == "two");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_second_writer_is_told_and_changes_nothing, A,
                              adapters) {
  A a;
  BOOST_TEST(must(a.store().put_if_absent(a.key("x"), "first")));
  BOOST_TEST(!must(a.store().put_if_absent(a.key("x"), "second")));
  BOOST_TEST(!must(a.store().put_if_absent(a.key("x"), "first")));
  BOOST_TEST(must(a.store().get(a.key("x"))).value() == "first");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(any_byte_is_kept_in_keys_and_values, A,
                              adapters) {
  A a;
  auto key = a.key("\x01|\n\xff\xfe\xc3\x28"s);
  auto value = "\0\0zero\r\n\xff\x80"s + '\0';
  BOOST_TEST(must(a.store().put_if_absent(key, value)));
  BOOST_TEST(must(a.store().get(key)).value() == value);
  auto found = must(a.store().last({a.key(""), a.key("\xff\xff")}));
  BOOST_TEST(found.value().key == key);
  BOOST_TEST(found.value().value == value);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_key_or_value_is_refused, A, adapters) {
  A a;
  BOOST_TEST(!a.store().put_if_absent(a.key("x"), ""));
  BOOST_TEST(!a.store().put(a.key("x"), ""));
  BOOST_TEST(!a.store().put("", "value"));
  BOOST_TEST(!must(a.store().get(a.key("x"))).has_value());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scan_gives_its_range_in_byte_order, A,
                              adapters) {
  A a;
  std::vector<std::string> names{"\x7f", "a", "\x80", "Z", "aa", "a|", "\xfe"};
  for (auto& name : names)
    must(a.store().put(a.key(name), "v" + name));
  auto cells = must(a.store().scan({a.key("Z"), a.key("\xfe")}, {}));
  std::vector<std::string> expected{a.key("Z"),  a.key("a"),    a.key("aa"),
                                    a.key("a|"), a.key("\x7f"), a.key("\x80")};
  BOOST_TEST(keys_of(cells) == expected, boost::test_tools::per_element());
  BOOST_TEST(cells.at(2).value == "vaa");
  auto keys = must(a.store().keys({a.key("Z"), a.key("\xfe")}, 99));
  BOOST_TEST(keys == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scan_stops_at_its_limits, A, adapters) {
  A a;
  auto all = three(a);
  BOOST_TEST(must(a.store().scan(all, {2, 1000})).size() == 2u);
  BOOST_TEST(must(a.store().scan(all, {9, 1000})).size() == 3u);
  // "value a" passes the limit of 3, and 8 is passed by the second.
  BOOST_TEST(must(a.store().scan(all, {9, 3})).size() == 1u);
  BOOST_TEST(must(a.store().scan(all, {9, 8})).size() == 2u);
  BOOST_TEST(must(a.store().scan(all, {9, 0})).size() == 1u);
  BOOST_TEST(must(a.store().scan(all, {0, 1000})).empty());
  BOOST_TEST(must(a.store().keys(all, 2)).size() == 2u);
  BOOST_TEST(must(a.store().keys(all, 0)).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_scan_goes_on_behind_its_last_cell, A,
                              adapters) {
  A a;
  std::vector<std::string> expected;
  for (int i = 100; i < 200; ++i) {
    expected.push_back(a.key(std::to_string(i)));
    must(a.store().put(expected.back(), random_bytes(1 + i % 50)));
  }
  std::vector<std::string> found;
  key_range rest{a.key(""), a.key("\xff")};
  for (;;) {
    auto cells = must(a.store().scan(rest, {17, 300}));
    if (cells.empty())
      break;
    for (auto& c : cells)
      found.push_back(c.key);
    rest.first = found.back() + '\0';
  }
  BOOST_TEST(found == expected, boost::test_tools::per_element());
  auto at_once = must(a.store().scan({a.key(""), a.key("\xff")}, {999}));
  BOOST_TEST(keys_of(at_once) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(last_is_the_highest_key_below_the_end, A,
                              adapters) {
  A a;
  auto all = three(a);
  BOOST_TEST(must(a.store().last(all)).value().key == a.key("c"));
  BOOST_TEST(must(a.store().last(all)).value().value == "value c");
  auto key = [&](auto first, auto last) {
    auto found = must(a.store().last({a.key(first), a.key(last)}));
    return found ? found->key : "none";
  };
  BOOST_TEST(key("a", "c") == a.key("b"));
  BOOST_TEST(key("b", "bb") == a.key("b"));
  BOOST_TEST(key("a", "b\x01") == a.key("b"));
  BOOST_TEST(key("bb", "c") == "none");
  BOOST_TEST(key("c\x01", "d") == "none");
  BOOST_TEST(key("a", "a") == "none");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_range_that_ends_before_it_begins_is_empty, A,
                              adapters) {
  A a;
  three(a);
  for (auto* last : {"a", "b"}) {
    key_range range{a.key("b"), a.key(last)};
    BOOST_TEST(must(a.store().scan(range, {})).empty());
    BOOST_TEST(must(a.store().keys(range, 9)).empty());
    BOOST_TEST(!must(a.store().last(range)).has_value());
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_erased_is_gone, A, adapters) {
  A a;
  auto all = three(a);
  must(a.store().erase(a.key("c")));
  must(a.store().erase(a.key("never there")));
  BOOST_TEST(!must(a.store().get(a.key("c"))).has_value());
  BOOST_TEST(must(a.store().scan(all, {})).size() == 2u);
  BOOST_TEST(must(a.store().keys(all, 9)).size() == 2u);
  BOOST_TEST(must(a.store().last(all)).value().key == a.key("b"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(megabytes_come_back, A, adapters) {
  A a;
  auto one = random_bytes(1 << 20);
  auto four = random_bytes(4 << 20);
  BOOST_TEST(must(a.store().put_if_absent(a.key("1"), one)));
  must(a.store().put(a.key("4"), four));
  BOOST_TEST((must(a.store().get(a.key("4"))).value() == four));
  auto cells = must(a.store().scan({a.key(""), a.key("\xff")}, {}));
  BOOST_TEST_REQUIRE(cells.size() == 2u);
  BOOST_TEST((cells[0].value == one && cells[1].value == four));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_acknowledged_survives_a_restart, A,
                              adapters) {
  A a;
  auto all = three(a);
  must(a.store().put_if_absent(a.key("big"), random_bytes(1 << 20)));
  must(a.store().erase(a.key("b")));
  a.reopen();
  std::vector<std::string> expected{a.key("a"), a.key("big"), a.key("c")};
  BOOST_TEST(must(a.store().keys(all, 9)) == expected,
             boost::test_tools::per_element());
  BOOST_TEST(!must(a.store().put_if_absent(a.key("a"), "again")));
  BOOST_TEST((must(a.store().get(a.key("big"))) == random_bytes(1 << 20)));
}

} // namespace murmuration::test
