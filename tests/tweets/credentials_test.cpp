#include "tools/tweets/credentials.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

#include "tests/inject/scratch_folder.hpp"

namespace murmuration::tweets {
namespace {

/// What is said about a text that holds no token.
std::string refusal(const std::string& text) {
  try {
    read_token(text, "here");
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
  return "taken";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

BOOST_AUTO_TEST_SUITE(the_token)

BOOST_AUTO_TEST_CASE(is_taken_with_or_without_line_ends) {
  for (auto text : {"AAAA%3Dx-_", "AAAA%3Dx-_\n", "\r\n AAAA%3Dx-_ \r\n\n"})
    BOOST_TEST(read_token(text, "here") == "AAAA%3Dx-_");
}

BOOST_AUTO_TEST_CASE(four_lines_are_the_credentials_of_v1_1) {
  for (auto text :
       {"ck\ncs\nat\nas\n", "ck\r\ncs\r\nat\r\nas", "ck\ncs\n\nat\nas"}) {
    auto said = refusal(text);
    BOOST_TEST(has(said, "2023-03-09"));
    BOOST_TEST(has(said, "bearer token"));
    BOOST_TEST(has(said, "here"));
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused_and_not_repeated) {
  BOOST_TEST(has(refusal(""), "empty"));
  BOOST_TEST(has(refusal(" \n"), "empty"));
  BOOST_TEST(has(refusal("secret1\nsecret2"), "2 lines"));
  BOOST_TEST(has(refusal("Bearer secret1"), "without the word Bearer"));
  BOOST_TEST(has(refusal("s\xC3\xA9"), "ASCII"));
  BOOST_TEST(has(refusal(std::string(5000, 'a')), "too long"));
  for (auto text : {"secret1\nsecret2", "Bearer secret1"})
    BOOST_TEST(!has(refusal(text), "secret1"));
}

BOOST_AUTO_TEST_CASE(comes_from_a_file) {
  test::scratch_folder dir;
  auto path = dir.write("token", "AAAA\n");
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
  BOOST_TEST(find_token(path) == "AAAA");
  BOOST_CHECK_THROW(find_token((dir.path / "none").string()),
                    std::invalid_argument);
  BOOST_CHECK_THROW(find_token(dir.path.string()), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
} // namespace murmuration::tweets
