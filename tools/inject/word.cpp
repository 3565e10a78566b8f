#include "tools/inject/word.hpp"

#include <stdexcept>

#include "tools/records_out/json_string.hpp"

namespace murmuration::inject {

word::word(std::string_view text) {
  auto json = to_json(text);
  if (json.size() > size_max)
    throw std::length_error("a word is longer than its bound: " + json);
  std::memcpy(json_, json.data(), json.size());
  size_ = static_cast<std::uint8_t>(json.size());
  length_ = static_cast<std::uint8_t>(code_points(json));
}

std::string to_json(std::string_view text) {
  std::string quoted;
  records_out::append_json_string(quoted, text);
  return quoted.substr(1, quoted.size() - 2);
}

std::uint32_t code_points(std::string_view json) {
  std::uint32_t n = 0;
  for (; !json.empty(); ++n)
    json.remove_prefix(first_code_points(json, 1).size());
  return n;
}

std::string_view first_code_points(std::string_view json, std::uint32_t n) {
  constexpr std::size_t escape = 6; // \uXXXX
  std::size_t at = 0;
  for (; n > 0 && at < json.size(); --n) {
    if (json[at] != '\\')
      ++at;
    else if (json[at + 1] != 'u')
      at += 2;
    else // \ud800 to \udbff are the first half of a character
      at += json[at + 2] == 'd' && json[at + 3] >= '8' ? 2 * escape : escape;
  }
  return json.substr(0, at);
}

} // namespace murmuration::inject
