// Twitter's own conformance cases and real tweets, against Twitter's entities.
#include <boost/test/unit_test.hpp>

#include <fstream>

#include <rapidjson/document.h>

#include "runtime/decode/hashtags.hpp"
#include "tests/decode/decoding.hpp"
#include "tests/support/shared_data.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

rapidjson::Document parse(const std::string& line) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseFullPrecisionFlag>(line.c_str());
  return json;
}

using spans = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

spans spans_of(const hashtag* first, std::size_t count) {
  spans all;
  for (std::size_t i = 0; i < count; ++i)
    all.emplace_back(first[i].start, first[i].end);
  std::sort(all.begin(), all.end());
  return all;
}

/// How many tweets with tags there are; the text gives the same tags as the
/// entities do.
std::size_t compare_with_entities(const std::string& file) {
  std::size_t with_tags = 0;
  std::ifstream lines{file};
  for (std::string line; std::getline(lines, line);) {
    decoding x{line};
    if (x.fate.what != outcome::counted) {
      BOOST_TEST(x.fate.what == outcome::skipped);
      continue;
    }
    // A retweet whose original is not included: its tags are those of the
    // whole text, but the text is cut off.
    if (x.read.text.starts_with("RT @") && x.read.text.ends_with("…"))
      continue;
    std::vector<hashtag> extracted;
    extract_hashtags(x.read.text, extracted);
    const auto* tags = x.batch.entity_tags.data() + x.read.tags_first;
    BOOST_TEST_CONTEXT("tweet " << x.read.id) {
      BOOST_TEST(!x.read.id.empty());
      BOOST_TEST(x.read.event_ms > 0);
      if (x.read.has_entities)
        BOOST_TEST((spans_of(extracted.data(), extracted.size())
                    == spans_of(tags, x.read.tags_count)));
      else
        BOOST_TEST(extracted.empty());
    }
    with_tags += extracted.empty() ? 0 : 1;
  }
  return with_tags;
}

} // namespace

BOOST_AUTO_TEST_SUITE(real_data)

BOOST_AUTO_TEST_CASE(every_conformance_case_is_met) {
  auto path = shared_file("data/hashtag_conformance.jsonl");
  if (!path)
    return;
  std::ifstream lines{*path};
  std::size_t cases = 0;
  for (std::string line; std::getline(lines, line);) {
    auto json = parse(line);
    BOOST_TEST_REQUIRE(!json.HasParseError());
    if (std::string_view{json["type"].GetString()}.substr(0, 7) != "hashtag")
      continue;
    ++cases;
    std::string_view text{json["text"].GetString(),
                          json["text"].GetStringLength()};
    std::vector<hashtag> tags;
    extract_hashtags(text, tags);
    std::vector<std::string> found;
    for (const auto& tag : tags)
      found.emplace_back(tag.text);
    std::vector<std::string> expected;
    if (json["expected"].IsArray())
      for (const auto& tag : json["expected"].GetArray())
        expected.emplace_back(tag.GetString());
    BOOST_TEST(found == expected, text);
    if (!json.HasMember("indices"))
      continue;
    spans places;
    for (const auto& x : json["indices"].GetArray())
      places.emplace_back(x[0].GetUint(), x[1].GetUint());
    BOOST_TEST((spans_of(tags.data(), tags.size()) == places), text);
  }
  BOOST_TEST(cases > 80u);
}

BOOST_AUTO_TEST_CASE(the_text_gives_the_tags_that_twitter_gives) {
  for (auto name : {"data/tweets_v11_stream_600.jsonl",
                    "data/tweets_v11_extended_mixed.jsonl",
                    "data/tweets_v2_stream_shaped.jsonl"})
    if (auto path = shared_file(name))
      BOOST_TEST(compare_with_entities(*path) > 20u, name);
}

BOOST_AUTO_TEST_CASE(the_hazards_of_a_real_stream_are_told_apart) {
  auto path = shared_file("data/stream_hazards.txt");
  if (!path)
    return;
  std::ifstream lines{*path};
  for (std::string line; std::getline(lines, line);) {
    auto cut_off = line.starts_with(R"({"data")");
    BOOST_TEST(outcome_of(line)
                   == (cut_off ? outcome::malformed : outcome::skipped),
               line);
  }
}

BOOST_AUTO_TEST_SUITE_END()
