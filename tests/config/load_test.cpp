#include "config/load.hpp"

#include "tests/config/config_file.hpp"

using namespace murmuration;
using namespace murmuration::test;
using namespace std::chrono_literals;

namespace {

settings overridden(const std::vector<std::string>& overrides) {
  return load_settings(std::nullopt, overrides);
}

settings from_file(std::string_view text) {
  config_file file{text};
  return load_settings(file.path, {});
}

using texts = std::vector<std::string>;
using properties = std::map<std::string, std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(load)

BOOST_AUTO_TEST_CASE(without_a_file_the_defaults_are_in_force) {
  auto config = overridden({});
  BOOST_TEST(config.job == "default");
  BOOST_TEST((config.source.kind == source_kind::log));
  BOOST_TEST(config.http.port == 8080);
}

BOOST_AUTO_TEST_CASE(a_file_sets_every_kind_of_value) {
  auto config = from_file(R"(
job = "a.b-c_1"
memory = "1GiB"
[source]
kind = "kafka"
start = "latest"
record-bytes-max = 1048576
[source.kafka]
brokers = ["a:1", "[::1]:9092"]
topics = ["x", "y.z"]
[consumer]
linger-max = "10ms"
[classifier]
pool-size = 0
languages = []
[http]
also-ports = [5000, 5001]
update-data = true
[log]
format = "json"
)");
  BOOST_TEST(config.job == "a.b-c_1");
  BOOST_TEST(config.memory_bytes == 1u << 30);
  BOOST_TEST((config.source.kind == source_kind::kafka));
  BOOST_TEST((config.source.start == start_at::latest));
  BOOST_TEST(config.source.record_bytes_max == 1048576u);
  BOOST_TEST((config.source.kafka.brokers == texts{"a:1", "[::1]:9092"}));
  BOOST_TEST((config.source.kafka.topics == texts{"x", "y.z"}));
  BOOST_TEST((config.consumer.linger_max == 10ms));
  BOOST_TEST(config.classifier.pool_size == 0u);
  BOOST_TEST(config.classifier.languages.empty());
  BOOST_TEST(
      (config.http.also_ports == std::vector<std::uint16_t>{5000, 5001}));
  BOOST_TEST(config.http.update_data);
  BOOST_TEST((config.log.format == log_format::json));
}

BOOST_AUTO_TEST_CASE(dotted_keys_sections_and_inline_tables_are_the_same) {
  BOOST_TEST(from_file("http.port = 1\n").http.port == 1);
  BOOST_TEST(from_file("[http]\nport = 1\n").http.port == 1);
  BOOST_TEST(from_file("http = {port = 1}\n").http.port == 1);
  BOOST_TEST(overridden({"http={port=1}"}).http.port == 1);
}

BOOST_AUTO_TEST_CASE(overrides_win_over_the_file_and_the_last_one_wins) {
  config_file file{"[http]\nport = 1\nconnections-max = 1000\n"};
  auto config = load_settings(file.path, {"http.port=2", "http.port=3"});
  BOOST_TEST(config.http.port == 3);
  BOOST_TEST(config.http.connections_max == 1000u);
}

BOOST_AUTO_TEST_CASE(an_override_takes_bare_words_and_toml) {
  auto config = overridden({"source.kind=kafka", "http.port=0",
                            "store.rocksdb.directory=/tmp/a b=c",
                            "consumer.linger-max=5ms", "memory=\"1GiB\"",
                            "log.level='debug'", "http.address=0.0.0.0"});
  BOOST_TEST((config.source.kind == source_kind::kafka));
  BOOST_TEST(config.http.port == 0);
  BOOST_TEST(config.store.rocksdb.directory == "/tmp/a b=c");
  BOOST_TEST((config.consumer.linger_max == 5ms));
  BOOST_TEST(config.memory_bytes == 1u << 30);
  BOOST_TEST(config.log.level == "debug");
  BOOST_TEST(config.http.address == "0.0.0.0");
}

BOOST_AUTO_TEST_CASE(a_socket_has_an_address_with_a_port) {
  auto config =
      overridden({"source.kind=socket", "source.socket.address='[::1]:9'"});
  BOOST_TEST((config.source.kind == source_kind::socket));
  BOOST_TEST(config.source.socket.address == "[::1]:9");
  for (const auto* wrong : {"tweets", "tweets:", "[::1]", ":9009", "a:0"})
    BOOST_CHECK_THROW(
        overridden({std::string{"source.socket.address="} + wrong}),
        config_error);
}

BOOST_AUTO_TEST_CASE(an_override_of_a_text_needs_no_quotes_around_numbers) {
  BOOST_TEST(overridden({"job=2026"}).job == "2026");
  BOOST_TEST(overridden({"job=2026-11-21"}).job == "2026-11-21");
  BOOST_TEST(overridden({"job=true"}).job == "true");
  BOOST_TEST(overridden({"job=1e3"}).job == "1e3");
  BOOST_TEST(overridden({"classifier.model="}).classifier.model.empty());
  BOOST_TEST((overridden({"source.kafka.topics=2026"}).source.kafka.topics
              == texts{"2026"}));
}

BOOST_AUTO_TEST_CASE(a_list_may_be_one_text_with_commas) {
  BOOST_TEST(
      (overridden({R"(source.kafka.topics=["a","b"])"}).source.kafka.topics
       == texts{"a", "b"}));
  BOOST_TEST((overridden({"source.kafka.brokers=a:1,b:2"}).source.kafka.brokers
              == texts{"a:1", "b:2"}));
  BOOST_TEST((from_file("source.kafka.topics = \"a, b\"").source.kafka.topics
              == texts{"a", "b"}));
  BOOST_TEST((overridden({"http.also-ports=5000"}).http.also_ports
              == std::vector<std::uint16_t>{5000}));
  BOOST_TEST(
      overridden({"classifier.languages="}).classifier.languages.empty());
}

BOOST_AUTO_TEST_CASE(a_kafka_property_keeps_the_dots_of_its_name) {
  properties expected{{"security.protocol", "SSL"},
                      {"socket.nagle.disable", "true"},
                      {"session.timeout.ms", "6000"},
                      {"a.ratio", "0.25"}};
  auto of = [](const settings& x) {
    return x.source.kafka.properties;
  };
  BOOST_TEST((of(from_file(R"(
[source.kafka.properties]
"security.protocol" = "SSL"
"socket.nagle.disable" = true
"session.timeout.ms" = 6000
"a.ratio" = 0.25
)")) == expected));
  BOOST_TEST((of(from_file(R"(
[source.kafka.properties]
security.protocol = "SSL"
socket.nagle.disable = true
session.timeout.ms = 6000
[source.kafka.properties.a]
ratio = 0.25
)")) == expected));
  std::string prefix = "source.kafka.properties.";
  BOOST_TEST((of(overridden({prefix + "security.protocol=SSL",
                             prefix + "socket.nagle.disable=true",
                             prefix + "session.timeout.ms=6000",
                             prefix + "a.ratio=0.25"}))
              == expected));
}

BOOST_AUTO_TEST_CASE(an_override_adds_to_the_properties_of_the_file) {
  config_file file{"[source.kafka.properties]\n\"a.b\" = 1\n\"c.d\" = 2\n"};
  auto config = load_settings(file.path, {"source.kafka.properties.c.d=3"});
  BOOST_TEST((config.source.kafka.properties
              == properties{{"a.b", "1"}, {"c.d", "3"}}));
}

BOOST_AUTO_TEST_CASE(a_secret_may_look_like_toml) {
  auto config = overridden({"source.kafka.properties.sasl.password=0x10",
                            "source.kafka.properties."
                            "ssl.key.password=a=b#c"});
  BOOST_TEST((
      config.source.kafka.properties
      == properties{{"sasl.password", "0x10"}, {"ssl.key.password", "a=b#c"}}));
}

BOOST_AUTO_TEST_SUITE_END()
