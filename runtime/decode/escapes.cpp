#include "runtime/decode/escapes.hpp"

#include <algorithm>

#include "runtime/decode/code_points.hpp"
#include "runtime/decode/escapes_by_blocks.hpp"
#include "runtime/decode/token_index.hpp"

namespace murmuration {

bool escapes_valid_by_bytes(std::string_view json) {
  constexpr std::string_view plain = R"("\/bfnrt)";
  auto is_digit = [](char c) {
    return hex_value(c) != no_digit;
  };
  for (;;) {
    auto found = json.find('\\');
    if (found == json.npos)
      return true;
    json.remove_prefix(found + 1);
    if (json.empty())
      return false;
    auto kind = json.front();
    json.remove_prefix(1);
    if (kind == 'u') {
      if (json.size() < 4
          || !std::all_of(json.begin(), json.begin() + 4, is_digit))
        return false;
      json.remove_prefix(4);
    } else if (plain.find(kind) == plain.npos) {
      return false;
    }
  }
}

bool escapes_valid(std::string_view json) {
  static const auto valid =
      has_avx2() ? escapes_valid_avx2 : escapes_valid_by<block16>;
  return valid(json);
}

} // namespace murmuration
