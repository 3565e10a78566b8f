/// Where tests find real tweets, which do not belong to the repository.
#pragma once

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace murmuration::test {

/// The file in ../shared/ beside the project, or none, with a message that the
/// test is skipped.  if (auto path = shared_file("data/x.jsonl")) …
inline std::optional<std::filesystem::path>
shared_file(const std::string& name) {
  auto path = std::filesystem::path{MURMURATION_SOURCE_DIR}.parent_path()
              / "shared" / name;
  if (std::filesystem::exists(path))
    return path;
  BOOST_TEST_MESSAGE("skipped: ../shared/" << name << " is missing");
  return std::nullopt;
}

} // namespace murmuration::test
