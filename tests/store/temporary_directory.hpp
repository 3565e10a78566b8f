/// A directory of its own for a test, deleted at its end. In memory where the
/// machine offers that: tests wait for no disk.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace murmuration::test {

class temporary_directory {
public:
  temporary_directory() {
    std::error_code none;
    std::filesystem::path parent = "/dev/shm";
    if (!std::filesystem::is_directory(parent, none))
      parent = std::filesystem::temp_directory_path();
    auto name = (parent / "murmuration-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("no temporary directory: " + name);
    path_ = name;
  }
  temporary_directory(const temporary_directory&) = delete;
  temporary_directory& operator=(const temporary_directory&) = delete;
  ~temporary_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const {
    return path_;
  }

private:
  std::filesystem::path path_;
};

} // namespace murmuration::test
