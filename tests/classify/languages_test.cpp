#include "runtime/classify/languages.hpp"

#include <boost/test/unit_test.hpp>

namespace murmuration {
namespace {

BOOST_AUTO_TEST_SUITE(languages)

BOOST_AUTO_TEST_CASE(a_language_covers_its_regions_in_any_case) {
  language_filter filter{{"en"}, ""};
  for (auto lang : {"en", "EN", "en-gb", "en-GB", "en_US"})
    BOOST_TEST(filter.covers(lang), lang);
  for (auto lang : {"e", "eng", "es", "und", "gb-en", "-"})
    BOOST_TEST(!filter.covers(lang), lang);
}

BOOST_AUTO_TEST_CASE(a_region_covers_only_itself) {
  language_filter filter{{"pt", "EN_gb"}, ""};
  BOOST_TEST(filter.covers("en-GB"));
  BOOST_TEST(filter.covers("pt-BR"));
  BOOST_TEST(!filter.covers("en"));
  BOOST_TEST(!filter.covers("en-us"));
}

BOOST_AUTO_TEST_CASE(a_star_covers_every_language) {
  language_filter filter{{"*"}, ""};
  BOOST_TEST(filter.covers("ja"));
  BOOST_TEST(!filter.covers(""));
}

BOOST_AUTO_TEST_CASE(no_language_counts_as_the_assumed_one) {
  BOOST_TEST(!language_filter({"en"}, "").covers(""));
  BOOST_TEST(language_filter({"en"}, "en").covers(""));
  BOOST_TEST(!language_filter({"en"}, "de").covers(""));
  BOOST_TEST(!language_filter({}, "en").covers("en"));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
