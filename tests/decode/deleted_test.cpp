// Which tweet a delete notice takes back.
#include <boost/test/unit_test.hpp>

#include "tests/decode/decoding.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

std::string deleted_by(std::string_view record) {
  decoding x{record};
  BOOST_TEST(x.fate.what == outcome::skipped, record);
  return std::string{x.fate.deleted};
}

} // namespace

BOOST_AUTO_TEST_SUITE(deleted_tweets)

BOOST_AUTO_TEST_CASE(every_shape_of_a_delete_notice_names_its_tweet) {
  for (auto notice :
       {R"({"delete":{"status":{"id":9,"id_str":"7","user_id":3}}})",
        R"({"delete":{"status":{"id_str":"7","id":9},"timestamp_ms":"1"}})",
        R"({"delete":{"timestamp_ms":"1","status":{"id":7}}})",
        R"({"delete":{"tweet":{"id":"7","author_id":"3"},"event_at":"x"}})",
        R"({"data":{"delete":{"event_at":"x","quote_tweet_id":"5",
            "tweet":{"author_id":"3","id":"7"}}}})",
        R"({"data":{"drop":{"tweet":{"id":"7"}}}})",
        "{'delete': {'status': {'id': 9, 'id_str': '7', 'user_id': 3}}}",
        "{'delete': {'status': {'id': 7}}}",
        "{'data': {'delete': {'tweet': {'id': '7'}}}}"})
    BOOST_TEST(deleted_by(notice) == "7", notice);
}

BOOST_AUTO_TEST_CASE(an_id_that_is_none_deletes_nothing) {
  for (auto notice : {R"({"delete":{}})", R"({"delete":{"status":null}})",
                      R"({"delete":{"status":{"id":-7}}})",
                      R"({"delete":{"status":{"id":1.5,"id_str":"x7"}}})",
                      R"({"delete":{"status":[7]}})", R"({"delete":{"id":7}})",
                      R"({"data":{"delete":{"tweet":{}}}})"})
    BOOST_TEST(deleted_by(notice) == "", notice);
}

BOOST_AUTO_TEST_CASE(other_notices_delete_nothing) {
  for (auto notice : {R"({"status_withheld":{"id":7,"status":{"id":7}}})",
                      R"({"data":{"undrop":{"tweet":{"id":"7"}}}})",
                      R"({"data":{"withheld":{"tweet":{"id":"7"}}}})",
                      R"({"limit":{"status":{"id":7}}})"})
    BOOST_TEST(deleted_by(notice) == "", notice);
}

BOOST_AUTO_TEST_CASE(a_tweet_with_such_a_member_deletes_nothing) {
  decoding x{R"({"delete":{"status":{"id":7}},"text":"a"})"};
  BOOST_TEST(x.fate.what == outcome::counted);
  BOOST_TEST(x.fate.deleted == "");
}

BOOST_AUTO_TEST_CASE(the_last_of_two_counts_and_none_stays_for_the_next) {
  BOOST_TEST(deleted_by(R"({"delete":{"status":{"id":6}},
                            "delete":{"status":{"id":7}}})")
             == "7");
  BOOST_TEST(deleted_by(R"({"delete":{"status":{}}})") == "");
}

BOOST_AUTO_TEST_SUITE_END()
