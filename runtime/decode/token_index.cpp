#include "runtime/decode/token_index.hpp"

#include <simdjson.h>

#include <cstring>
#include <new>

#include "runtime/decode/escapes.hpp"

namespace murmuration {

namespace {

/// What a larger record needed is given back after it.
constexpr std::size_t keep_bytes_max = 1 << 20;

constexpr std::size_t least_capacity = 64 << 10;

} // namespace

struct token_index::parts {
  void make_room(std::size_t size) {
    auto wasteful = capacity > keep_bytes_max && size <= keep_bytes_max;
    if (capacity >= size && !wasteful)
      return;
    capacity = 0; // until there is room
    auto wanted = least_capacity;
    while (wanted < size)
      wanted *= 2;
    first_bytes = std::make_unique_for_overwrite<char[]>(wanted + token_room);
    tokens.firsts = first_bytes.get();
    if (by_avx512) {
      positions =
          std::make_unique_for_overwrite<std::uint32_t[]>(wanted + token_room);
      tokens.positions = positions.get();
    } else {
      // The depth is that of simdjson's second stage, which is not used.
      parser.reset();
      if (simdjson::get_active_implementation()
              ->create_dom_parser_implementation(wanted, 1, parser))
        throw std::bad_alloc{};
      tokens.positions = parser->structural_indexes.get();
    }
    capacity = wanted;
  }

  bool find_by_simdjson(std::string_view json) {
    if (parser->stage1(reinterpret_cast<const std::uint8_t*>(json.data()),
                       json.size(), simdjson::stage1_mode::regular)
        || !escapes_valid(json) || (utf8_unchecked && !is_utf8(json)))
      return false;
    tokens.count = parser->n_structural_indexes;
    const auto* const positions = tokens.positions;
    auto* const firsts = tokens.firsts;
    const auto count = tokens.count;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < count; ++i)
      firsts[i] = json[positions[i]];
    return true;
  }

  bool find_by_avx512(std::string_view json) {
    auto ascii = true;
    return find_tokens_avx512(json, tokens, ascii) && (ascii || is_utf8(json));
  }

  const bool by_avx512 = has_avx512();
  /// By simdjson's kernel for a processor it knows nothing of.
  const bool utf8_unchecked =
      simdjson::get_active_implementation()->name() == "fallback";
  std::size_t capacity = 0; ///< bytes of the longest text there is room for
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::unique_ptr<std::uint32_t[]> positions;
  std::unique_ptr<char[]> first_bytes;
  token_list tokens;
};

token_index::token_index()
  : parts_(std::make_unique<parts>()) {}

token_index::~token_index() = default;

bool token_index::build(std::string_view json) {
  static_assert(simdjson::SIMDJSON_PADDING <= 64);
  if (json.empty())
    return false;
  auto& x = *parts_;
  x.make_room(json.size());
  if (!(x.by_avx512 ? x.find_by_avx512(json) : x.find_by_simdjson(json))
      || x.tokens.count == 0)
    return false;
  x.tokens.positions[x.tokens.count] = static_cast<std::uint32_t>(json.size());
  std::memset(x.tokens.firsts + x.tokens.count, 0, token_padding);
  return true;
}

const token_list& token_index::tokens() const {
  return parts_->tokens;
}

bool has_avx2() {
  auto kernel = simdjson::get_active_implementation()->name();
  return kernel == "haswell" || kernel == "icelake";
}

bool has_avx512() {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
  return simdjson::get_active_implementation()->name() == "icelake"
         && __builtin_cpu_supports("avx512vbmi");
#else
  return false;
#endif
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes);
}

} // namespace murmuration
