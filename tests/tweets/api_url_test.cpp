#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "tools/tweets/http_client.hpp"

namespace murmuration::tweets {
namespace {

BOOST_AUTO_TEST_SUITE(the_api_url)

BOOST_AUTO_TEST_CASE(https_goes_anywhere_and_http_to_this_machine) {
  for (auto good : {"https://api.x.com", "https://api.x.com/",
                    "https://proxy.example:8443", "http://127.0.0.1:8080",
                    "http://127.1.2.3", "http://localhost:1", "http://[::1]:2"})
    BOOST_CHECK_NO_THROW(check_api_url(good));
  for (auto bad :
       {"", "api.x.com", "http://api.x.com", "http://127.0.0.1.example.com",
        "http://localhost.example.com", "http://10.0.0.1",
        "http://127.0.0.1@example.com", "https://user@api.x.com",
        "https://api.x.com?a=b", "ftp://127.0.0.1", "file:///etc/passwd"})
    BOOST_CHECK_THROW(check_api_url(bad), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(only_plain_http_to_this_machine_is_local) {
  BOOST_TEST(is_local("http://127.0.0.1:8080"));
  BOOST_TEST(!is_local("https://127.0.0.1:8080"));
  BOOST_TEST(!is_local("https://api.x.com"));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
