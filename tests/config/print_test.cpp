#include "config/print.hpp"

#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

#include "config/keys.hpp"
#include "tests/config/config_file.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

std::string reprinted(const std::string& text) {
  config_file file{text};
  return print_settings(load_settings(file.path, {}));
}

/// Names the first line that differs.
void same_text(const std::string& got, const std::string& wanted) {
  std::istringstream left{got};
  std::istringstream right{wanted};
  std::string a;
  std::string b;
  for (int line = 1; std::getline(left, a) && std::getline(right, b); ++line)
    BOOST_REQUIRE_MESSAGE(a == b,
                          "line " << line << "\n- " << a << "\n+ " << b);
  BOOST_TEST((got == wanted), "one text is longer than the other");
}

} // namespace

BOOST_AUTO_TEST_SUITE(print)

BOOST_AUTO_TEST_CASE(what_is_printed_loads_as_the_same_settings) {
  auto config = load_settings(
      std::nullopt,
      {"job=x-1", "memory=123456789", "source.kind=kafka",
       "source.kafka.topics=a,b",
       "source.kafka.properties.client.rack=r \"1\"\\",
       "source.kafka.properties.x=line\n\ttwo\x7f\x01",
       "consumer.linger-max=0ms", "store.kind=hbase",
       "store.hbase.transport=framed", "http.also-ports=[5000]",
       "http.hosts=a.example,b.example:8443", "http.cors-origins=*",
       "log.format=json", "source.log.directory=/d/\u00e9 '\"#"});
  auto text = print_settings(config);
  same_text(reprinted(text), text);
  config_file file{text};
  auto again = load_settings(file.path, {});
  BOOST_TEST((again.source.kafka.properties == config.source.kafka.properties));
  BOOST_TEST(again.source.log.directory == config.source.log.directory);
  BOOST_TEST(again.memory_bytes == 123456789u);
}

BOOST_AUTO_TEST_CASE(random_settings_survive_print_and_load) {
  auto seed = std::random_device{}();
  std::cout << "print: seed " << seed << '\n';
  std::mt19937_64 random{seed};
  for (int i = 0; i < 50; ++i) {
    settings config;
    std::uint64_t pick = 0;
    for (auto& key : keys_of(config)) {
      if (auto x = std::get_if<number_key>(&key.value)) {
        pick = x->min + random() % (x->max - x->min + 1);
        std::visit(
            [pick](auto* to) { *to = std::decay_t<decltype(*to)>(pick); },
            x->member);
      } else if (auto x = std::get_if<duration_key>(&key.value)) {
        pick = random() % (x->max - x->min).count();
        *x->member = x->min + std::chrono::milliseconds{pick};
      } else if (auto x = std::get_if<choice_key>(&key.value)) {
        x->set(random() % x->allowed.size());
      }
    }
    config.consumer.credit_batches = 8;
    auto text = print_settings(config);
    same_text(reprinted(text), text);
  }
}

BOOST_AUTO_TEST_CASE(secrets_are_hidden_and_the_output_says_so) {
  std::string prefix = "source.kafka.properties.";
  auto text = print_settings(load_settings(
      std::nullopt,
      {prefix + "sasl.password=hush", prefix + "ssl.key.password=hush",
       prefix + "ssl.key.pem=hush", prefix + "ssl.keystore.password=hush",
       prefix + "sasl.oauthbearer.client.secret=hush",
       prefix + "sasl.oauthbearer.config=hush", prefix + "sasl.username=me"}));
  BOOST_TEST(text.find("hush") == std::string::npos);
  BOOST_TEST(text.find("\"sasl.password\" = \"***\"") != std::string::npos);
  BOOST_TEST(text.find("\"sasl.username\" = \"me\"") != std::string::npos);
  BOOST_TEST(text.find("# Secrets show as \"***\"") != std::string::npos);
  BOOST_TEST(print_settings({}).find("Secrets") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_committed_file_says_what_the_code_says) {
  auto path =
      std::filesystem::path{MURMURATION_SOURCE_DIR} / "config/murmuration.toml";
  std::ifstream in{path, std::ios::binary};
  std::string committed{std::istreambuf_iterator<char>{in}, {}};
  auto wanted = document_settings();
  if (committed != wanted) {
    std::ofstream{"murmuration.toml"} << wanted;
    BOOST_TEST_MESSAGE("the right one is in "
                       << std::filesystem::current_path() / "murmuration.toml"
                       << ", copy it to config/");
  }
  same_text(committed, wanted);
}

BOOST_AUTO_TEST_CASE(the_documented_values_are_the_defaults) {
  same_text(reprinted(document_settings()), print_settings({}));
}

BOOST_AUTO_TEST_CASE(every_key_is_documented_once_with_reason_and_range) {
  auto text = document_settings();
  settings defaults;
  for (auto& key : keys_of(defaults)) {
    BOOST_TEST(key.about.size() > 20, key.name);
    BOOST_TEST(!range_of(key).empty(), key.name);
    BOOST_TEST(std::ranges::count(key_names(), key.name) == 1, key.name);
    auto word = key.about.substr(0, key.about.find(' ', 30));
    BOOST_TEST(text.find(word) != std::string::npos, key.name);
  }
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);)
    BOOST_TEST(line.size() <= 80u, line);
}

BOOST_AUTO_TEST_SUITE_END()
