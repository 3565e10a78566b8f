#include "tools/inject/campaign.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/inject/reading.hpp"
#include "tools/inject/generator.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::inject {
namespace {

using test::read_as_engine;

BOOST_AUTO_TEST_SUITE(campaigns)

std::string error_of(std::string_view spec) {
  try {
    read_campaign(spec);
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

BOOST_AUTO_TEST_CASE(a_spec_says_all_in_any_order) {
  auto x =
      read_campaign("shape=ramp,peak=2.5/s,tag=#launch,length=5m,start=1h");
  BOOST_TEST(x.tag == "launch");
  BOOST_TEST(x.start_s == 3600);
  BOOST_TEST(x.length_s == 300);
  BOOST_TEST(x.peak == 2.5);
  BOOST_TEST((x.shape == campaign::form::ramp));
  BOOST_TEST((read_campaign("tag=a,length=1s,peak=1/s").shape
              == campaign::form::step));
}

BOOST_AUTO_TEST_CASE(a_wrong_spec_is_told_what_is_wrong) {
  auto tells = [](const char* spec, const char* what) {
    BOOST_TEST(error_of(spec).find(what) != std::string::npos,
               spec << ": " << error_of(spec));
  };
  tells("tag=1,length=1s,peak=1/s", "tag=1: expected a hashtag");
  tells("tag=a b,length=1s,peak=1/s", "tag=a b");
  tells("tag=a,length=1,peak=1/s", "length=1: expected a time");
  tells("tag=a,length=1s,peak=1", "peak=1: expected tweets a second");
  tells("tag=a,length=1s,peak=0/s", "peak=0/s");
  tells("tag=a,length=1s,peak=1/s,shape=box", "shape=box");
  tells("tag=a,length=1s,peak=1/s,colour=red", "'colour'");
  tells("tag=a,peak=1/s", "no length=");
  tells("", "no tag=");
  BOOST_CHECK_THROW(
      check_pace({{.tag = "a", .length_s = 9, .peak = 3},
                  {.tag = "b", .start_s = 8, .length_s = 9, .peak = 3}},
                 5),
      std::invalid_argument);
  check_pace({{.tag = "a", .length_s = 8, .peak = 3},
              {.tag = "b", .start_s = 8, .length_s = 9, .peak = 3}},
             5);
}

BOOST_AUTO_TEST_CASE(a_shape_is_the_sum_of_its_rate) {
  campaign x{.tag = "a", .start_s = 10, .length_s = 20, .peak = 5};
  BOOST_TEST(expected_tweets(x, 9) == 0);
  BOOST_TEST(expected_tweets(x, 12) == 10);
  BOOST_TEST(expected_tweets(x, 99) == 100);
  x.shape = campaign::form::ramp;
  BOOST_TEST(expected_tweets(x, 20) == 12.5);
  BOOST_TEST(expected_tweets(x, 99) == 50);
  x.shape = campaign::form::pulse;
  BOOST_TEST(expected_tweets(x, 15) == 6.25);
  BOOST_TEST(expected_tweets(x, 20) == 25);
  BOOST_TEST(expected_tweets(x, 25) == 43.75);
  BOOST_TEST(expected_tweets(x, 99) == 50);
}

BOOST_AUTO_TEST_CASE(its_tweets_come_when_and_as_often_as_it_says) {
  for (auto kind : {format::v1, format::v2, format::python}) {
    options asked{
        .rate = 0,
        .seed = 3,
        .format = kind,
        .campaigns = {
            read_campaign("tag=Launch,start=10s,length=20s,peak=8/s"),
            read_campaign(
                "tag=wave,start=5s,length=40s,peak=10/s,shape=pulse")}};
    auto from = make_generator(asked, true);
    outgoing record;
    records_out::truth counts;
    std::set<std::string> authors;
    auto seen = 0;
    constexpr std::int64_t start_ms = 1'767'225'600'000;
    while (counts.tweets() < 3000) {
      from->next(record);
      counts.add(record.adds);
      auto read = read_as_engine(record.value);
      if (!read.entity_tags.contains("launch"))
        continue;
      ++seen;
      authors.insert(read.author);
      BOOST_TEST(read.event_ms >= start_ms + 10'000);
      BOOST_TEST(read.event_ms < start_ms + 30'000);
    }
    counts.campaigns(from->campaigns());
    BOOST_TEST(seen == 160);
    BOOST_TEST(authors.size() == 160u);
    auto told = counts.json();
    auto has = [&](const char* text) {
      BOOST_TEST(told.find(text) != std::string::npos, text);
    };
    has("\"launch\":160");
    has("\"campaigns\":[{\"tag\":\"Launch\",\"key\":\"launch\","
        "\"start\":\"2026-01-01T00:00:10.000Z\","
        "\"end\":\"2026-01-01T00:00:30.000Z\",\"shape\":\"step\",\"peak\":8,"
        "\"tweets\":160},{\"tag\":\"wave\"");
    has("\"peak\":10,\"tweets\":199}]}");
  }
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_bytes_with_them) {
  auto bytes = [](const char* spec) {
    options asked{.seed = 3, .campaigns = {read_campaign(spec)}};
    auto from = make_generator(asked, false);
    outgoing record;
    std::string all;
    for (auto i = 0; i < 500; ++i) {
      from->next(record);
      (all += record.value) += '\n';
    }
    return all;
  };
  const auto* spec = "tag=a,length=2s,peak=50/s";
  BOOST_TEST(bytes(spec) == bytes(spec));
  BOOST_TEST(bytes(spec) != bytes("tag=b,length=2s,peak=50/s"));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::inject
