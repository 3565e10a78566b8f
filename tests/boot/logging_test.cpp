/// Log lines as a collector reads them.
#include "runtime/boot/logging.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <string>

#include <rapidjson/document.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace murmuration::test {

namespace {

/// What is written to standard error while `f` runs.
template <class F>
std::string written_by(F&& f) {
  std::FILE* file = std::tmpfile();
  BOOST_REQUIRE(file != nullptr);
  std::fflush(stderr);
  auto before = dup(STDERR_FILENO);
  dup2(fileno(file), STDERR_FILENO);
  f();
  std::fflush(stderr);
  dup2(before, STDERR_FILENO);
  close(before);
  std::rewind(file);
  std::string text;
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file))
    text += static_cast<char>(c);
  std::fclose(file);
  return text;
}

/// Leaves the process's logger as it was.
struct kept_logger {
  std::shared_ptr<spdlog::logger> before = spdlog::default_logger();
  ~kept_logger() {
    spdlog::set_default_logger(before);
  }
};

settings with(log_format format, const char* level) {
  settings config;
  config.log.format = format;
  config.log.level = level;
  return config;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(logging, kept_logger)

BOOST_AUTO_TEST_CASE(a_json_line_escapes_what_json_must_escape) {
  std::string hostile = "event=x reason=\"a\\b\"\n\t\x01 ünï";
  auto line = written_by([&] {
    start_logging(with(log_format::json, "info"));
    spdlog::warn("{}", hostile);
  });
  BOOST_TEST(line.find('\n') == line.size() - 1);
  rapidjson::Document document;
  document.Parse(line.data(), line.size());
  BOOST_REQUIRE(!document.HasParseError());
  BOOST_TEST(document["message"].GetString() == hostile);
  BOOST_TEST(std::string{document["level"].GetString()} == "warning");
  std::string time = document["time"].GetString();
  BOOST_TEST(time.size() == std::string{"2020-01-01T00:00:00.000Z"}.size());
}

BOOST_AUTO_TEST_CASE(a_text_line_has_time_level_and_message) {
  auto line = written_by([] {
    start_logging(with(log_format::text, "info"));
    spdlog::error("event=x");
  });
  BOOST_TEST(line.find("Z error") != std::string::npos);
  BOOST_TEST(line.find("event=x\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(lines_below_the_level_are_not_written) {
  auto line = written_by([] {
    start_logging(with(log_format::text, "warn"));
    spdlog::info("event=x");
  });
  BOOST_TEST(line.empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
