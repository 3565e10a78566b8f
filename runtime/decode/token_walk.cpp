#include "runtime/decode/token_walk.hpp"

#include <array>
#include <bit>

namespace murmuration {

namespace {

/// By the first byte of a literal, its bytes as they lie in memory, and its
/// size; size 0: no literal begins so.
struct literal {
  std::uint64_t bytes = 0;
  std::uint64_t mask = 0;
  std::size_t size = 0;
};

constexpr auto literals = [] {
  std::array<literal, 256> table{};
  for (std::string_view text : {"true", "false", "null"}) {
    std::array<char, 8> bytes{};
    std::array<char, 8> mask{};
    for (std::size_t i = 0; i < text.size(); ++i) {
      bytes[i] = text[i];
      mask[i] = '\xff';
    }
    table[static_cast<unsigned char>(text.front())] = {
        std::bit_cast<std::uint64_t>(bytes), std::bit_cast<std::uint64_t>(mask),
        text.size()};
  }
  return table;
}();

} // namespace

token_place token_walk::scalar(token_place at) const {
  auto raw = token(at);
  // Which literal it is changes from record to record: no branch asks.
  const auto& expected = literals[static_cast<unsigned char>(peek(at))];
  if (expected.size == 0)
    return number_valid(raw) ? at + 1 : nullptr;
  std::uint64_t found;
  std::memcpy(&found, raw.data(), sizeof(found)); // readable: token_place
  auto valid =
      raw.size() == expected.size && (found & expected.mask) == expected.bytes;
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
