/// Which adapters the config asks for, and what is said when there is none.
#include "runtime/boot/adapters.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

namespace murmuration::test {

namespace {

struct scratch {
  scratch()
    : folder(std::filesystem::temp_directory_path()
             / ("murmuration-boot-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder);
  }
  ~scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  std::string path(const char* name) const {
    return (folder / name).string();
  }

  std::filesystem::path folder;
};

template <class F>
std::string error_of(F&& f) {
  try {
    f();
  } catch (const std::exception& x) {
    return x.what();
  }
  return {};
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(adapters, scratch)

BOOST_AUTO_TEST_CASE(an_instance_is_named_by_its_config_or_by_host_and_port) {
  settings config;
  config.http.port = 9001;
  auto name = instance_name(config);
  BOOST_TEST(name.size() > std::string{"-9001"}.size());
  BOOST_TEST(name.substr(name.size() - 5) == "-9001");
  config.source.kafka.instance_id = "engine-7";
  BOOST_TEST(instance_name(config) == "engine-7");
}

BOOST_AUTO_TEST_CASE(a_ledger_that_another_process_holds_is_an_error) {
  settings config;
  config.store.rocksdb.directory = path("ledger");
  auto first = make_store(config);
  BOOST_TEST(!error_of([&] { make_store(config); }).empty());
}

BOOST_AUTO_TEST_CASE(a_ledger_that_is_a_file_is_an_error_that_names_it) {
  settings config;
  config.store.rocksdb.directory = path("file");
  std::ofstream{path("file")} << "no directory";
  auto said = error_of([&] { make_store(config); });
  BOOST_TEST(said.find(path("file")) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_log_directory_is_an_empty_one) {
  settings config;
  config.source.log.directory = path("nothing here");
  BOOST_TEST(make_source(config, true) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_socket_has_no_end_to_drain_to) {
  settings config;
  config.source.kind = source_kind::socket;
  BOOST_TEST(make_source(config, false) != nullptr);
  BOOST_CHECK_THROW(make_source(config, true), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(an_hbase_that_does_not_answer_is_no_error_yet) {
  settings config;
  config.store.kind = store_kind::hbase;
  config.store.hbase.port = 1;
  BOOST_TEST(make_store(config) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_classifier_that_is_off_needs_no_model) {
  settings config;
  config.classifier.model = path("none.json");
  config.classifier.pool_size = 0;
  BOOST_TEST(make_model(config) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_missing_model_is_an_error_that_names_it) {
  settings config;
  config.classifier.model = path("none.json");
  config.classifier.vocabulary = path("none.txt");
  auto said = error_of([&] { make_model(config); });
  BOOST_TEST(said.find("none") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_shipped_model_refuses_a_language_it_does_not_know) {
  settings config;
  auto id = make_model(config)->id();
  config.classifier.neutral_band_percent += 1;
  BOOST_TEST(make_model(config)->id() != id);
  config.classifier.languages = {"en", "de"};
  BOOST_CHECK_THROW(make_model(config), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::test
