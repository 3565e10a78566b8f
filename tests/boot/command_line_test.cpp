/// What the command line says, and with which exit code it ends the program.
#include "runtime/boot/command_line.hpp"

#include <boost/test/unit_test.hpp>

#include <iostream>
#include <sstream>

namespace murmuration::test {

namespace {

/// Both streams, while it lives.
class quiet {
public:
  quiet()
    : out_(std::cout.rdbuf(text_.rdbuf()))
    , err_(std::cerr.rdbuf(text_.rdbuf())) {}
  ~quiet() {
    std::cout.rdbuf(out_);
    std::cerr.rdbuf(err_);
  }
  std::string text() const {
    return text_.str();
  }

private:
  std::ostringstream text_;
  std::streambuf* out_;
  std::streambuf* err_;
};

struct parsed {
  explicit parsed(std::vector<std::string> words) {
    words.insert(words.begin(), "murmuration");
    std::vector<char*> argv;
    for (auto& word : words)
      argv.push_back(word.data());
    quiet streams;
    exit_code =
        parse_command_line(static_cast<int>(argv.size()), argv.data(), said);
    printed = streams.text();
  }

  command_line said;
  std::optional<int> exit_code;
  std::string printed;
};

} // namespace

BOOST_AUTO_TEST_SUITE(command_lines)

BOOST_AUTO_TEST_CASE(no_arguments_are_the_embedded_mode) {
  parsed x{{}};
  BOOST_TEST(!x.exit_code.has_value());
  BOOST_TEST(!x.said.config.has_value());
  BOOST_TEST(!x.said.drain);
  BOOST_TEST(!x.said.counts.has_value());
}

BOOST_AUTO_TEST_CASE(overrides_keep_their_order) {
  parsed x{{"--set", "a=1", "-s", "b=2", "--set", "a=3"}};
  BOOST_TEST(!x.exit_code.has_value());
  std::vector<std::string> expected{"a=1", "b=2", "a=3"};
  BOOST_TEST(x.said.overrides == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_value_with_equals_signs_and_spaces_stays_whole) {
  parsed x{{"--set", R"(source.kafka.brokers=["a:1", "b:2"])"}};
  BOOST_TEST(x.said.overrides.at(0)
             == R"(source.kafka.brokers=["a:1", "b:2"])");
}

BOOST_AUTO_TEST_CASE(a_drain_may_write_its_counts) {
  parsed x{{"--config", "engine.toml", "--drain", "--counts", "tags.jsonl"}};
  BOOST_TEST(!x.exit_code.has_value());
  BOOST_TEST(x.said.drain);
  BOOST_TEST(*x.said.counts == "tags.jsonl");
  BOOST_TEST(*x.said.config == "engine.toml");
}

BOOST_AUTO_TEST_CASE(help_and_version_end_well) {
  parsed help{{"--help"}};
  BOOST_TEST(help.exit_code.value() == 0);
  BOOST_TEST(help.printed.find("Exit codes") != std::string::npos);
  parsed version{{"--version"}};
  BOOST_TEST(version.exit_code.value() == 0);
  BOOST_TEST(version.printed.find("murmuration ") == 0);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_ends_with_two_and_names_it) {
  std::vector<std::vector<std::string>> wrong{
      {"--drian"}, {"--set"}, {"--counts", "x"}, {"stray"}, {"--config"}};
  for (auto& words : wrong) {
    parsed x{words};
    BOOST_TEST(x.exit_code.value_or(-1) == 2);
    BOOST_TEST(x.printed.find(words[0]) != std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
