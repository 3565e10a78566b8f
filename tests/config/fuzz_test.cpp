#include <iostream>
#include <random>

#include "config/print.hpp"
#include "tests/config/config_file.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

std::string mutated(std::string text, std::mt19937_64& random) {
  static constexpr std::string_view tokens[] = {
      "[",          "]",
      "{",          "}",
      "=",          ".",
      "\"",         "\"\"\"",
      "'",          "#",
      "\n",         "-",
      "1e9",        "nan",
      "2026-11-21", "\\u00",
      "\xff",       "\xed\xa0\x80",
      "http",       "source.",
      "properties", std::string_view{"\0", 1}};
  for (auto changes = random() % 8 + 1; changes > 0; --changes) {
    auto at = random() % (text.size() + 1);
    switch (random() % 4) {
      case 0:
        text.insert(at, tokens[random() % std::size(tokens)]);
        break;
      case 1:
        text.erase(at, random() % 40);
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(random()));
        break;
      default:
        text.insert(at, text.substr(random() % (text.size() + 1), 60));
    }
  }
  return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(fuzz)

/// Loading any bytes gives settings that can be printed, or a config_error
/// with a text: nothing else is thrown, nothing crashes.
BOOST_AUTO_TEST_CASE(no_bytes_crash_the_loading) {
  auto seed = std::random_device{}();
  std::cout << "fuzz: seed " << seed << '\n';
  std::mt19937_64 random{seed};
  auto whole = document_settings();
  config_file file{""};
  int loaded = 0;
  for (int i = 0; i < 1500; ++i) {
    // A piece keeps syntax errors rare enough that much gets past them.
    auto piece = whole.substr(random() % whole.size(), random() % 800);
    auto text =
        mutated(piece.substr(std::min(piece.find('\n'), piece.size())), random);
    file.write(text);
    std::vector<std::string> overrides;
    if (random() % 2)
      overrides.push_back(mutated("source.kafka.topics=[\"a\"]", random));
    try {
      print_settings(load_settings(file.path, overrides));
      ++loaded;
    } catch (const config_error& error) {
      BOOST_REQUIRE(!std::string_view{error.what()}.empty());
    }
  }
  BOOST_TEST_MESSAGE(loaded << " of 1500 were valid");
}

BOOST_AUTO_TEST_SUITE_END()
