#include "runtime/decode/token_walk.hpp"

namespace murmuration {

token_place token_walk::container(token_place at) {
  auto each = [this](member_name, token_place value) {
    return any(value);
  };
  return peek(at) == '{'
             ? members(at, each)
             : elements(at, [this](token_place value) { return any(value); });
}

} // namespace murmuration
