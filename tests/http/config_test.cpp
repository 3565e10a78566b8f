#include <boost/test/unit_test.hpp>

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include "config/keys.hpp"
#include "http/build_info.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

rapidjson::Document shown(const settings& config) {
  rapidjson::Document made;
  made.Parse(config_json(this_build(), config).c_str());
  BOOST_REQUIRE(made.IsObject());
  return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(configs)

BOOST_AUTO_TEST_CASE(every_key_is_shown_where_the_toml_has_it) {
  settings config;
  auto made = shown(config);
  for (auto name : key_names()) {
    std::string path = "/config/" + std::string{name};
    for (auto& c : path)
      c = c == '.' ? '/' : c;
    BOOST_TEST(rapidjson::Pointer(path.c_str()).Get(made) != nullptr, path);
  }
  const auto& http = made["config"]["http"];
  BOOST_TEST(http["port"].GetInt() == 8080);
  BOOST_TEST(http["update-data"].GetBool() == false);
  BOOST_TEST(http["also-ports"].Empty());
  BOOST_TEST(made["config"]["memory"].GetString() == "512MiB");
  BOOST_TEST(made["config"]["consumer"]["linger-max"].GetString() == "2ms");
  BOOST_TEST(made["config"]["source"]["kind"].GetString() == "log");
  BOOST_TEST(made["config"]["source"]["kafka"]["topics"][0].GetString()
             == "tweets");
}

BOOST_AUTO_TEST_CASE(no_secret_leaves_the_engine) {
  settings config;
  auto& given = config.source.kafka.properties;
  for (const auto* name :
       {"sasl.password", "ssl.key.password", "ssl.key.pem", "SSL.Key.Location",
        "sasl.jaas.config", "sasl.oauthbearer.client.secret",
        "sasl.oauthbearer.config", "sasl.oauthbearer.token.endpoint.url",
        "ssl.keystore.password", "some.credentials"})
    given[name] = "hush";
  given["sasl.username"] = "me";
  auto text = config_json(this_build(), config);
  BOOST_TEST(text.find("hush") == text.npos);
  auto made = shown(config);
  const auto& properties = made["config"]["source"]["kafka"]["properties"];
  BOOST_TEST(properties.MemberCount() == given.size());
  BOOST_TEST(properties["sasl.password"].GetString() == "***");
  BOOST_TEST(properties["sasl.username"].GetString() == "me");
}

BOOST_AUTO_TEST_CASE(the_build_tells_what_it_was_made_of) {
  auto build = this_build();
  BOOST_TEST(!build.version.empty());
  BOOST_TEST(!build.compiler.empty());
  BOOST_TEST(!build.type.empty());
  BOOST_TEST(build.libraries.at("caf").starts_with("0.17."));
  for (const auto& [name, version] : build.libraries)
    BOOST_TEST(!version.empty(), name);
}

BOOST_AUTO_TEST_CASE(the_config_is_served) {
  running_server server;
  auto got = ask(server.port(), "/api/v1/config");
  BOOST_TEST(got.status == 200);
  BOOST_TEST(got.body == config_json(this_build(), server.config));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
