#include "runtime/decode/escapes.hpp"

#include "runtime/decode/escapes_by_blocks.hpp"
#include "runtime/decode/token_index.hpp"

namespace murmuration {

bool escapes_valid(std::string_view json) {
  static const auto valid =
      has_avx2() ? escapes_valid_avx2 : escapes_valid_by<block16>;
  return valid(json);
}

} // namespace murmuration
