#include "tools/audit/judge.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "runtime/decode/decoder.hpp"
#include "runtime/decode/tags_of.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/shared_data.hpp"
#include "tools/audit/event_time.hpp"

namespace murmuration::audit {
namespace {

fate fate_of(std::string_view record) {
  judge rules;
  return rules.on(record).what;
}

std::string tags_of_record(std::string_view record) {
  judge rules;
  std::string out;
  for (const auto& one : rules.on(record).tags)
    out += (out.empty() ? "" : " ") + one;
  return out;
}

BOOST_AUTO_TEST_SUITE(audit_judge)

BOOST_AUTO_TEST_CASE(each_kind_of_record_has_its_outcome) {
  for (auto counted :
       {"plain", "\"text\"", "\"\"", "7", R"({"text":""})",
        R"({"n":1e400,"text":"x"})", R"({"text":"\ud83d"})", "{'text': 'x'}",
        "{u'text': u'x', 'a': (1, 2), }", "{'text': ('a' 'b')}",
        R"({"text":"x","delete":{}})", R"({"data":{"text":"x"}})"})
    BOOST_TEST((fate_of(counted) == fate::counted), counted);
  for (auto skipped : {"", " \t", R"({"delete":{}})", R"({"errors":[]})",
                       R"({"event":"x"})", R"({"data":{"drop":{}}})"})
    BOOST_TEST((fate_of(skipped) == fate::skipped), skipped);
  for (auto malformed :
       {"{", "[]", "[{\"text\":\"a\"}]", R"({"text":"a",})", R"({"text":1})",
        R"({"te\u0078t":"a"})", "{\"text\":\"\xFF\"}", R"({"limit":1})",
        "\"a\x01\"", R"({"text":"a"} 1)", "{'text': b'a'}", "{'text': ('a',)}",
        "{'text': '''a'''}", R"({"a":01,"text":""})"})
    BOOST_TEST((fate_of(malformed) == fate::malformed), malformed);
}

BOOST_AUTO_TEST_CASE(a_record_that_ends_early_for_c_is_malformed) {
  BOOST_TEST((fate_of(std::string_view{"{\"text\":\"a\"}\0x", 14})
              == fate::malformed));
}

BOOST_AUTO_TEST_CASE(nesting_has_a_bound) {
  auto nested = [](std::size_t depth) {
    return R"({"text":"a","x":)" + std::string(depth - 1, '[')
           + std::string(depth - 1, ']') + "}";
  };
  BOOST_TEST((fate_of(nested(1024)) == fate::counted));
  BOOST_TEST((fate_of(nested(1025)) == fate::malformed));
}

BOOST_AUTO_TEST_CASE(a_megabyte_of_digits_is_a_number) {
  std::string digits(1'000'000, '9');
  BOOST_TEST(
      (fate_of("{\"text\":\"#a\",\"n\":" + digits + "}") == fate::counted));
  BOOST_TEST(
      (fate_of("{\"text\":\"#a\",\"n\":" + digits + ".}") == fate::malformed));
}

BOOST_AUTO_TEST_CASE(tags_are_those_of_the_innermost_text) {
  BOOST_TEST(tags_of_record(R"({"text":"#a","entities":{"hashtags":
      [{"text":"#b"},{"text":""}]}})")
             == "b");
  BOOST_TEST(tags_of_record(R"({"text":"#a","retweeted_status":
      {"text":"#c","extended_tweet":{"full_text":"#d"}}})")
             == "d");
  BOOST_TEST(tags_of_record(R"({"data":{"text":"#a","referenced_tweets":
      [{"type":"retweeted","id":"7"}]},"includes":{"tweets":
      [{"id":"7","text":"#e"}]}})")
             == "e");
  BOOST_TEST(tags_of_record(R"({"text":"#a","entities":{}})").empty());
  BOOST_TEST(tags_of_record(R"({"text":"#a","entities":{"hashtags":3}})")
             == "a");
}

BOOST_AUTO_TEST_CASE(times_are_read_in_both_forms) {
  BOOST_TEST(created_ms("Thu Jan 01 00:00:01 +0000 1970") == 1000);
  BOOST_TEST(created_ms("Thu Jan 01 01:30:01 +0130 1970") == 1000);
  BOOST_TEST(created_ms("1970-01-01T00:00:01.5Z") == 1500);
  BOOST_TEST(created_ms("1970-01-01t00:00:01-00:01") == 61'000);
  BOOST_TEST(created_ms("2026-02-30T00:00:00Z") == 0);
  BOOST_TEST(created_ms("yesterday") == 0);
  BOOST_TEST(second_of(-1) == -1);
  BOOST_TEST(second_of(1999) == 1);
}

/// The engine's verdict on the same record: its outcome, keys and time.
std::string engines(std::string_view record) {
  static decoder decode;
  tweet_batch batch;
  tweet x;
  std::string padded{record};
  padded.append(64, '\0');
  auto made = decode.decode({padded.data(), record.size()}, batch.bytes, x,
                            batch.entity_tags);
  auto out = std::to_string(static_cast<int>(made.what));
  if (made.what != outcome::counted)
    return out;
  std::vector<hashtag> scratch;
  std::vector<tag_use> uses;
  tags_of(batch, x, scratch, uses, batch.bytes);
  for (const auto& one : uses)
    out += ' ' + std::string{one.key};
  return out + ' ' + std::to_string(x.event_ms);
}

std::string audits(std::string_view record) {
  static judge rules;
  const auto& said = rules.on(record);
  auto what = said.what == fate::counted   ? outcome::counted
              : said.what == fate::skipped ? outcome::skipped
                                           : outcome::malformed;
  auto out = std::to_string(static_cast<int>(what));
  if (said.what != fate::counted)
    return out;
  std::vector<std::string> keys;
  for (const auto& one : said.tags)
    if (auto key = key_of(one);
        std::find(keys.begin(), keys.end(), key) == keys.end())
      keys.push_back(key);
  for (const auto& one : keys)
    out += ' ' + one;
  return out + ' ' + std::to_string(said.created_ms);
}

BOOST_AUTO_TEST_CASE(real_records_are_judged_as_the_engine_judges_them) {
  auto records = 0;
  for (auto file :
       {"data/tweets_v11_stream_600.jsonl",
        "data/tweets_v11_extended_mixed.jsonl",
        "data/tweets_v2_stream_shaped.jsonl", "data/stream_hazards.txt"}) {
    auto path = test::shared_file(file);
    if (!path)
      return;
    std::ifstream in{*path};
    for (std::string line; std::getline(in, line); ++records)
      BOOST_TEST(audits(line) == engines(line), line.substr(0, 200));
  }
  BOOST_TEST(records > 1500);
}

BOOST_AUTO_TEST_CASE(changed_records_are_judged_as_the_engine_judges_them) {
  const auto seed = test::seed_of_run();
  BOOST_TEST_MESSAGE("MURMURATION_TEST_SEED=" << seed);
  std::mt19937 random{seed};
  const std::vector<std::string> records{
      R"({"text":"a #b","id":12,"entities":{"hashtags":[{"text":"C"}]}})",
      R"({"text":"\u00e9\ud83d\ude00 #b","lang":null,"n":[1.5e3,-0,true]})",
      R"({"data":{"text":"#a","referenced_tweets":[{"type":"retweeted","id":"7"}
      ]},"includes":{"tweets":[{"id":"7","text":"#e"}]}})",
      R"({"delete":{"status":{"id":1}}})",
      R"({"text":"x","retweeted_status":{"full_text":"#d","entities":{}}})",
      R"({'text': 'a #b', u'c': (1, None), "d": {'e', 'f'}, 'g': "h" 'i'})",
      R"({u'text': u'\xe9 \u00e9\ud83d\ude00 #t\n', 'x': [1, 2.5, ], })",
      R"("a text \u0041 #b")"};
  const std::string bytes = "{}[](),:'\"\\u0123aeNTn.-+ #\t\xC3";
  for (auto i = 0; i < 20'000; ++i) {
    auto record = records[random() % records.size()];
    for (auto n = random() % 3; n > 0; --n) {
      auto at = random() % record.size();
      auto byte = bytes[random() % bytes.size()];
      switch (random() % 3) {
        case 0:
          record[at] = byte;
          break;
        case 1:
          record.insert(at, 1, byte);
          break;
        default:
          record.erase(at, 1);
      }
    }
    BOOST_TEST_REQUIRE(audits(record) == engines(record),
                       record << " (MURMURATION_TEST_SEED=" << seed << ")");
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::audit
