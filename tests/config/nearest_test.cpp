#include "config/nearest.hpp"

#include <boost/test/unit_test.hpp>

#include "config/keys.hpp"

using namespace murmuration;

BOOST_AUTO_TEST_SUITE(nearest_key)

BOOST_AUTO_TEST_CASE(the_meant_key_is_found) {
  for (auto [given, meant] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"http.prot", "http.port"},
           {"hptt.port", "http.port"},
           {"jobs", "job"},
           {"pool-size", "classifier.pool-size"},
           {"clasifier.pool_size", "classifier.pool-size"},
           {"wordcounter.pool-size", "word-counter.pool-size"},
           {"kafka.brokers", "source.kafka.brokers"},
           {"source.directory", "source.log.directory"},
           {"topk", "aggregator.top-k"}})
    BOOST_TEST(nearest(given, key_names()) == meant, given);
}

BOOST_AUTO_TEST_CASE(anything_has_a_nearest_key) {
  BOOST_TEST(!nearest("", key_names()).empty());
  BOOST_TEST(!nearest(std::string(1'000'000, 'x'), key_names()).empty());
}

BOOST_AUTO_TEST_SUITE_END()
