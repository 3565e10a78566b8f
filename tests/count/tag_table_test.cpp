#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <tuple>

#include "runtime/count/tag_table.hpp"
#include "tests/count/made_log.hpp"

using namespace murmuration;
using murmuration::test::numbered;

BOOST_AUTO_TEST_SUITE(tag_table_tests)

namespace {

/// The same law, told as plainly as possible.
struct model {
  struct counts {
    std::uint64_t live = 0;
    std::uint64_t durable = 0;
  };
  std::map<std::string, std::map<std::string, counts>> keys;

  std::vector<std::tuple<std::string, std::string, std::uint64_t>>
  live() const {
    std::vector<std::tuple<std::string, std::string, std::uint64_t>> result;
    for (const auto& [key, tags] : keys) {
      std::uint64_t sum = 0, best = 0;
      std::string shown;
      for (const auto& [tag, n] : tags) {
        sum += n.live;
        if (n.live > best) {
          best = n.live;
          shown = tag;
        }
      }
      if (sum > 0)
        result.push_back({key, shown, sum});
    }
    return result;
  }

  auto top(std::size_t k) const {
    auto all = live();
    std::stable_sort(all.begin(), all.end(), [](const auto& x, const auto& y) {
      return std::get<2>(x) > std::get<2>(y);
    });
    all.resize(std::min(k, all.size()));
    return all;
  }
};

using row = std::tuple<std::string, std::string, std::uint64_t>;

std::vector<row> rows(const std::vector<top_tag>& top) {
  std::vector<row> result;
  for (const auto& x : top)
    result.push_back({x.key, x.tag, x.count});
  return result;
}

void check_equal(tag_table& table, const model& expected, std::size_t k) {
  BOOST_TEST((rows(table.top()) == expected.top(k)));
  std::vector<row> live, durable, expected_durable;
  auto collect = [](std::vector<row>& to) {
    return
        [&to](std::string_view key, std::string_view tag, std::uint64_t count) {
          to.push_back({std::string{key}, std::string{tag}, count});
        };
  };
  table.for_each_live(collect(live));
  table.for_each_durable(collect(durable));
  for (const auto& [key, tags] : expected.keys) {
    for (const auto& [tag, n] : tags) {
      if (n.durable > 0)
        expected_durable.push_back({key, tag, n.durable});
    }
  }
  auto expected_live = expected.live();
  BOOST_TEST((live == expected_live));
  BOOST_TEST((durable == expected_durable));
  BOOST_TEST(table.distinct_keys() == expected_live.size());
  for (const auto& [key, tag, count] : expected_live) {
    auto found = table.find(key);
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->tag == tag);
    BOOST_TEST(found->count == count);
  }
}

/// Names of all lengths, with spellings that sort around each other.
std::pair<std::string, std::string> random_tag(std::mt19937& random,
                                               std::size_t names) {
  auto key =
      std::string(random() % 3 * 5, 'p') + std::to_string(random() % names);
  auto tag = key;
  auto dice = random() % 6;
  if (dice < 3)
    tag = std::string(1, "Aaz"[dice]) + key;
  return {key, tag};
}

void run_against_model(unsigned seed) {
  std::mt19937 random{seed};
  auto k = std::size_t{10} + random() % 3 * random() % 991;
  auto names = std::size_t{5} << random() % 9;
  tag_table table{k};
  model expected;
  for (int step = 0; step < 4000; ++step) {
    auto [key, tag] = random_tag(random, names);
    auto& n = expected.keys[key][tag];
    auto id = table.intern(key, tag);
    auto amount = random() % 4;
    auto open = n.live - n.durable;
    auto dice = random() % 100;
    if (dice < 55) {
      table.add(id, amount);
      n.live += amount;
    } else if (dice < 70) {
      amount = std::min<std::uint64_t>(amount, open);
      table.settle(id, amount);
      n.durable += amount;
    } else if (dice < 80) {
      table.add_durable(id, amount);
      n.live += amount;
      n.durable += amount;
    } else if (dice < 95) {
      table.subtract(id, open);
      n.live -= open;
    } else if (dice < 99) {
      BOOST_TEST((rows(table.top()) == expected.top(k)));
    } else if (random() % 8 == 0) {
      table.clear();
      expected.keys.clear();
    }
    if (step % 500 == 499)
      check_equal(table, expected, k);
  }
  check_equal(table, expected, k);
}

} // namespace

BOOST_AUTO_TEST_CASE(counts_equal_a_plain_model_whatever_the_order_of_calls) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed)
    run_against_model(seed);
  }
}

BOOST_AUTO_TEST_CASE(
    the_commonest_spelling_is_shown_and_ties_go_to_the_smallest) {
  tag_table table{10};
  auto upper = table.intern("coffee", "Coffee");
  auto lower = table.intern("coffee", "coffee");
  table.add(lower, 2);
  table.add(upper, 1);
  BOOST_TEST(table.find("coffee")->tag == "coffee");
  table.add(upper, 1);
  BOOST_TEST(table.find("coffee")->tag == "Coffee");
  table.subtract(upper, 2);
  BOOST_TEST(table.find("coffee")->tag == "coffee");
  BOOST_TEST(table.top().front().tag == "coffee");
  BOOST_TEST(table.find("coffee")->count == 2u);
}

