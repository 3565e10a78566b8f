#include "tools/inject/json_records.hpp"

#include <cstddef>
#include <stdexcept>

namespace murmuration::inject {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Where the string that opens at `at` ends, behind its quote.
std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\')
      ++at;
  }
  return at < text.size() ? at + 1 : text.size();
}

std::vector<std::string_view> split_lines(std::string_view bytes) {
  std::vector<std::string_view> result;
  while (!bytes.empty()) {
    auto end = bytes.find('\n');
    auto line = bytes.substr(0, end);
    if (!trimmed(line).empty())
      result.push_back(line.ends_with('\r') ? line.substr(0, line.size() - 1)
                                            : line);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  return result;
}

} // namespace

std::vector<std::string_view> split_records(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark))
    bytes.remove_prefix(mark.size());
  auto text = trimmed(bytes);
  if (!text.starts_with('['))
    return split_lines(bytes);
  std::vector<std::string_view> result;
  std::size_t from = 1;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    auto c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    depth += c == '[' || c == '{';
    if (c == ']' || c == '}') {
      if (--depth == 0 && at + 1 < text.size())
        return split_lines(bytes); // lines, the first of which is an array
    }
    if ((c == ',' && depth == 1) || depth == 0) {
      if (auto record = trimmed(text.substr(from, at - from)); !record.empty())
        result.push_back(record);
      from = at + 1;
    }
    ++at;
  }
  if (depth != 0)
    throw std::runtime_error(
        "starts with [ like a JSON array, which does not end");
  return result;
}

std::string one_line(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] == '"') {
      auto end = skip_string(json, at);
      result.append(json, at, end - at);
      at = end;
      continue;
    }
    if (json[at] != '\n' && json[at] != '\r')
      result += json[at];
    ++at;
  }
  // A line break inside of a string is no JSON; it must not end the record.
  for (auto& c : result) {
    if (c == '\n')
      c = ' ';
  }
  return result;
}

} // namespace murmuration::inject
