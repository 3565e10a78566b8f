#include "http/worker_lane.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

namespace murmuration::http {

namespace {

/// The status of the answer to a request that has waited so long already.
int status_after(std::chrono::milliseconds waited) {
  settings config;
  publication published;
  site from{config, published, {}, {}};
  router routes{from};
  std::promise<int> status;
  auto told = status.get_future();
  worker_lane subject{lane::render, 1, routes, [&](finished x) {
                        status.set_value(x.made.status);
                      }};
  job asked{.clean = "GET /api/v1/config HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            .since = std::chrono::steady_clock::now() - waited};
  BOOST_REQUIRE(subject.submit(std::move(asked)));
  BOOST_REQUIRE(
      (told.wait_for(std::chrono::seconds{60}) == std::future_status::ready));
  return told.get();
}

} // namespace

BOOST_AUTO_TEST_SUITE(worker_lanes)

BOOST_AUTO_TEST_CASE(who_waited_too_long_for_a_thread_is_refused) {
  BOOST_TEST(status_after(std::chrono::seconds{0}) == 200);
  BOOST_TEST(status_after(std::chrono::seconds{1}) == 200);
  BOOST_TEST(status_after(std::chrono::seconds{60}) == 503);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
