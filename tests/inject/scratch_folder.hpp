/// A folder that is gone with the object.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <stdlib.h>

namespace murmuration::test {

struct scratch_folder {
  scratch_folder() {
    auto pattern =
        (std::filesystem::temp_directory_path() / "inject-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("no temporary folder");
    path = pattern;
  }
  ~scratch_folder() {
    std::filesystem::remove_all(path);
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;

  std::string write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path / name).parent_path());
    std::ofstream{path / name, std::ios::binary} << bytes;
    return (path / name).string();
  }
  std::string read(const std::string& name) const {
    std::ifstream in{path / name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  std::filesystem::path path;
};

} // namespace murmuration::test
