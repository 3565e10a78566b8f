#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "runtime/count/live_tags.hpp"
#include "tests/support/seed.hpp"

using namespace murmuration;

namespace {

constexpr std::size_t longest = window_count - 1;

/// Many tags of which `live` is told and a plain list of counts remembers.
struct crowd {
  explicit crowd(std::size_t size)
    : counts(size) {
    for (std::size_t i = 0; i < size; ++i) {
      // A third of the names begins alike.
      auto name = (i % 3 == 0 ? "the same beginning " : "")
                  + std::to_string(i * 2654435761 % 4294967291);
      keys.push_back(table.key_number(table.intern(name, name)));
      names.push_back(std::move(name));
    }
  }

  void add(std::size_t i, std::uint32_t n) {
    live.add(keys[i], n, longest);
    counts[i] += n;
  }
  void subtract(std::size_t i, std::uint32_t n) {
    if (n == 0)
      return;
    live.subtract(keys[i], n, longest);
    counts[i] -= n;
  }
  std::vector<std::string> shown(std::size_t k) {
    std::vector<std::string> result;
    auto tops = live.top(k);
    for (const auto& x : tops[longest])
      result.push_back(x.key + " " + std::to_string(x.count));
    return result;
  }
  std::vector<std::string> expected(std::size_t k) const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (counts[i] > 0)
        order.push_back(i);
    k = std::min(k, order.size());
    std::partial_sort(order.begin(),
                      order.begin() + static_cast<std::ptrdiff_t>(k),
                      order.end(), [&](auto x, auto y) {
                        return counts[x] != counts[y] ? counts[x] > counts[y]
                                                      : names[x] < names[y];
                      });
    std::vector<std::string> result;
    for (std::size_t i = 0; i < k; ++i)
      result.push_back(names[order[i]] + " "
                       + std::to_string(counts[order[i]]));
    return result;
  }

  tag_table table{10};
  live_tags live{table};
  std::vector<std::uint32_t> keys;
  std::vector<std::string> names;
  std::vector<std::uint32_t> counts;
};

} // namespace

BOOST_AUTO_TEST_SUITE(live_tags_tests)

// More tags than are looked at one by one, and many of equal counts.
BOOST_AUTO_TEST_CASE(lists_of_flat_counts_equal_a_plain_sort) {
  auto seed = test::seed_of_run();
  BOOST_TEST_CONTEXT("MURMURATION_TEST_SEED=" << seed) {
    std::mt19937 random{seed};
    crowd tags{20'000};
    for (std::size_t i = 0; i < tags.counts.size(); ++i)
      tags.add(i, 1);
    BOOST_TEST(tags.shown(10) == tags.expected(10),
               boost::test_tools::per_element());
    for (auto round = 0; round < 60; ++round) {
      auto changes = round % 20 == 19 ? 30'000u : random() % 300;
      for (auto n = changes; n > 0; --n) {
        auto i = random() % tags.counts.size();
        if (random() % 2 == 0)
          tags.add(i, 1 + random() % 20 / 19);
        else
          tags.subtract(i, tags.counts[i]);
      }
      // What is in the list leaves it, too.
      for (std::size_t i = 0; i < tags.names.size() && round % 3 == 0; i += 7)
        tags.subtract(i, std::min(tags.counts[i], 1u));
      BOOST_TEST(tags.shown(10) == tags.expected(10),
                 boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
