/// A config file of a test's own, removed with its directory at the end.
///   config_file file{"job = \"a\"\n"};  load_settings(file.path, {});
#pragma once

#include <boost/test/unit_test.hpp>

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "config/load.hpp"

namespace murmuration::test {

struct scratch_directory {
  scratch_directory() {
    auto pattern =
        (std::filesystem::temp_directory_path() / "murmur-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()));
    path = pattern;
  }
  ~scratch_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  scratch_directory(const scratch_directory&) = delete;
  scratch_directory& operator=(const scratch_directory&) = delete;

  std::filesystem::path path;
};

struct config_file {
  explicit config_file(std::string_view text)
    : path(directory.path / "engine.toml") {
    write(text);
  }
  void write(std::string_view text) const {
    std::ofstream{path, std::ios::binary} << text;
  }

  scratch_directory directory;
  std::filesystem::path path;
};

/// What loading complains about; empty when it does not.
inline std::string complaint(const std::optional<std::filesystem::path>& file,
                             const std::vector<std::string>& overrides) {
  try {
    load_settings(file, overrides);
  } catch (const config_error& error) {
    return error.what();
  }
  return {};
}

/// The same, with the file's directory cut out.
inline std::string complaint(std::string_view text) {
  config_file file{text};
  auto what = complaint(file.path, {});
  auto directory = file.directory.path.string() + "/";
  for (auto at = what.find(directory); at != std::string::npos;
       at = what.find(directory))
    what.erase(at, directory.size());
  return what;
}

} // namespace murmuration::test
