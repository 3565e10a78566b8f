#include "runtime/store/hbase/errors.hpp"

#include <algorithm>

namespace murmuration::hbase {

namespace {

constexpr std::size_t line_bytes_max = 200;

/// "org.apache.hadoop.hbase.Foo: bar" says nothing more than "Foo: bar".
std::string_view without_package(std::string_view line) {
  auto name = line.substr(0, line.find(':'));
  if (name.find(' ') != std::string_view::npos)
    return line;
  auto dot = name.rfind('.');
  return dot == std::string_view::npos ? line : line.substr(dot + 1);
}

} // namespace

std::string one_line(std::string_view message) {
  auto line = message.substr(0, message.find_first_of("\r\n"));
  line = without_package(line).substr(0, line_bytes_max);
  std::string result{line};
  // What a server sent goes to terminals and logs: no control characters.
  std::replace_if(
      result.begin(), result.end(),
      [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return result.empty() ? "no reason given" : result;
}

} // namespace murmuration::hbase
