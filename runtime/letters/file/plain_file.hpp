/// The few system calls that the letter file needs, with errors as text.
/// Owns the descriptor; not thread safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace murmuration::letters {

class plain_file {
public:
  /// Opens for appending, made when missing, and locks it. Throws
  /// std::runtime_error.
  explicit plain_file(std::filesystem::path path);
  plain_file(const plain_file&) = delete;
  plain_file& operator=(const plain_file&) = delete;
  ~plain_file();

  // Each gives why it failed, or nothing.
  std::string size(std::int64_t& to) const;
  /// As many bytes as there are, up to `count`.
  std::string read(std::int64_t from, std::size_t count, std::string& to) const;
  std::string append(std::string_view bytes);
  std::string cut(std::int64_t size);
  std::string sync();

  const std::filesystem::path& path() const {
    return path_;
  }

private:
  std::string failed(const char* what) const;

  std::filesystem::path path_;
  int fd_ = -1;
};

} // namespace murmuration::letters
