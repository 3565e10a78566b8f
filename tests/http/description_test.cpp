#include <boost/test/unit_test.hpp>

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <map>
#include <set>
#include <sstream>

#include "http/assets.hpp"
#include "http/routes.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

rapidjson::Document parsed(std::string_view text) {
  rapidjson::Document made;
  made.Parse<rapidjson::kParseIterativeFlag
             | rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
  return made;
}

/// Every `$ref` below a value.
void collect_refs(const rapidjson::Value& from, std::set<std::string>& to) {
  if (from.IsArray())
    for (const auto& element : from.GetArray())
      collect_refs(element, to);
  if (!from.IsObject())
    return;
  for (const auto& member : from.GetObject()) {
    if (std::string_view{member.name.GetString()} == "$ref")
      to.insert(member.value.GetString());
    collect_refs(member.value, to);
  }
}

/// What can be done with a path is one thing.
const rapidjson::Value& operation_of(const rapidjson::Value& path) {
  return path.HasMember("post") ? path["post"] : path["get"];
}

/// `name` or `name{label="value",…}`, for values without quotes.
bool labels_are_well_formed(std::string_view series) {
  auto name_end = series.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
  if (name_end == series.npos)
    return true;
  auto rest = series.substr(name_end);
  if (!rest.starts_with('{') || !rest.ends_with("\"}"))
    return false;
  rest = rest.substr(1, rest.size() - 2);
  while (!rest.empty()) {
    auto open = rest.find("=\"");
    auto close = open == rest.npos ? open : rest.find('"', open + 2);
    if (open == 0 || close == rest.npos)
      return false;
    rest.remove_prefix(close + 1);
    if (rest.starts_with(','))
      rest.remove_prefix(1);
    else if (!rest.empty())
      return false;
  }
  return true;
}

} // namespace

BOOST_AUTO_TEST_SUITE(descriptions)

BOOST_AUTO_TEST_CASE(openapi_has_every_route_and_no_other) {
  auto document = parsed(assets::openapi_json);
  BOOST_REQUIRE(document.IsObject());
  BOOST_TEST(std::string{document["openapi"].GetString()} == "3.1.0");
  std::set<std::string> told, real;
  for (const auto& path : document["paths"].GetObject()) {
    told.insert(path.name.GetString());
    const auto& told_of = operation_of(path.value);
    BOOST_TEST((told_of["responses"].HasMember("200")
                || told_of["responses"].HasMember("201")));
    const auto* route = find_route(path.name.GetString());
    BOOST_REQUIRE(route);
    BOOST_TEST(route->takes_post == path.value.HasMember("post"));
  }
  for (const auto& route : all_routes())
    real.emplace(route.path);
  BOOST_TEST(told == real, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(everything_that_openapi_refers_to_is_there) {
  auto document = parsed(assets::openapi_json);
  std::set<std::string> refs, operations;
  collect_refs(document, refs);
  BOOST_TEST(refs.size() > 10u);
  for (const auto& ref : refs)
    BOOST_TEST(rapidjson::Pointer(ref.c_str()).Get(document) != nullptr, ref);
  for (const auto& path : document["paths"].GetObject())
    BOOST_TEST(
        operations.insert(operation_of(path.value)["operationId"].GetString())
            .second);
}

BOOST_AUTO_TEST_CASE(documents_have_the_members_that_openapi_requires) {
  running_server server;
  auto document = parsed(assets::openapi_json);
  for (auto [target, schema] :
       {std::pair{"/api/v1/top", "Top"},
        std::pair{"/api/v1/top?list=window&explain=1", "Window"},
        std::pair{"/api/v1/top?list=trending&explain=1", "Trending"},
        std::pair{"/api/v1/tags/tag0", "Tag"},
        std::pair{"/api/v1/tags/tag0/history", "TagHistory"},
        std::pair{"/refreshData", "Chart"},
        std::pair{"/api/v1/sentiment", "Sentiment"},
        std::pair{"/api/v1/history", "History"},
        std::pair{"/api/v1/words", "Words"},
        std::pair{"/api/v1/tweets", "Tweets"},
        std::pair{"/api/v1/status", "Status"},
        std::pair{"/api/v1/events", "Events"},
        std::pair{"/api/v1/config", "Config"},
        std::pair{"/nothing", "Problem"}}) {
    auto body = parsed(ask(server.port(), target).body);
    BOOST_REQUIRE(body.IsObject());
    const auto& known = document["components"]["schemas"][schema];
    for (const auto& name : known["required"].GetArray())
      BOOST_TEST(body.HasMember(name), name.GetString());
    for (const auto& member : body.GetObject())
      BOOST_TEST(known["properties"].HasMember(member.name),
                 member.name.GetString());
  }
}

BOOST_AUTO_TEST_CASE(metrics_are_what_prometheus_reads) {
  running_server server;
  auto got = ask(server.port(), "/metrics");
  BOOST_TEST(got.header("Content-Type")
             == "text/plain; version=0.0.4; charset=utf-8");
  std::map<std::string, std::string> types;
  std::set<std::string> samples;
  std::istringstream lines{got.body};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string sign, kind, name, type;
    if (line.starts_with("# TYPE")) {
      words >> sign >> kind >> name >> type;
      BOOST_TEST(types.emplace(name, type).second, name);
      BOOST_TEST((name.ends_with("_total") == (type == "counter")), name);
      BOOST_TEST(
          (name.starts_with("murmuration_") || name.starts_with("process_")),
          name);
    } else if (!line.starts_with('#')) {
      auto end = line.rfind(' ');
      BOOST_REQUIRE_MESSAGE(end != line.npos, line);
      auto series = line.substr(0, end);
      BOOST_TEST(types.contains(series.substr(0, series.find('{'))), line);
      BOOST_TEST(labels_are_well_formed(series), line);
      BOOST_TEST(samples.insert(series).second, line);
      std::size_t parsed_bytes = 0;
      std::stod(line.substr(end + 1), &parsed_bytes);
      BOOST_TEST(parsed_bytes == line.size() - end - 1, line);
    }
  }
  for (const auto* wanted :
       {R"(murmuration_records_total{outcome="counted"})",
        R"(murmuration_malformed_records_total{reason="bad_utf8"})",
        R"(murmuration_partition_lag_bytes{topic="tweets",partition="0"})",
        R"(murmuration_partition_lost_offsets{topic="tweets",partition="0"})",
        R"(murmuration_pool_busy_ratio{pool="classifier"})",
        R"(murmuration_list_exact{list="window",window="5m"})",
        R"(murmuration_list_exact{list="trending"})", "murmuration_live_tags",
        "murmuration_trending_tags", "murmuration_lists_bytes",
        "murmuration_store_reachable", "murmuration_serving_tables_behind",
        "murmuration_newest_tweet_timestamp_seconds",
        "process_cpu_seconds_total", "process_resident_memory_bytes",
        "process_start_time_seconds"})
    BOOST_TEST(samples.contains(wanted), wanted);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
