#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include <xxhash.h>

#include "runtime/ledger/envelope.hpp"

using namespace murmuration;

namespace {

/// A cell as a stranger may write it, with a checksum that fits.
std::string cell_of(std::string header, std::uint32_t length,
                    std::string_view stored) {
  auto out = std::move(header);
  for (auto i = 0; i < 4; ++i)
    out.push_back(static_cast<char>(length >> (8 * i)));
  out.append(stored);
  auto sum = XXH3_64bits(out.data(), out.size());
  for (auto i = 0; i < 8; ++i)
    out.push_back(static_cast<char>(sum >> (8 * i)));
  return out;
}

std::string why(std::string_view bytes) {
  auto read = unseal(cell_kind::delta, bytes);
  return read ? "" : read.error().what;
}

} // namespace

BOOST_AUTO_TEST_SUITE(envelope)

BOOST_AUTO_TEST_CASE(a_body_comes_back_compressed_or_not) {
  for (std::size_t size : {0, 1, 199, 200, 5000, 1'000'000}) {
    std::string body(size, 'x');
    auto bytes = seal(cell_kind::chunk, body);
    auto again = unseal(cell_kind::chunk, bytes);
    BOOST_REQUIRE(again);
    BOOST_TEST((*again == body));
    BOOST_TEST((bytes.size() < size) == (size >= compress_bytes_min));
  }
}

BOOST_AUTO_TEST_CASE(a_later_version_is_named) {
  BOOST_TEST(why(cell_of("\x02"
                         "d" + std::string(1, '\0'),
                         1, "x"))
             == "it has format 2, and this program knows only 1: use the "
                "program that wrote it, or a later one");
}

BOOST_AUTO_TEST_CASE(a_length_that_lies_is_an_error) {
  auto header = std::string{"\x01"
                            "d"}
                + '\0';
  BOOST_TEST(why(cell_of(header, 2, "x"))
             == "it has another length than it says");
  BOOST_TEST(why(cell_of("\x01"
                         "d\x01",
                         5, "no zstd frame"))
             == "its compressed part has another length than it says");
  auto frame = seal(cell_kind::delta, std::string(500, 'x'));
  auto stored = frame.substr(7, frame.size() - 15);
  BOOST_TEST(why(cell_of("\x01"
                         "d\x01",
                         500, stored))
             == "");
  BOOST_TEST(why(cell_of("\x01"
                         "d\x01",
                         501, stored))
             == "its compressed part has another length than it says");
}

BOOST_AUTO_TEST_CASE(no_more_than_64_mib_are_unpacked_or_packed) {
  BOOST_TEST(why(cell_of("\x01"
                         "d\x01",
                         0xffffffff, "x"))
             == "its header is none that this program writes");
  BOOST_CHECK_THROW(
      seal(cell_kind::delta, std::string(body_bytes_max + 1, 'x')),
      std::length_error);
}

BOOST_AUTO_TEST_SUITE_END()
