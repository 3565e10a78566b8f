#include "config/units.hpp"

#include <boost/test/unit_test.hpp>

#include <iostream>
#include <random>

using namespace murmuration;
using namespace std::chrono_literals;

namespace {

bool is_size(std::string_view text, std::uint64_t bytes) {
  return parse_size(text) == bytes;
}

bool is_duration(std::string_view text, std::chrono::milliseconds value) {
  return parse_duration(text) == value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(units)

BOOST_AUTO_TEST_CASE(sizes_are_read_in_every_unit) {
  BOOST_TEST(is_size("0", 0));
  BOOST_TEST(is_size("17", 17));
  BOOST_TEST(is_size("17B", 17));
  BOOST_TEST(is_size("2KiB", 2048));
  BOOST_TEST(is_size("4MiB", 4194304));
  BOOST_TEST(is_size("4 MiB", 4194304));
  BOOST_TEST(is_size("3GiB", 3221225472));
  BOOST_TEST(is_size("1TiB", 1099511627776));
  BOOST_TEST(is_size("2kB", 2000));
  BOOST_TEST(is_size("2KB", 2000));
  BOOST_TEST(is_size("2MB", 2000000));
  BOOST_TEST(is_size("9223372036854775807", 9223372036854775807));
}

BOOST_AUTO_TEST_CASE(what_is_no_size_is_refused) {
  for (auto text : {"", " ", "MiB", "-1", "+1", "1.5MiB", "4mib", "4M",
                    "4  MiB", "4MiB ", " 4MiB", "0x10", "9223372036854775808",
                    "18446744073709551617", "9999999999TiB", "1 "})
    BOOST_TEST(!parse_size(text), "'" << text << "'");
}

BOOST_AUTO_TEST_CASE(durations_are_read_in_every_unit) {
  BOOST_TEST(is_duration("0ms", 0ms));
  BOOST_TEST(is_duration("2ms", 2ms));
  BOOST_TEST(is_duration("1s", 1000ms));
  BOOST_TEST(is_duration("5 m", 300000ms));
  BOOST_TEST(is_duration("24h", 86400000ms));
  BOOST_TEST(is_duration("7d", 604800000ms));
}

BOOST_AUTO_TEST_CASE(what_is_no_duration_is_refused) {
  for (auto text : {"", "5", "s", "-1s", "1.5s", "1us", "1 S", "1min", "36501d",
                    "99999999999999999999s"})
    BOOST_TEST(!parse_duration(text), "'" << text << "'");
}

BOOST_AUTO_TEST_CASE(print_takes_the_largest_unit_without_a_remainder) {
  BOOST_TEST(print_size(0) == "0B");
  BOOST_TEST(print_size(1000) == "1000B");
  BOOST_TEST(print_size(1536) == "1536B");
  BOOST_TEST(print_size(2048) == "2KiB");
  BOOST_TEST(print_size(512u << 20) == "512MiB");
  BOOST_TEST(print_duration(0ms) == "0ms");
  BOOST_TEST(print_duration(1500ms) == "1500ms");
  BOOST_TEST(print_duration(90s) == "90s");
  BOOST_TEST(print_duration(48h) == "2d");
}

BOOST_AUTO_TEST_CASE(what_is_printed_reads_back_the_same) {
  auto seed = std::random_device{}();
  std::cout << "units: seed " << seed << '\n';
  std::mt19937_64 random{seed};
  for (int i = 0; i < 20'000; ++i) {
    // All magnitudes, and often a multiple of a unit.
    auto bytes = (random() >> 1 >> random() % 63) << random() % 4 * 10 >> 1;
    BOOST_REQUIRE(is_size(print_size(bytes), bytes));
    std::chrono::milliseconds time{random() % 3'000'000'000'000
                                   / (random() % 5 * 60'000 + 1)};
    BOOST_REQUIRE(is_duration(print_duration(time), time));
  }
}

BOOST_AUTO_TEST_SUITE_END()
