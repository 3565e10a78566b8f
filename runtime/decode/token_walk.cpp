#include "runtime/decode/token_walk.hpp"

namespace murmuration {

namespace {

template <std::size_t N>
bool equals(std::string_view raw, const char (&literal)[N]) {
  return raw.size() == N - 1 && std::memcmp(raw.data(), literal, N - 1) == 0;
}

} // namespace

token_place token_walk::scalar(token_place at) const {
  auto raw = token(at);
  auto valid = false;
  switch (peek(at)) {
    case 't':
      valid = equals(raw, "true");
      break;
    case 'f':
      valid = equals(raw, "false");
      break;
    case 'n':
      valid = equals(raw, "null");
      break;
    default:
      valid = number_valid(raw);
      break;
  }
  return valid ? at + 1 : nullptr;
}

token_place token_walk::container(token_place at) {
  auto each = [this](member_name, token_place value) {
    return any(value);
  };
  return peek(at) == '{'
             ? members(at, each)
             : elements(at, [this](token_place value) { return any(value); });
}

} // namespace murmuration
