#include "runtime/classify/base64.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

namespace murmuration {
namespace {

BOOST_AUTO_TEST_SUITE(base64)

BOOST_AUTO_TEST_CASE(the_examples_of_the_rfc_hold) {
  const std::pair<const char*, const char*> examples[]{{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (auto& [plain, coded] : examples) {
    BOOST_TEST(to_base64(plain) == coded);
    BOOST_TEST(from_base64(coded).value_or("?") == plain);
  }
}

BOOST_AUTO_TEST_CASE(any_bytes_come_back) {
  auto seed = std::random_device{}();
  BOOST_TEST_MESSAGE("seed " << seed);
  std::mt19937 random{seed};
  for (int i = 0; i < 200; ++i) {
    std::string bytes(random() % 100, '\0');
    for (auto& c : bytes)
      c = static_cast<char>(random());
    BOOST_REQUIRE_MESSAGE(from_base64(to_base64(bytes)) == bytes,
                          "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(what_nobody_would_have_written_is_refused) {
  for (auto text : {"Zg", "Zg=", "Z===", "Zh==", "Zm9=", "Zm9v!", "Z m9",
                    "=Zm9", "Zg==Zg==", "Zm\x80v"})
    BOOST_TEST(!from_base64(text), text);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration
