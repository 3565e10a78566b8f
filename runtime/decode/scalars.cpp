#include "runtime/decode/scalars.hpp"

#include <bit>
#include <cstdint>

#include "runtime/decode/byte_bits.hpp"

namespace murmuration {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

} // namespace

bool all_digits(std::string_view text) {
  while (text.size() > 32 && digits_at_front(text.data()) == 32)
    text.remove_prefix(32);
  return !text.empty() && digits_at_front(text.data()) >= text.size();
}

bool number_valid(std::string_view token) {
  const auto* at = token.data();
  const auto* end = at + token.size();
  auto digits = [&at, end] {
    const auto* first = at;
    while (at != end && is_digit(*at))
      ++at;
    return at != first;
  };
  if (at != end && *at == '-')
    ++at;
  if (at != end && *at == '0')
    ++at;
  else if (!digits())
    return false;
  if (at != end && *at == '.') {
    ++at;
    if (!digits())
      return false;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at != end && (*at == '+' || *at == '-'))
      ++at;
    if (!digits())
      return false;
  }
  return at == end;
}

bool scalar_valid(std::string_view token) {
  while (is_blank(token.back())) // a token begins with none
    token.remove_suffix(1);
  return is_literal(token) || number_valid(token);
}

} // namespace murmuration
