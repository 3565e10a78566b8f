#include <boost/test/unit_test.hpp>

#include <memory>
#include <random>

#include "runtime/decode/hashtags.hpp"
#include "tests/decode/decoding.hpp"
#include "tests/support/seed.hpp"

using namespace murmuration;

namespace {

constexpr std::string_view records[] = {
    R"({"created_at":"Mon Aug 17 03:07:53 +0000 2015","id":1,"text":"a #b \ud83d",
"user":{"screen_name":"c"},"retweeted_status":{"text":"x","extended_tweet":{
"full_text":"long #t","entities":{"hashtags":[{"text":"t","indices":[5,7]}]}}},
"entities":{"hashtags":[{"text":"b","indices":[2,4]}],"urls":[null,-1.5e3]}})",
    R"({"data":{"id":"9","text":"RT","author_id":"5","referenced_tweets":[{"id":
"2","type":"retweeted"}]},"includes":{"users":[{"id":"5","username":"u"}],
"tweets":[{"id":"2","text":"#d","note_tweet":{"text":"n"}}]},"errors":[]})",
    R"({"delete":{"status":{"id":1,"id_str":"1"}}})",
    R"({'id': 1, 'text': "it's #b \xe9\u00e9\U0001f600\101\q", 'lang': None,
'user': {'screen_name': 'c' u'd'}, 'x': (1, -2.5e-07, {'s'}, True, ()),
'entities': {'hashtags': [{'text': 'b', 'indices': [5, 7]}]}})",
    R"({"it's": False, 'data': {'id': '9', 'text': '\ud83d#b\n'}})",
    R"("a text with \"escapes\" \\ \u00e9 #tag")",
    "plain text with x.com/#a http://t.co/b?c=#d ＃é #️⃣ .#f (g.de/(#h))",
};

/// Overwrites, deletes, doubles or inserts a few bytes.
void mutate(std::string& bytes, std::mt19937& dice) {
  constexpr std::string_view telling = "{}[]()'\",:\\#/.\0\xFF\xC3\xEF u1e-N";
  auto roll = [&dice](std::size_t below) {
    return dice() % below;
  };
  for (auto times = 1 + roll(4); times > 0; --times) {
    auto at = roll(bytes.size() + 1);
    auto byte = roll(2) == 0 ? telling[roll(telling.size())]
                             : static_cast<char>(roll(256));
    switch (roll(4)) {
      case 0:
        bytes.insert(at, 1, byte);
        break;
      case 1:
        bytes.erase(at, roll(8));
        break;
      case 2:
        bytes.insert(at, bytes.substr(roll(bytes.size() + 1), roll(32)));
        break;
      default:
        if (at < bytes.size())
          bytes[at] = byte;
    }
  }
}

/// On the heap and no longer than promised, so that the sanitizers see each
/// read beyond the padding.
struct exact_record {
  explicit exact_record(std::string_view bytes, std::mt19937& dice)
    : size(bytes.size())
    , all(std::make_unique<char[]>(size + 64)) {
    bytes.copy(all.get(), size);
    for (auto i = size; i < size + 64; ++i)
      all[i] = "{}[]\",:'"[dice() % 8];
  }
  std::string_view view() const {
    return {all.get(), size};
  }
  std::size_t size;
  std::unique_ptr<char[]> all;
};

} // namespace

BOOST_AUTO_TEST_CASE(no_bytes_crash_the_decoder_or_get_invalid_utf8_out) {
  auto seed = test::seed_of_run();
  BOOST_TEST_MESSAGE("MURMURATION_TEST_SEED=" << seed);
  BOOST_TEST_CONTEXT("MURMURATION_TEST_SEED=" << seed) {
    std::mt19937 dice{seed};
    decoder read;
    decoder check;
    for (int round = 0; round < 40'000; ++round) {
      std::string bytes{records[dice() % std::size(records)]};
      mutate(bytes, dice);
      exact_record record{bytes, dice};
      tweet_batch batch;
      tweet found;
      auto fate =
          read.decode(record.view(), batch.bytes, found, batch.entity_tags);
      // The same bytes become the same, whatever was read before and lies
      // behind them: a delta is a pure function of the log.
      test::decoding again{bytes};
      BOOST_TEST_REQUIRE(fate.what == again.fate.what);
      BOOST_TEST_REQUIRE(fate.reason == again.fate.reason);
      BOOST_TEST_REQUIRE(found.text == again.read.text);
      std::vector<hashtag> scratch;
      std::vector<tag_use> uses;
      tags_of(batch, found, scratch, uses, batch.bytes);
      for (auto text : {found.text, found.top_text, found.author, found.lang}) {
        std::string padded{"x"};
        padded.append(text).append(64, ' ');
        tweet plain;
        BOOST_TEST_REQUIRE(
            (check.decode(padded, batch.bytes, plain, batch.entity_tags).what
             == outcome::counted));
      }
      scratch.clear();
      extract_hashtags(bytes, scratch);
    }
  }
}
