#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "runtime/count/event_time.hpp"
#include "runtime/count/id_set.hpp"
#include "runtime/count/list_rows.hpp"
#include "runtime/count/sort_by_number.hpp"

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(sort_by_number_tests)

namespace {

struct thing {
  std::uint64_t number = 0;
  std::uint32_t came = 0;

  bool operator==(const thing&) const = default;
};

std::uint64_t number_of(const thing& x) {
  return x.number;
}

std::ostream& operator<<(std::ostream& out, const thing& x) {
  return out << x.number << " as " << x.came;
}

} // namespace

BOOST_AUTO_TEST_CASE(things_of_equal_numbers_stay_in_the_order_they_had) {
  std::mt19937_64 random{1};
  constexpr std::uint64_t masks[] = {0, 3, 0xff00, 0xffff0000000000ff,
                                     ~std::uint64_t{0}};
  for (std::uint32_t size : {0u, 1u, 2u, 47u, 48u, 49u, 3000u})
    for (auto mask : masks) {
      std::vector<thing> things;
      for (std::uint32_t i = 0; i < size; ++i)
        things.push_back({random() & mask, i});
      auto expected = things;
      std::stable_sort(
          expected.begin(), expected.end(),
          [](const thing& x, const thing& y) { return x.number < y.number; });
      sort_by_number(things, number_of);
      BOOST_TEST(things == expected, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(where_numbers_are_equal_the_caller_decides) {
  std::mt19937_64 random{2};
  for (std::uint32_t size : {0u, 5u, 2000u}) {
    std::vector<thing> things;
    for (std::uint32_t i = 0; i < size; ++i)
      things.push_back({random() % 700, i});
    auto expected = things;
    auto later = [](const thing& x, const thing& y) {
      return x.came > y.came;
    };
    std::sort(expected.begin(), expected.end(),
              [&](const thing& x, const thing& y) {
                return x.number != y.number ? x.number < y.number : later(x, y);
              });
    sort_by_number(things, number_of, later);
    BOOST_TEST(things == expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(ids_are_ascending_however_alike_they_begin) {
  std::mt19937_64 random{3};
  for (std::string front : {"", "2006", "20062090539439227"})
    for (bool with_front_itself : {false, true}) {
      id_set ids;
      std::set<std::string> expected;
      auto add = [&](const std::string& id) {
        ids.add(id);
        expected.insert(id);
      };
      for (int i = 0; i < 1000; ++i)
        add(front + std::to_string(random() >> random() % 64));
      add(front + std::string("12\0", 3));
      add(front + "12345678");
      add(front + "123456789");
      if (with_front_itself)
        add(front);
      BOOST_TEST(
          (ids.sorted()
           == std::vector<std::string>{expected.begin(), expected.end()}));
    }
}

BOOST_AUTO_TEST_CASE(uses_stand_by_time_then_row_also_those_before_1970) {
  std::mt19937_64 random{4};
  const std::vector<std::uint32_t> keys = {9, 9, 4, 70'000, 1};
  const std::map<std::uint32_t, std::uint32_t> rows = {
      {9, 0}, {4, 2}, {70'000, 3}, {1, 4}};
  const std::vector<std::int64_t> seconds = {
      std::numeric_limits<std::int64_t>::min(),
      -61,
      -1,
      0,
      59,
      60,
      1'790'000'000};
  std::vector<tag_mark> marks;
  std::map<std::int64_t, std::map<std::uint32_t, std::uint32_t>> by_second;
  std::map<std::int64_t, std::set<std::pair<std::uint32_t, std::uint32_t>>>
      by_minute;
  for (int i = 0; i < 500; ++i) {
    auto row = std::next(rows.begin(), static_cast<long>(random() % 4));
    auto second = seconds[random() % seconds.size()];
    auto author = static_cast<std::uint32_t>(random() % 8) * 0x11111111u;
    marks.push_back({row->first, author, second});
    ++by_second[second][row->second];
    by_minute[minute_of(second)].emplace(row->second, author);
  }
  mark_rows made{marks, keys};

  auto minutes = made.authors();
  BOOST_REQUIRE(minutes.size() == by_minute.size());
  auto minute = by_minute.begin();
  for (const auto& x : minutes) {
    BOOST_TEST(x.minute == minute->first);
    std::vector<row_author> expected;
    for (auto [row, author] : minute->second)
      expected.push_back({row, author});
    BOOST_TEST((x.uses == expected));
    ++minute;
  }
  auto uses = made.seconds();
  BOOST_REQUIRE(uses.size() == by_second.size());
  auto second = by_second.begin();
  for (const auto& x : uses) {
    BOOST_TEST(x.second == second->first);
    std::vector<row_count> expected;
    for (auto [row, count] : second->second)
      expected.push_back({row, count});
    BOOST_TEST((x.tags == expected));
    ++second;
  }
}

BOOST_AUTO_TEST_SUITE_END()
