#include "tools/inject/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>

#include "tests/inject/reading.hpp"

namespace murmuration::inject {
namespace {

using test::read_as_engine;

std::string bytes_of(const options& asked, int records) {
  auto from = make_generator(asked, false);
  outgoing record;
  std::string all;
  for (; records > 0; --records) {
    from->next(record);
    (all += record.value) += '\n';
  }
  return all;
}

BOOST_AUTO_TEST_SUITE(the_generator)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_bytes) {
  for (auto kind : {format::v1, format::v2, format::text, format::python}) {
    options asked{.seed = 7, .format = kind};
    auto bytes = bytes_of(asked, 300);
    BOOST_TEST(bytes_of(asked, 300) == bytes);
    asked.seed = 8;
    BOOST_TEST(bytes_of(asked, 300) != bytes);
    BOOST_TEST(std::count(bytes.begin(), bytes.end(), '\n') == 300);
  }
}

BOOST_AUTO_TEST_CASE(seeded_times_start_in_2026_unless_told_otherwise) {
  BOOST_TEST(bytes_of({.seed = 1, .format = format::v2}, 1)
                 .find("2026-01-01T00:00:00.000Z")
             != std::string::npos);
  BOOST_TEST(bytes_of({.rate = 0.5, .seed = 1, .format = format::v2}, 2)
                 .find("2026-01-01T00:00:02.000Z")
             != std::string::npos);
  BOOST_TEST(bytes_of({.seed = 1,
                       .start_time = "2015-08-16T21:41:13Z",
                       .format = format::python},
                      1)
                 .find("'Sun Aug 16 21:41:13 +0000 2015'")
             != std::string::npos);
  BOOST_TEST(bytes_of({.seed = 1, .start_time = "now", .format = format::v2}, 1)
                 .find("2026-01-01T00:00:00.000Z")
             == std::string::npos);
  BOOST_CHECK_THROW(make_generator({.start_time = "soon"}, false),
                    std::runtime_error);
}

BOOST_AUTO_TEST_CASE(the_engine_reads_what_the_receipts_say) {
  for (auto kind : {format::v1, format::v2, format::text}) {
    auto from = make_generator({.seed = 3, .format = kind}, true);
    outgoing record;
    for (int i = 0; i < 3000; ++i) {
      from->next(record);
      auto seen = read_as_engine(record.value);
      BOOST_REQUIRE_MESSAGE(
          seen.what
              == (record.adds.tweet ? outcome::counted : outcome::skipped),
          record.value);
      std::set<std::string> expected{record.adds.tags.begin(),
                                     record.adds.tags.end()};
      BOOST_REQUIRE(expected.size() == record.adds.tags.size());
      BOOST_REQUIRE_MESSAGE(seen.text_tags == expected, record.value);
      if (!record.adds.tweet || kind == format::text)
        continue;
      BOOST_REQUIRE_MESSAGE(seen.entity_tags == expected, record.value);
      BOOST_REQUIRE(seen.id == record.key);
    }
  }
}

struct shares {
  double tweets = 0;
  std::map<std::string, double> of;

  void check(const std::string& name, double expected, double tolerance) {
    auto share = of[name] / tweets;
    BOOST_TEST(std::abs(share - expected) <= tolerance,
               name << " is " << share << ", expected " << expected);
  }
};

BOOST_AUTO_TEST_CASE(the_stream_has_the_shares_of_a_real_one) {
  auto from = make_generator({.seed = 11}, true);
  outgoing record;
  shares seen;
  double bytes = 0;
  std::map<std::string, int> tags;
  constexpr int lines = 30'000;
  for (int i = 0; i < lines; ++i) {
    from->next(record);
    if (!record.adds.tweet)
      continue;
    auto has = [&](const char* part) {
      return record.value.find(part) != std::string::npos;
    };
    ++seen.tweets;
    bytes += static_cast<double>(record.value.size() + 1);
    seen.of["retweet"] += has("\"retweeted_status\":");
    seen.of["reply"] += !has("\"in_reply_to_screen_name\":null")
                        && !has("\"retweeted_status\":");
    seen.of["mention"] += has("\"user_mentions\":[{");
    seen.of["url"] += has("\"urls\":[{");
    seen.of["tags"] += static_cast<double>(record.adds.tags.size());
    seen.of["no tag"] += record.adds.tags.empty();
    seen.of["one tag"] += record.adds.tags.size() == 1;
    for (const auto& tag : record.adds.tags)
      ++tags[tag];
    auto lang = record.value.rfind("\"lang\":\"") + 8;
    seen.of[record.value.substr(lang, record.value.find('"', lang) - lang)] +=
        1;
  }
  seen.check("retweet", .392, .015);
  seen.check("reply", .188, .015);
  seen.check("mention", .605, .02);
  seen.check("url", .23, .03);
  seen.check("tags", .334, .03);
  seen.check("no tag", .808, .015);
  seen.check("one tag", .124, .015);
  seen.check("en", .397, .015);
  seen.check("es", .117, .01);
  seen.check("ar", .09, .01);
  seen.check("ja", .086, .01);
  BOOST_TEST(std::abs(1 - seen.tweets / lines - .116) < .01);
  auto mean = bytes / seen.tweets;
  BOOST_TEST(std::abs(mean - 4108) < 200, "mean size " << mean);
  auto once = std::count_if(tags.begin(), tags.end(),
                            [](const auto& x) { return x.second == 1; });
  auto share = static_cast<double>(once) / static_cast<double>(tags.size());
  BOOST_TEST(std::abs(share - .85) < .04, "occur once: " << share);
  BOOST_TEST(bytes_of({.seed = 11}, 1000).find_first_of("\x7F\x80\xC3\xFF")
             == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
