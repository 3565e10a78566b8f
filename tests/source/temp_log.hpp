/// A log directory that is gone after the test.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "messages/ids.hpp"

namespace murmuration::test {

class temp_log {
public:
  temp_log() {
    auto name = (std::filesystem::temp_directory_path() / "murmuration-XXXXXX")
                    .string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("mkdtemp failed");
    root_ = name;
  }
  ~temp_log() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  temp_log(const temp_log&) = delete;
  temp_log& operator=(const temp_log&) = delete;

  std::filesystem::path directory() const {
    return root_ / "log";
  }
  std::filesystem::path file(const topic_partition& x) const {
    return directory() / x.topic
           / (std::to_string(x.partition.value) + ".jsonl");
  }
  void append(const topic_partition& x, std::string_view bytes) const {
    std::filesystem::create_directories(file(x).parent_path());
    std::ofstream out{file(x), std::ios::binary | std::ios::app};
    out << bytes;
  }
  /// Another file (another inode) of the same name.
  void replace(const topic_partition& x, std::string_view bytes) const {
    auto other = file(x);
    other += ".new";
    std::ofstream{other, std::ios::binary} << bytes;
    std::filesystem::rename(other, file(x));
  }

private:
  std::filesystem::path root_;
};

} // namespace murmuration::test
