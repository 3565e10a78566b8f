#include <boost/test/unit_test.hpp>

#include <random>

#include "runtime/ledger/keys.hpp"
#include "tests/ledger/book.hpp"

using namespace murmuration;
using namespace murmuration::test;

BOOST_AUTO_TEST_SUITE(ledger_keys)

BOOST_AUTO_TEST_CASE(keys_are_as_interface_md_tells) {
  topic_partition source{"tweets", partition_id{3}};
  BOOST_TEST(keys::delta("default", source, at(1234, 2))
             == "default|d|tweets|00002|00003|00000000000000001234");
  BOOST_TEST(keys::genesis("default") == "default|g");
  BOOST_TEST(keys::origin("default", source) == "default|o|tweets|00003");
  BOOST_TEST(keys::pointer("default", 7) == "default|p|00000000000000000007");
  BOOST_TEST(keys::chunk("default", 7, 0xabc, 12)
             == "default|s|00000000000000000007|0000000000000abc|00012");
  BOOST_TEST(keys::hold("default", "host|1-8080") == "default|h|host_1-8080");
}

BOOST_AUTO_TEST_CASE(key_order_is_numeric_order) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937_64 random{seed};
  auto some = [&] {
    // All magnitudes alike.
    return static_cast<std::int64_t>(random() >> (1 + random() % 63));
  };
  BOOST_TEST_CONTEXT("seed " << seed)
  for (auto i = 0; i < 2000; ++i) {
    auto x = at(some(), random() % 100'000);
    auto y = at(some(), random() % 3 ? x.gen.value : random() % 100'000);
    auto source = tweets_0;
    auto kx = keys::delta("j", source, x);
    auto ky = keys::delta("j", source, y);
    BOOST_TEST(((kx <=> ky) == (x <=> y)));
    auto a = static_cast<std::uint64_t>(some());
    auto b = static_cast<std::uint64_t>(some());
    BOOST_TEST(
        ((keys::pointer("j", a) <=> keys::pointer("j", b)) == (a <=> b)));
    BOOST_TEST(((keys::chunk("j", a, b, 0) <=> keys::chunk("j", b, a, 0))
                == (a <=> b)));
  }
}

BOOST_AUTO_TEST_CASE(a_deltas_place_can_be_read_from_its_key) {
  topic_partition source{"my.tweets", partition_id{12}};
  auto place = keys::parse_delta(keys::delta("j", source, at(99, 3)));
  BOOST_REQUIRE(place);
  BOOST_TEST((place->source == source));
  BOOST_TEST((place->start == at(99, 3)));
  for (const auto* other : {"", "j|g", "j|d|t|0|0", "j|d|t|0|0|x", "j|d|t|0|0|",
                            "j|s|t|0|0|1", "j|d|t|0|0|1|2"})
    BOOST_TEST(!keys::parse_delta(other).has_value());
}

BOOST_AUTO_TEST_CASE(a_range_holds_its_own_and_nothing_else) {
  memory_store store;
  for (const auto* job : {"a", "ab", "a-b"})
    for (const auto* topic : {"t", "t2", "t-2", "t.2"})
      for (auto partition : {0, 1, 10})
        for (auto gen : {0u, 1u})
          for (auto start : {0, 5, 10}) {
            topic_partition source{topic, partition_id{partition}};
            store.put(keys::delta(job, source, at(start, gen)), "x");
            store.put(keys::origin(job, source), "x");
            store.put(keys::pointer(job, start + 1), "x");
            store.put(keys::chunk(job, start + 1, gen, 0), "x");
          }
  auto count = [&](const key_range& range) {
    return store.keys(range, 1000)->size();
  };
  topic_partition source{"t", partition_id{1}};
  BOOST_TEST(count(keys::deltas_from("a", source, at(0))) == 3u);
  BOOST_TEST(count(keys::deltas_from("a", source, at(5, 1))) == 2u);
  BOOST_TEST(count(keys::deltas_below("a", source, at(5))) == 1u);
  BOOST_TEST(count(keys::deltas_below("a", source, at(0))) == 0u);
  BOOST_TEST(count(keys::deltas("a")) == 4u * 3 * 2 * 3);
  BOOST_TEST(count(keys::origins("a")) == 12u);
  BOOST_TEST(count(keys::pointers_from("a", 6)) == 2u);
  BOOST_TEST(count(keys::pointers_below("a", 6)) == 1u);
  BOOST_TEST(count(keys::chunks_below("a", 6)) == 2u);
  BOOST_TEST(count(keys::all("a")) == 72u + 12 + 3 + 6);
  auto range = keys::deltas_from("a", source, at(0));
  auto first = keys::delta("a", source, at(0));
  BOOST_TEST(count(keys::behind(first, range)) == 2u);
}

BOOST_AUTO_TEST_CASE(a_name_with_a_separator_is_no_part) {
  BOOST_TEST(keys::is_part("tweets.v2_x-1"));
  BOOST_TEST(!keys::is_part("a|b"));
  BOOST_TEST(!keys::is_part(""));
  book mine;
  delta content = counting(0, 1);
  BOOST_TEST(!mine.entries.append({"a|b", partition_id{0}}, at(0), 1,
                                  encode(content)));
  BOOST_TEST(!mine.entries.add_origin({{"a|b", partition_id{0}}, at(0)}));
}

BOOST_AUTO_TEST_SUITE_END()
