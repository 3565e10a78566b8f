#include "runtime/classify/base64.hpp"

#include <array>
#include <cstdint>

namespace murmuration {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto values = [] {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (std::size_t i = 0; i < digits.size(); ++i)
    table[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  return table;
}();

} // namespace

std::string to_base64(std::string_view bytes) {
  std::string result;
  result.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k)
      three = three << 8
              | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k])
                                      : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      result +=
          i + k <= bytes.size() ? digits[three >> (18 - 6 * k) & 63] : '=';
  }
  return result;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    return std::nullopt;
  std::string result;
  result.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    auto pad = i + 4 < text.size()                 ? 0u
               : text.substr(i, 4).ends_with("==") ? 2u
               : text[i + 3] == '='                ? 1u
                                                   : 0u;
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      auto value =
          k >= 4 - pad ? 0 : values[static_cast<unsigned char>(text[i + k])];
      if (value < 0)
        return std::nullopt;
      three = three << 6 | static_cast<std::uint32_t>(value);
    }
    if ((three & ((1u << (8 * pad)) - 1)) != 0)
      return std::nullopt;
    for (std::size_t k = 0; k < 3 - pad; ++k)
      result += static_cast<char>(three >> (16 - 8 * k));
  }
  return result;
}

} // namespace murmuration
