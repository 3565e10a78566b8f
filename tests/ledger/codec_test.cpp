#include <boost/test/unit_test.hpp>

#include <random>

#include "ledger_types.h"
#include "runtime/ledger/codec.hpp"
#include "runtime/ledger/envelope.hpp"
#include "runtime/ledger/thrift_bytes.hpp"
#include "tests/ledger/made_up.hpp"

using namespace murmuration;
using murmuration::test::made_up;

namespace {

std::string hex(std::string_view bytes) {
  std::string out;
  for (unsigned char c : bytes) {
    out += "0123456789abcdef"[c >> 4];
    out += "0123456789abcdef"[c & 15];
  }
  return out;
}

delta small_delta() {
  constexpr counted_word hot[] = {{"hot", 2}};
  delta out;
  out.nonce = 0x0123456789abcdef;
  out.start = offset{100};
  out.end = offset{103};
  out.sums.outcomes = {.counted = 2, .skipped = 1};
  out.sums.sentiments = {1, 0, 0, 1};
  out.tags = {{"coffee", "Coffee", 2}, {"tea", "tea", 1}};
  out.seconds = {{1'700'000'000, 2, 1, 0, 0}};
  out.words = {{1'700'000'000, false, packed_words{hot}}};
  out.last = fingerprint{offset{102}, 0xfedcba9876543210, 1'700'000'000'123};
  out.rules = 5;
  out.writer = "a-8080";
  out.written_ms = 1'700'000'001'000;
  return out;
}

struct seeded {
  std::uint64_t seed = std::random_device{}();
  made_up random{seed};
  seeded() {
    BOOST_TEST_MESSAGE("seed " << seed);
  }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(codec, seeded)

BOOST_AUTO_TEST_CASE(what_is_encoded_comes_back_equal) {
  BOOST_TEST_CONTEXT("seed " << seed) {
    for (auto i = 0; i < 200; ++i) {
      auto deltas = random.some_delta(i);
      auto again = decode_delta(encode(deltas));
      BOOST_REQUIRE(again);
      BOOST_TEST((*again == deltas));

      auto chunk = random.content(i);
      auto chunk_again = decode_chunk(encode(chunk));
      BOOST_REQUIRE(chunk_again);
      BOOST_TEST((*chunk_again == chunk));

      pointer announced{
          .number = random.number(99) + 1,
          .id = random.bits(),
          .chunks = 7,
          .partitions = {random.some_state(0), random.some_state(1)},
          .bytes = random.number(1u << 30),
          .writer = random.text(9),
          .written_ms = 1};
      auto pointer_again = decode_pointer(encode(announced));
      BOOST_REQUIRE(pointer_again);
      BOOST_TEST((*pointer_again == announced));

      origin begun{{random.text(9), partition_id{i}}, {{2}, offset{i}}};
      auto origin_again = decode_origin(encode(begun));
      BOOST_REQUIRE(origin_again);
      BOOST_TEST((*origin_again == begun));

      genesis born{random.bits(), {begun}, random.bits(), "w", 3};
      auto genesis_again = decode_genesis(encode(born));
      BOOST_REQUIRE(genesis_again);
      BOOST_TEST((*genesis_again == born));

      hold held{random.text(9), {begun.source}, 12};
      auto hold_again = decode_hold(encode(held));
      BOOST_REQUIRE(hold_again);
      BOOST_TEST((*hold_again == held));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_use_of_a_tag_that_is_not_there_is_an_error) {
  delta content;
  content.tags = {{"a", "a", 1}};
  content.tag_seconds = {{60, {{0, 1}}}};
  content.tag_authors = {{1, {{0, 7}}}};
  BOOST_TEST(bool{decode_delta(encode(content))});
  content.tag_seconds->front().tags.front().row = 1;
  BOOST_TEST(!decode_delta(encode(content)));
  content.tag_seconds.reset();
  content.tag_authors->front().uses.front().row = 1;
  BOOST_TEST(!decode_delta(encode(content)));
}

BOOST_AUTO_TEST_CASE(lists_that_are_off_are_not_lists_without_uses) {
  delta content;
  BOOST_TEST(!decode_delta(encode(content))->tag_seconds.has_value());
  content.tag_seconds.emplace();
  BOOST_TEST(decode_delta(encode(content))->tag_seconds.has_value());
  BOOST_TEST(!decode_delta(encode(content))->tag_authors.has_value());
}

BOOST_AUTO_TEST_CASE(equal_values_have_equal_bytes) {
  auto content = random.some_delta(500);
  auto copy = content;
  BOOST_TEST(encode(content) == encode(copy));
}

BOOST_AUTO_TEST_CASE(the_format_of_a_small_delta_stands) {
  // Written to real ledgers: if this changes, they cannot be read any more.
  BOOST_TEST(
      hex(encode(small_delta()))
      == "0164009900000016deb7de9af1d9a2a30216c80116ce011c1c16041600160216"
         "0016000016021600160016021600190c001c192806436f666665650374656119"
         "260402192806636f6666656500001c191680c49fd50c19160419160219160019"
         "160000191c1680c49fd50c12191803686f7419160400190c1c16cc0116dfb7de"
         "9af1d9a2a30216f6a1abfef96200260a1806612d3830383016d0afabfef96200"
         "5c448a3697e3ab5b");
}

/// The body that Thrift itself writes of what it reads.
template <class Wire>
std::string as_thrift_writes(cell_kind kind, const std::string& cell) {
  auto buffer = std::make_shared<apache::thrift::transport::TMemoryBuffer>();
  apache::thrift::protocol::TCompactProtocol out{buffer};
  from_cell<Wire>(kind, cell)->write(&out);
  return buffer->getBufferAsString();
}

BOOST_AUTO_TEST_CASE(what_is_written_is_byte_for_byte_what_thrift_writes) {
  BOOST_TEST_CONTEXT("seed " << seed) {
    for (auto i = 0; i < 300; ++i) {
      auto cell = encode(random.some_delta(i));
      BOOST_TEST((*unseal(cell_kind::delta, cell)
                  == as_thrift_writes<wire::Delta>(cell_kind::delta, cell)));
      cell = encode(random.content(i));
      BOOST_TEST((*unseal(cell_kind::chunk, cell)
                  == as_thrift_writes<wire::Chunk>(cell_kind::chunk, cell)));
    }
  }
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_again_is_not_written) {
  delta content;
  content.deleted.resize(cell_elements_max + 1);
  BOOST_CHECK_THROW(encode(content), std::length_error);
  content.deleted.pop_back();
  BOOST_CHECK_NO_THROW(encode(content));
}

BOOST_AUTO_TEST_CASE(a_change_of_any_byte_is_detected) {
  for (auto bytes : {encode(small_delta()), encode(random.some_delta(60))})
    for (auto& byte : bytes) {
      auto was = byte;
      byte = static_cast<char>(byte ^ (1 + random.number(255)));
      BOOST_TEST(!decode_delta(bytes));
      byte = was;
    }
}

BOOST_AUTO_TEST_CASE(a_cut_cell_is_detected) {
  auto bytes = encode(small_delta());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    BOOST_TEST(!decode_delta(std::string_view{bytes}.substr(0, size)));
}

BOOST_AUTO_TEST_CASE(hostile_bodies_with_good_checksums_do_no_harm) {
  BOOST_TEST_CONTEXT("seed " << seed) {
    auto body = *unseal(cell_kind::delta, encode(small_delta()));
    for (auto i = 0; i < 20'000; ++i) {
      auto bent = body;
      for (auto n = 1 + random.number(3); n > 0; --n)
        bent[random.number(bent.size())] = static_cast<char>(random.bits());
      // A value or an error, never a crash.
      auto read = decode_delta(seal(cell_kind::delta, bent));
      if (!read)
        BOOST_TEST(!read.error().what.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_list_longer_than_its_bytes_allocates_nothing) {
  // Field 8 of Delta, a list of 2^31 - 1 structs, then nothing.
  std::string body{"\x89\xfc\xff\xff\xff\xff\x07", 7};
  auto read = decode_delta(seal(cell_kind::delta, body));
  BOOST_REQUIRE(!read);
  BOOST_TEST(read.error().what == "it is no Thrift struct of the ledger");
}

BOOST_AUTO_TEST_CASE(what_has_no_meaning_is_an_error) {
  auto content = small_delta();
  content.recent = {random.some_tweet()};
  content.recent[0].label = static_cast<sentiment>(4);
  auto read = decode_delta(encode(content));
  BOOST_REQUIRE(!read);
  BOOST_TEST(read.error().what
             == "it makes no sense: it holds a sentiment that does not exist");

  content = small_delta();
  content.sums.gaps = {{offset{9}, offset{3}}};
  BOOST_TEST(!decode_delta(encode(content)));

  origin below{{"tweets", partition_id{-1}}, {}};
  BOOST_TEST(!decode_origin(encode(below)));
}

BOOST_AUTO_TEST_CASE(one_kind_is_not_taken_for_another) {
  auto read = decode_delta(encode(genesis{}));
  BOOST_REQUIRE(!read);
  BOOST_TEST(read.error().what == "it is of kind 0x67 instead of 'd'");
}

BOOST_AUTO_TEST_SUITE_END()
