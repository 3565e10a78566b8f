#include "runtime/decode/tag_key.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

namespace murmuration {

namespace {

constexpr auto nfkc = static_cast<utf8proc_option_t>(
    UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
constexpr auto nfkc_folded =
    static_cast<utf8proc_option_t>(nfkc | UTF8PROC_CASEFOLD);

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// Folding and normalising in one step equals the three steps of the rule,
/// except that U+0345 (iota subscript) folds to a letter, which moves it among
/// the other marks. It is in U+0345, U+037A and U+1F80 to U+1FFF: only what
/// has one of their first bytes is normalised beforehand.
bool may_hold_iota_subscript(std::string_view tag) {
  return tag.find('\xCD') != tag.npos || tag.find('\xE1') != tag.npos;
}

utf8proc_ssize_t decompose(std::string_view text, utf8proc_int32_t* points,
                           std::size_t size, utf8proc_option_t options) {
  return utf8proc_decompose(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), points,
      static_cast<utf8proc_ssize_t>(size), options);
}

/// `text` in the form that `options` describe; empty when it is no UTF-8.
std::string_view map(std::string_view text, utf8proc_option_t options,
                     arena& bytes) {
  std::array<utf8proc_int32_t, 256> few;
  std::vector<utf8proc_int32_t> many;
  auto* points = few.data();
  // One place is left for the 0 that utf8proc_reencode appends.
  auto count = decompose(text, points, few.size() - 1, options);
  if (count >= static_cast<utf8proc_ssize_t>(few.size())) {
    many.resize(static_cast<std::size_t>(count) + 1);
    points = many.data();
    count = decompose(text, points, many.size() - 1, options);
  }
  if (count < 0)
    return {};
  auto size = utf8proc_reencode(points, count, options);
  if (size < 0)
    return {};
  return bytes.copy(
      {reinterpret_cast<const char*>(points), static_cast<std::size_t>(size)});
}

} // namespace

std::string_view tag_key(std::string_view tag, arena& bytes) {
  if (std::all_of(tag.begin(), tag.end(), is_ascii)) {
    if (std::none_of(tag.begin(), tag.end(), is_upper))
      return tag;
    auto* out = bytes.reserve(tag.size());
    std::transform(tag.begin(), tag.end(), out, [](char c) {
      return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return bytes.commit(tag.size());
  }
  if (may_hold_iota_subscript(tag))
    tag = map(tag, nfkc, bytes);
  return map(tag, nfkc_folded, bytes);
}

std::string_view without_hash_sign(std::string_view tag) {
  constexpr std::string_view fullwidth = "＃";
  if (tag.starts_with('#'))
    tag.remove_prefix(1);
  else if (tag.starts_with(fullwidth))
    tag.remove_prefix(fullwidth.size());
  return tag;
}

std::string normalize_query(std::string_view query) {
  arena bytes;
  return std::string{tag_key(without_hash_sign(query), bytes)};
}

} // namespace murmuration
