/// Texts as they stand between the quotes of a JSON string of ASCII: with `\u`
/// for the rest. Made-up texts are put together in this form, so that no tweet
/// needs to be escaped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace murmuration::inject {

/// A word of a list, and a part of a `flat_text`: it is copied whole, whatever
/// its size, because that takes four moves.
class word {
public:
  /// Of UTF-8. Throws std::length_error above 62 bytes of JSON.
  word(std::string_view text); // NOLINT(google-explicit-constructor)
  word(const char* text)       // NOLINT(google-explicit-constructor)
    : word(std::string_view{text}) {}

  static constexpr std::size_t size_max = 62;
  char* write(char* at) const {
    std::memcpy(at, json_, size_max);
    return at + size_;
  }

  std::string_view view() const {
    return {json_, size_};
  }
  /// In code points.
  std::uint32_t length() const {
    return length_;
  }

private:
  char json_[size_max]{};
  std::uint8_t size_;
  std::uint8_t length_;
};

/// Of UTF-8.
std::string to_json(std::string_view text);

std::uint32_t code_points(std::string_view json);

/// The first `n` code points, or all.
std::string_view first_code_points(std::string_view json, std::uint32_t n);

} // namespace murmuration::inject
