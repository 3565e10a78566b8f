#include <boost/test/unit_test.hpp>

#include "http/document_cache.hpp"
#include "http/host_list.hpp"
#include "http/open_files.hpp"
#include "http/process_facts.hpp"
#include "http/rates.hpp"
#include "messages/view.hpp"

namespace murmuration::http {

BOOST_AUTO_TEST_SUITE(hosts)

BOOST_AUTO_TEST_CASE(loopback_names_are_ours_and_foreign_ones_are_not) {
  settings config;
  host_list ours{config};
  for (const auto* name : {"localhost", "LocalHost:8080", "127.0.0.1:1",
                           "[::1]:80", "[::1]", "localhost."})
    BOOST_TEST(ours.allows(name), name);
  for (const auto* name : {"evil.example", "localhost.evil.example", "",
                           "10.0.0.1", "[", "127.0.0.1.evil.example:80"})
    BOOST_TEST(!ours.allows(name), name);
}

BOOST_AUTO_TEST_CASE(configured_names_and_the_address_are_ours) {
  settings config;
  config.http.address = "192.0.2.1";
  config.http.hosts = {"Tweets.example:443"};
  host_list ours{config};
  BOOST_TEST(ours.allows("192.0.2.1:8080"));
  BOOST_TEST(ours.allows("tweets.example"));
  BOOST_TEST(!ours.allows("192.0.2.2"));
}

BOOST_AUTO_TEST_CASE(on_every_address_any_literal_one_is_ours_but_no_name) {
  settings config;
  config.http.address = "0.0.0.0";
  host_list ours{config};
  BOOST_TEST(ours.allows("10.1.2.3:8080"));
  BOOST_TEST(ours.allows("[fe80::1]:8080"));
  BOOST_TEST(!ours.allows("evil.example"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rates)

BOOST_AUTO_TEST_CASE(a_rate_is_measured_over_the_last_five_seconds) {
  rate_meter meter;
  BOOST_TEST(meter.records_per_s() == 0);
  for (std::uint64_t i = 0; i <= 100; ++i)
    meter.sample(static_cast<std::int64_t>(i) * 100, i * 20, i * 10);
  BOOST_TEST(meter.records_per_s() == 200, boost::test_tools::tolerance(0.01));
  BOOST_TEST(meter.tweets_per_s() == 100, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(without_new_records_the_rate_falls_to_nothing) {
  rate_meter meter;
  meter.sample(0, 0, 0);
  meter.sample(1000, 5000, 5000);
  for (std::int64_t now = 2000; now <= 7000; now += 1000)
    meter.sample(now, 5000, 5000);
  BOOST_TEST(meter.records_per_s() == 0);
}

BOOST_AUTO_TEST_CASE(totals_that_fall_start_anew) {
  rate_meter meter;
  meter.sample(0, 1000, 1000);
  meter.sample(1000, 10, 10);
  BOOST_TEST(meter.records_per_s() == 0);
  meter.sample(2000, 20, 10);
  BOOST_TEST(meter.records_per_s() == 10);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(caches)

BOOST_AUTO_TEST_CASE(documents_are_made_once_for_each_view_and_name) {
  document_cache cache;
  auto view = std::make_shared<const time_view>();
  int made = 0;
  auto make = [&] {
    ++made;
    return make_document(std::to_string(made));
  };
  BOOST_TEST(*cache.get(view, "5s", make).bytes == "1");
  BOOST_TEST(*cache.get(view, "5s", make).bytes == "1");
  BOOST_TEST(*cache.get(view, "1m", make).bytes == "2");
  auto next = std::make_shared<const time_view>();
  BOOST_TEST(*cache.get(next, "5s", make).bytes == "3");
}

BOOST_AUTO_TEST_CASE(a_scan_over_all_names_is_answered_and_not_kept) {
  document_cache cache;
  auto view = std::make_shared<const time_view>();
  int made = 0;
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 1000; ++i)
      cache.get(view, std::to_string(i), [&] {
        ++made;
        return make_document("x");
      });
  BOOST_TEST(made > 1900);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(process)

BOOST_AUTO_TEST_CASE(the_process_knows_itself) {
  auto facts = read_process_facts();
  BOOST_TEST(facts.resident_bytes > 1e6);
  BOOST_TEST(facts.open_fds >= 3);
  BOOST_TEST(facts.threads >= 1);
  BOOST_TEST(facts.start_time_s > 1.6e9);
}

BOOST_AUTO_TEST_CASE(the_limit_of_open_files_is_raised_and_stays) {
  auto limit = raise_open_files_limit();
  BOOST_TEST(limit >= 256u);
  BOOST_TEST(raise_open_files_limit() == limit);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