BOOST_AUTO_TEST_CASE(equal_counts_are_listed_in_byte_order) {
  tag_table table{3};
  for (auto key : {"d", "b", "\xC3\xA9", "a", "c"})
    table.add(table.intern(key, key), 5);
  std::vector<row> expected{{"a", "a", 5}, {"b", "b", 5}, {"c", "c", 5}};
  BOOST_TEST((rows(table.top()) == expected));
}

BOOST_AUTO_TEST_CASE(a_rewind_lets_a_tag_from_outside_the_list_return_to_it) {
  tag_table table{1};
  auto first = table.intern("first", "first");
  table.add(table.intern("second", "second"), 3);
  table.add(first, 5);
  BOOST_TEST(table.top().front().key == "first");
  table.subtract(first, 4);
  table.add(table.intern("third", "third"), 2);
  BOOST_TEST(table.top().front().key == "second");
}

BOOST_AUTO_TEST_CASE(what_is_durable_cannot_be_taken_back) {
  tag_table table{10};
  auto id = table.intern("a", "A");
  table.add(id, 2);
  table.settle(id, 1);
  BOOST_CHECK_THROW(table.subtract(id, 2), std::logic_error);
  BOOST_CHECK_THROW(table.settle(id, 2), std::logic_error);
  table.subtract(id, 1);
  BOOST_TEST(table.find("a")->count == 1u);
}

BOOST_AUTO_TEST_CASE(the_same_spelling_of_two_keys_is_two_things) {
  tag_table table{10};
  auto x = table.intern("x", "same");
  auto y = table.intern("y", "same");
  BOOST_TEST((x != y));
  BOOST_TEST((table.intern("x", "same") == x));
  BOOST_TEST(table.key(y) == "y");
  BOOST_TEST(table.tag(y) == "same");
}

BOOST_AUTO_TEST_CASE(interning_many_gives_the_numbers_of_interning_each) {
  tag_table one{10}, many{10};
  std::mt19937 random{7};
  std::vector<std::pair<std::string, std::string>> names;
  for (int i = 0; i < 3000; ++i)
    names.push_back(random_tag(random, 500));
  std::vector<tag_use> uses;
  std::vector<spelling_id> expected, got;
  for (const auto& [key, tag] : names) {
    uses.push_back({key, tag});
    expected.push_back(one.intern(key, tag));
  }
  many.intern(uses, got);
  BOOST_TEST((got == expected));
}

BOOST_AUTO_TEST_CASE(rows_outlive_the_table_they_were_taken_from) {
  tag_rows rows;
  {
    tag_table table{10};
    table.add_durable(table.intern("b", "B"), 2);
    table.add_durable(table.intern("a", "A"), 1);
    rows = table.durable_rows();
    table.clear();
    BOOST_TEST(!table.find("a"));
    BOOST_TEST(table.top().empty());
  }
  rows.sort();
  BOOST_TEST(rows.rows.size() == 2u);
  BOOST_TEST(rows.rows[0].tag == "A");
  BOOST_TEST(rows.rows[1].key == "b");
}

BOOST_AUTO_TEST_CASE(frozen_counts_stay_whatever_is_settled_meanwhile) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937_64 random{seed};
  tag_table table{10};
  auto settle_some = [&](std::size_t names) {
    for (auto i = 0; i < 40; ++i) {
      auto name = "t" + std::to_string(random() % names);
      auto id = table.intern(name, name);
      if (random() % 2 == 0) {
        table.add(id, 3);
        table.settle(id, 2);
      } else {
        table.add_durable(id, 1);
      }
    }
  };
  for (auto round = 0; round < 50; ++round) {
    settle_some(60);
    std::map<std::string, std::uint64_t> expected, found;
    for (auto& x : table.durable_rows().rows)
      expected[std::string{x.tag}] = x.count;
    table.freeze();
    BOOST_TEST(table.frozen());
    while (table.frozen()) {
      for (auto& x : table.next_frozen(1 + random() % 20).rows)
        if (x.count > 0)
          found[std::string{x.tag}] = x.count;
      settle_some(80); // known ones and new ones
    }
    BOOST_TEST((found == expected), "seed " << seed << " round " << round);
  }
  table.freeze();
  table.clear();
  BOOST_TEST(!table.frozen());
  BOOST_TEST(table.next_frozen(5).rows.empty());
}

BOOST_AUTO_TEST_CASE(empty_and_very_long_names_are_names) {
  tag_table table{10};
  std::string huge(1 << 20, 'x');
  table.add(table.intern("", ""), 1);
  table.add(table.intern(huge, huge), 2);
  table.add(table.intern("n\0l", "n"), 3);
  BOOST_TEST(table.find("")->count == 1u);
  BOOST_TEST(table.find(huge)->count == 2u);
  BOOST_TEST(table.distinct_keys() == 3u);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_tags_take_85_bytes_each) {
  tag_table table{100};
  for (std::size_t i = 0; i < 100'000; ++i) {
    auto key = numbered("hashtag", i);
    table.add(table.intern(key, key), 1);
  }
  BOOST_TEST(table.bytes() / 100'000 <= 100u); // with the arena's spare room
}

BOOST_AUTO_TEST_SUITE_END()
