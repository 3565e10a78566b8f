// Built in by CMake: MURMURATION_DATA_FROM_BIN, the way from the installed
// programs to the data directory ("../share"); MURMURATION_BUILD_DIR and
// MURMURATION_SOURCE_DIR, which matter to programs in the build tree only.
#include "config/model_paths.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

#include "config/load.hpp"

namespace murmuration {

namespace {

namespace fs = std::filesystem;

constexpr auto model_name = "model.json";
constexpr auto vocabulary_name = "most_used_words.csv";

bool is_inside(const fs::path& file, const fs::path& directory) {
  auto way = file.lexically_relative(directory);
  return !way.empty() && *way.begin() != "..";
}

/// Where the shipped model may lie.
std::vector<fs::path> model_directories(const fs::path& executable) {
  auto beside = executable.parent_path() / MURMURATION_DATA_FROM_BIN;
  std::vector<fs::path> result{
      (beside / "murmuration/models/en").lexically_normal()};
  if (is_inside(executable, MURMURATION_BUILD_DIR))
    result.push_back(fs::path{MURMURATION_SOURCE_DIR} / "config/models/en");
  return result;
}

bool is_file(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error);
}

fs::path shipped_model(const fs::path& executable) {
  std::string looked;
  for (const auto& directory : model_directories(executable)) {
    if (is_file(directory / model_name))
      return directory / model_name;
    looked += (looked.empty() ? "" : ", ") + directory.string();
  }
  throw config_error("the sentiment model that belongs to the engine is "
                     "missing (looked in "
                     + looked
                     + "); install it, name "
                       "one in classifier.model, or switch the leg off with "
                       "classifier.pool-size = 0");
}

} // namespace

model_paths resolve_model_paths(const settings& config,
                                const fs::path& executable) {
  const auto& given = config.classifier;
  model_paths result;
  result.model =
      given.model.empty() ? shipped_model(executable) : fs::path{given.model};
  result.vocabulary = given.vocabulary.empty()
                          ? result.model.parent_path() / vocabulary_name
                          : fs::path{given.vocabulary};
  if (!is_file(result.model))
    throw config_error("classifier.model: there is no file "
                       + result.model.string());
  if (!given.vocabulary.empty() && !is_file(result.vocabulary))
    throw config_error("classifier.vocabulary: there is no file "
                       + result.vocabulary.string());
  return result;
}

fs::path this_executable() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

} // namespace murmuration
