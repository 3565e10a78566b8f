#include "config/model_paths.hpp"

#include "tests/config/config_file.hpp"

using namespace murmuration;
using namespace murmuration::test;

namespace {

void touch(const std::filesystem::path& file) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream{file} << "x";
}

std::string refusal(const settings& config,
                    const std::filesystem::path& executable) {
  try {
    resolve_model_paths(config, executable);
  } catch (const config_error& error) {
    return error.what();
  }
  return {};
}

} // namespace

BOOST_AUTO_TEST_SUITE(models)

BOOST_AUTO_TEST_CASE(an_installed_engine_finds_the_model_beside_it) {
  scratch_directory prefix;
  auto models = prefix.path / "share/murmuration/models/en";
  touch(models / "model.json");
  auto found = resolve_model_paths({}, prefix.path / "bin/murmuration");
  BOOST_TEST(found.model == models / "model.json");
  BOOST_TEST(found.vocabulary == models / "most_used_words.csv");
}

BOOST_AUTO_TEST_CASE(an_installed_engine_never_looks_into_the_sources) {
  scratch_directory prefix;
  auto what = refusal({}, prefix.path / "bin/murmuration");
  BOOST_TEST(what.find("share/murmuration/models/en)") != std::string::npos,
             what);
  BOOST_TEST(what.find(MURMURATION_SOURCE_DIR) == std::string::npos, what);
  BOOST_TEST(what.find("classifier.pool-size = 0") != std::string::npos, what);
}

BOOST_AUTO_TEST_CASE(
    a_program_in_the_build_tree_finds_the_model_in_the_sources) {
  auto found = resolve_model_paths({}, this_executable());
  BOOST_TEST(found.model
             == std::filesystem::path{MURMURATION_SOURCE_DIR}
                    / "config/models/en/model.json");
}

BOOST_AUTO_TEST_CASE(the_configured_model_comes_with_its_own_words) {
  scratch_directory directory;
  settings config;
  config.classifier.model = directory.path / "mine.json";
  BOOST_TEST(refusal(config, "/bin/x")
             == "classifier.model: there is no file "
                    + config.classifier.model);
  touch(config.classifier.model);
  BOOST_TEST(resolve_model_paths(config, "/bin/x").vocabulary
             == directory.path / "most_used_words.csv");
  config.classifier.vocabulary = directory.path / "words";
  BOOST_TEST(refusal(config, "/bin/x")
             == "classifier.vocabulary: there is no file "
                    + config.classifier.vocabulary);
  touch(config.classifier.vocabulary);
  auto found = resolve_model_paths(config, "/bin/x");
  BOOST_TEST(found.model == config.classifier.model);
  BOOST_TEST(found.vocabulary == config.classifier.vocabulary);
}

BOOST_AUTO_TEST_SUITE_END()
