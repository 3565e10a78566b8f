#include "runtime/decode/token_index.hpp"

#include <simdjson.h>

namespace murmuration {

namespace {

/// What a larger record needed is given back after it.
constexpr std::size_t keep_bytes_max = 1 << 20;

constexpr std::size_t least_capacity = 64 << 10;

} // namespace

struct token_index::parts {
  bool make_room(std::size_t size) {
    auto wasteful =
        parser && parser->capacity() > keep_bytes_max && size <= keep_bytes_max;
    if (parser && parser->capacity() >= size && !wasteful)
      return true;
    parser.reset();
    auto capacity = least_capacity;
    while (capacity < size)
      capacity *= 2;
    // The depth is that of simdjson's second stage, which is not used.
    return !simdjson::get_active_implementation()
                ->create_dom_parser_implementation(capacity, 1, parser);
  }

  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

token_index::token_index()
  : parts_(std::make_unique<parts>()) {}

token_index::~token_index() = default;

bool token_index::build(std::string_view json) {
  static_assert(simdjson::SIMDJSON_PADDING <= 64);
  return parts_->make_room(json.size())
         && !parts_->parser->stage1(
             reinterpret_cast<const std::uint8_t*>(json.data()), json.size(),
             simdjson::stage1_mode::regular);
}

const std::uint32_t* token_index::positions() const {
  return parts_->parser->structural_indexes.get();
}

std::size_t token_index::size() const {
  return parts_->parser->n_structural_indexes;
}

bool has_avx2() {
  auto kernel = simdjson::get_active_implementation()->name();
  return kernel == "haswell" || kernel == "icelake";
}

bool has_avx512() {
  return simdjson::get_active_implementation()->name() == "icelake";
}

bool is_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes);
}

} // namespace murmuration
