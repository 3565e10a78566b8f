#include <boost/test/unit_test.hpp>

#include <map>
#include <random>

#include "runtime/count/keyed_slots.hpp"

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(keyed_slots_tests)

namespace {

struct item {
  std::uint32_t key = 0;
  std::uint32_t value = 0;
};

} // namespace

BOOST_AUTO_TEST_CASE(every_key_keeps_its_item_while_others_come_and_go) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  keyed_slots<item> slots;
  std::map<std::uint32_t, std::uint32_t> expected;
  for (int i = 0; i < 50'000; ++i) {
    auto key = static_cast<std::uint32_t>(random() % 4000);
    // Grows for a while, then shrinks, and so on.
    if (random() % 8 < (i / 10'000 % 2 == 0 ? 6u : 2u)) {
      auto value = static_cast<std::uint32_t>(random());
      slots.at(key).value = value;
      expected[key] = value;
    } else if (expected.erase(key) > 0) {
      slots.release(key);
    }
    auto found = slots.find(key);
    BOOST_REQUIRE((found != nullptr) == expected.contains(key));
  }
  for (auto [key, value] : expected) {
    BOOST_REQUIRE(slots.find(key) != nullptr);
    BOOST_TEST(slots.find(key)->key == key);
    BOOST_TEST(slots.find(key)->value == value);
  }
  std::size_t seen = 0;
  slots.for_each([&](const item& x) { seen += expected.contains(x.key); });
  BOOST_TEST(seen == expected.size());
  BOOST_TEST(slots.size() == expected.size());
}

BOOST_AUTO_TEST_CASE(what_was_popped_gives_its_memory_back) {
  chunked<std::uint64_t> numbers;
  for (std::uint64_t i = 0; i < 100'000; ++i)
    numbers.push_back(i);
  auto most = numbers.bytes();
  while (numbers.size() > 1) {
    numbers.pop_back();
    BOOST_REQUIRE(numbers[numbers.size() - 1] == numbers.size() - 1);
  }
  BOOST_TEST(numbers.bytes() * 40 < most);
  numbers.push_back(7);
  BOOST_TEST(numbers[1] == 7u);
}

BOOST_AUTO_TEST_SUITE_END()
