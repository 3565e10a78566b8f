/// What the bytes of a text mean to the feature walk. Tables and predicates of
/// ASCII only; what lies above is in other_character.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace murmuration {

/// What the walk does at a byte that no word has begun before.
enum class byte_class : std::uint8_t {
  other,     ///< separates words
  word,      ///< letter or digit
  beyond,    ///< above 0x7F
  at,        ///< maybe a mention
  ampersand, ///< maybe an HTML entity
  less,      ///< maybe a heart, `<3`
  eyes,      ///< : ; = which may begin a face, and end a clause
  bracket,   ///< ( ) which may begin a face
  dash,      ///< - ^ which may begin a face
  stop,      ///< ! ? . , which end a clause
};

inline constexpr auto byte_classes = [] {
  std::array<byte_class, 256> table{};
  for (unsigned c = 0x80; c < 256; ++c)
    table[c] = byte_class::beyond;
  auto set = [&table](std::string_view bytes, byte_class what) {
    for (char c : bytes)
      table[static_cast<unsigned char>(c)] = what;
  };
  set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
      byte_class::word);
  set("@", byte_class::at);
  set("&", byte_class::ampersand);
  set("<", byte_class::less);
  set(":;=", byte_class::eyes);
  set("()", byte_class::bracket);
  set("-^", byte_class::dash);
  set("!?.,", byte_class::stop);
  return table;
}();

/// A letter in lower case or a digit; 0 for every other byte.
inline constexpr auto folded_bytes = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::uint8_t c = '0'; c <= '9'; ++c)
    table[c] = c;
  for (std::uint8_t c = 'a'; c <= 'z'; ++c)
    table[c] = table[c - 'a' + 'A'] = c;
  return table;
}();

inline std::uint8_t folded(char c) {
  return folded_bytes[static_cast<unsigned char>(c)];
}

inline bool is_letter(char c) {
  return folded(c) >= 'a';
}

/// Whether `prefix`, in lower case, stands at `next` in any case.
inline bool stands_at(const char* next, const char* end,
                      std::string_view prefix) {
  if (static_cast<std::size_t>(end - next) < prefix.size())
    return false;
  for (char wanted : prefix) {
    auto c = *next++;
    if (c != wanted && (c | 0x20) != wanted)
      return false;
  }
  return true;
}

/// Where the link that begins at `next`, an `h` or a `w`, ends; `next` itself
/// when none begins there.
inline const char* link_end(const char* next, const char* end) {
  if (!stands_at(next, end, "http://") && !stands_at(next, end, "https://")
      && !stands_at(next, end, "www."))
    return next;
  while (next != end && *next > ' ' && *next != '"' && *next != '<')
    ++next;
  return next;
}

/// Where the name of the mention that begins at `next`, an `@`, ends; `next`
/// itself when none begins there.
inline const char* mention_end(const char* next, const char* end) {
  auto at = next + 1;
  while (at != end && (folded(*at) != 0 || *at == '_'))
    ++at;
  return at == next + 1 ? next : at;
}

} // namespace murmuration
