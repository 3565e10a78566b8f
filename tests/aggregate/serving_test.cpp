/// What the tables of older readers are made of.
#include "tests/aggregate/bench.hpp"

namespace murmuration::test {

namespace {

aggregate_options serving(bool shared = false) {
  auto options = small_options();
  options.serving = true;
  options.covers = [](std::string_view lang) {
    return lang == "en";
  };
  options.shared_store = shared;
  if (shared) {
    options.instance = "other";
    options.random = [n = std::uint64_t{1'000'000}]() mutable {
      return n++;
    };
  }
  return options;
}

/// Tweets in English, one in two, and notices.
void feed(bench& b, std::int32_t partition, std::int64_t records,
          std::initializer_list<const char*> taken_back = {}) {
  auto batch =
      std::const_pointer_cast<tweet_batch>(b.next_batch(partition, records));
  for (std::size_t i = 0; i < batch->tweets.size(); ++i) {
    auto& x = batch->tweets[i];
    x.lang = i % 2 == 0 ? "en" : "fr";
    x.top_text = "top";
    x.text = "counted";
  }
  for (auto id : taken_back)
    batch->deleted.push_back(id);
  b.deliver(batch);
}

std::string ids(const std::vector<recent_tweet>& texts) {
  std::string result;
  for (auto& x : texts)
    result += x.id;
  return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(serving_tables)

BOOST_AUTO_TEST_CASE(what_became_durable_is_told_once) {
  bench b{serving()};
  b.begin({{0, 100}});
  feed(b, 0, 6);
  auto before = b.counts.serve(true, b.now_ms);
  BOOST_TEST(before->mine);
  BOOST_TEST(before->input.texts.empty());
  BOOST_TEST(!before->top.empty()); // the live counts
  b.settle();
  auto told = b.counts.serve(false, b.now_ms);
  BOOST_TEST(ids(told->input.texts) == "420");
  BOOST_TEST(told->input.texts[0].text == "top");
  BOOST_TEST(b.counts.serve(false, b.now_ms)->input.texts.empty());
}

BOOST_AUTO_TEST_CASE(at_most_ten_tags_are_told) {
  bench b{serving()};
  b.begin({{0, 100}});
  feed(b, 0, 40);
  auto told = b.counts.serve(true, b.now_ms);
  BOOST_TEST(told->top.size() == 10u);
  BOOST_TEST(told->top[0].count >= told->top[9].count);
}

BOOST_AUTO_TEST_CASE(who_has_the_lowest_partition_of_the_source_writes) {
  bench b{serving()};
  b.begin({{0, 100}, {0, 100}});
  feed(b, 1, 2);
  b.settle();
  b.counts.revoke({partition(0)});
  auto told = b.counts.serve(true, b.now_ms);
  BOOST_TEST(!told->mine);
  BOOST_TEST(told->top.empty());
  BOOST_TEST(told->input.texts.empty());
  b.counts.assign(partition(0));
  b.settle();
  BOOST_TEST(b.counts.serve(true, b.now_ms)->mine);
}

BOOST_AUTO_TEST_CASE(other_engines_deltas_are_part_of_it) {
  bench owner{serving()};
  owner.begin({{0, 100}, {0, 100}});
  owner.counts.revoke({partition(0)});
  bench b{serving(true), owner.cells};
  b.counts.begin();
  b.found({{0, 100}, {0, 100}});
  b.serve();
  b.counts.assign(partition(0));
  b.settle();
  static_cast<void>(b.counts.serve(true, b.now_ms));
  feed(owner, 1, 4, {"77"});
  owner.settle();
  b.settle();
  auto told = b.counts.serve(false, b.now_ms);
  BOOST_TEST(told->mine);
  BOOST_TEST(ids(told->input.texts) == "20");
  BOOST_TEST((told->deleted == std::vector<std::string>{"77"}));
}

BOOST_AUTO_TEST_CASE(what_was_durable_before_the_start_is_not_told_again) {
  bench b{serving()};
  b.begin({{0, 100}});
  feed(b, 0, 6, {"99"});
  b.settle();
  bench again{serving(), b.cells};
  BOOST_TEST(!again.counts.serve(true, again.now_ms)); // not ready
  again.begin({{0, 100}});
  auto told = again.counts.serve(true, again.now_ms);
  BOOST_TEST(told->mine);
  BOOST_TEST(told->input.texts.empty());
  BOOST_TEST((told->deleted == std::vector<std::string>{"99"}));
}

BOOST_AUTO_TEST_CASE(tweets_taken_back_are_not_told_and_ids_once) {
  bench b{serving()};
  b.begin({{0, 100}, {0, 100}});
  feed(b, 1, 1, {"2"});
  b.settle();
  feed(b, 0, 6);
  b.settle();
  auto told = b.counts.serve(false, b.now_ms);
  BOOST_TEST(ids(told->input.texts) == "400");
  BOOST_TEST((told->deleted == std::vector<std::string>{"2"}));
  BOOST_TEST(b.counts.serve(false, b.now_ms)->deleted.empty());
  BOOST_TEST(b.counts.serve(true, b.now_ms)->deleted.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
