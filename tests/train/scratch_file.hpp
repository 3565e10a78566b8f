/// A file that lives as long as this object.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <stdlib.h>

namespace murmuration::test {

struct scratch_file {
  explicit scratch_file(const std::string& bytes = {}) {
    auto pattern =
        (std::filesystem::temp_directory_path() / "train-XXXXXX").string();
    folder = mkdtemp(pattern.data());
    path = folder / "rows.tsv";
    std::ofstream{path, std::ios::binary} << bytes;
  }
  scratch_file(const scratch_file&) = delete;
  ~scratch_file() {
    std::filesystem::remove_all(folder);
  }

  std::filesystem::path folder;
  std::filesystem::path path;
};

} // namespace murmuration::test
