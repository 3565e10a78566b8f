/// The dead letter file: what is in it, and what a kill may leave of it.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <rapidjson/document.h>

#include "runtime/letters/file/letter_file.hpp"
#include "runtime/letters/file/letter_line.hpp"
#include "runtime/letters/letter_book.hpp"
#include "tests/letters/made_letters.hpp"

namespace murmuration::test {

namespace {

struct scene {
  scene() {
    std::string name =
        (std::filesystem::temp_directory_path() / "murmuration-XXXXXX")
            .string();
    BOOST_REQUIRE(::mkdtemp(name.data()) != nullptr);
    directory = name;
    path = directory / "deeper" / "letters.jsonl";
  }
  ~scene() {
    std::filesystem::remove_all(directory);
  }

  letters_answer write(const letters_call& call) {
    return letter_book{*open_letter_file(path)}.write(call);
  }
  std::string bytes() const {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
  }
  void append(const std::string& more) const {
    std::ofstream{path, std::ios::binary | std::ios::app} << more;
  }
  std::vector<rapidjson::Document> lines() const {
    std::vector<rapidjson::Document> result;
    std::istringstream in{bytes()};
    for (std::string line; std::getline(in, line);) {
      result.emplace_back().Parse(line.c_str());
      BOOST_REQUIRE(!result.back().HasParseError());
    }
    return result;
  }

  std::filesystem::path directory;
  std::filesystem::path path;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(file, scene)

BOOST_AUTO_TEST_CASE(a_letter_is_a_line_of_json) {
  BOOST_TEST(write(made_call(0, {17})).error.empty());
  BOOST_TEST(bytes()
             == R"({"key":"tweets/0/17","topic":"tweets","partition":0,)"
                R"("offset":17,"generation":0,"reason":"bad_json",)"
                R"("timestamp_ms":1017,"value_bytes":8,)"
                R"("value":"{\"cut 17"})"
                "\n");
}

BOOST_AUTO_TEST_CASE(what_is_not_utf8_is_written_in_base64) {
  dead_letter letter{{1}, malformed_reason::bad_utf8, "\xff", "\xffx", 2, -1};
  auto text = letters::to_line(tweets_0, {0}, letter);
  BOOST_TEST(text.ends_with(R"("timestamp_ms":null,"record_key_base64":"/w==",)"
                            R"("value_bytes":2,"value_base64":"/3g="})"
                            "\n"));
  letter.value = "\xffxy";
  letter.value_bytes = 3;
  BOOST_TEST(letters::to_line(tweets_0, {0}, letter).find(R"("/3h5")")
             != std::string::npos);
}

BOOST_AUTO_TEST_CASE(of_a_value_that_was_not_given_the_length_is_told) {
  dead_letter letter{{1}, malformed_reason::too_large, {}, {}, 1 << 25, 9};
  BOOST_TEST(letters::to_line(tweets_0, {0}, letter)
                 .ends_with("\"value_bytes\":33554432,\"value\":null}\n"));
}

BOOST_AUTO_TEST_CASE(strange_topic_names_are_found_again) {
  topic_partition odd{"a\"b\\\n\x01/\xc3\xa9", {3}};
  write(made_call(0, {4}, 0, odd));
  BOOST_TEST(lines().size() == 1);
  write(made_call(0, {4, 6}, 0, odd));
  BOOST_TEST(lines().size() == 2);
}

BOOST_AUTO_TEST_CASE(a_new_life_writes_nothing_twice) {
  write(made_call(0, {3, 5}));
  write(made_call(0, {3, 5, 9}));
  BOOST_TEST(lines().size() == 3);
  write(made_call(4, {5, 9}));
  write(made_call(0, {3}, 0, tweets_1));
  BOOST_TEST(lines().size() == 4);
}

BOOST_AUTO_TEST_CASE(a_half_line_of_ours_is_cut) {
  write(made_call(0, {3}));
  auto whole = bytes();
  write(made_call(0, {3, 5}));
  auto both = bytes();
  for (auto size = whole.size() + 1; size < both.size(); ++size) {
    std::filesystem::resize_file(path, size);
    open_letter_file(path);
    BOOST_REQUIRE(bytes() == whole);
    append(both.substr(whole.size()));
  }
}

BOOST_AUTO_TEST_CASE(a_half_line_of_somebody_else_is_left_alone) {
  std::filesystem::create_directories(path.parent_path());
  append("my notes\nare here");
  BOOST_CHECK_THROW(open_letter_file(path), std::runtime_error);
  BOOST_TEST(bytes() == "my notes\nare here");
}

BOOST_AUTO_TEST_CASE(whole_lines_of_somebody_else_are_passed_over) {
  std::filesystem::create_directories(path.parent_path());
  append("\nmy notes\n{\"key\":7}\n{\"key\":\"x/0/1\"}\n[]\n");
  write(made_call(0, {3}));
  append("# seen\n\n");
  write(made_call(0, {3, 4}));
  BOOST_TEST(bytes().find("tweets/0/3\"") == bytes().rfind("tweets/0/3\""));
  BOOST_TEST(bytes().find("tweets/0/4\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_second_engine_is_refused) {
  auto first = open_letter_file(path);
  BOOST_CHECK_THROW(open_letter_file(path), std::runtime_error);
  first.reset();
  BOOST_CHECK_NO_THROW(open_letter_file(path));
}

BOOST_AUTO_TEST_CASE(a_long_tail_is_searched_back_in_blocks) {
  // Lines of other partitions lie between, over many block borders.
  write(made_call(0, {3, 5}));
  auto page = std::make_shared<letter_page>();
  for (std::int64_t at = 0; at < 3000; ++at) {
    auto value = page->bytes.copy(std::string(40 + at % 400, 'x'));
    page->letters.push_back(
        {{at}, malformed_reason::bad_json, {}, value, value.size(), -1});
  }
  write({1, 0, tweets_1, {0}, {{0}, {0}}, {page}});
  auto sink = open_letter_file(path);
  auto tail = sink->read_back(tweets_0, {{0}, {4}});
  BOOST_REQUIRE(tail.there.size() == 1);
  BOOST_TEST(tail.there[0].value == 5);
  BOOST_TEST(sink->read_back(tweets_1, {{0}, {0}}).there.size() == 3000);
  BOOST_TEST(sink->read_back(tweets_1, {{0}, {2998}}).there.size() == 2);
  BOOST_TEST(sink->read_back(tweets_1, {{1}, {0}}).there.empty());
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_told) {
  std::filesystem::create_directories(path);
  BOOST_CHECK_THROW(open_letter_file(path), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
