/// Walks the tokens of a JSON text and checks the grammar on the way. A place
/// is the number of a token. Every step takes the place of a token to begin
/// with and returns the one behind what it is named after; when the text is
/// broken, or nests too deep, that is `broken()`, behind the end, from where
/// the walk goes nowhere. Not thread safe.
///
///   token_walk in{json, index.tokens(), 1024};
///   auto end = in.members(0, [&](member_name key, token_place at) {
///     return key.is("text") ? in.string(at, text) : in.any(at);
///   });
///   if (end == in.end()) …
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "runtime/decode/scalars.hpp"
#include "runtime/decode/token_list.hpp"

namespace murmuration {

using token_place = std::size_t;

/// A member's name as it stands in the record. One that is written with
/// escapes equals none of ours.
class member_name {
public:
  explicit member_name(const char* first)
    : first_(first) {}

  char first() const {
    return *first_;
  }

  /// The literal is no longer than the readable bytes behind a record.
  template <std::size_t N>
  bool is(const char (&literal)[N]) const {
    static_assert(N <= 64);
    // The quote first: most names differ in length.
    return first_[N - 1] == '"' && std::memcmp(first_, literal, N - 1) == 0;
  }

private:
  const char* first_;
};

class token_walk {
public:
  token_walk(std::string_view json, const token_list& tokens,
             std::size_t depth_max)
    : json_(json.data())
    , positions_(tokens.positions)
    , firsts_(tokens.firsts)
    , end_(tokens.count)
    , levels_left_(depth_max) {}

  /// Behind the last token.
  token_place end() const {
    return end_;
  }

  token_place broken() const {
    return end_ + 1;
  }

  /// The first byte of a token; 0 behind the end.
  char peek(token_place at) const {
    return firsts_[at];
  }

  /// A token before the end, without the blanks behind it.
  std::string_view token(token_place at) const {
    auto raw = with_blanks(at);
    while (is_blank(raw.back())) // a token begins with none
      raw.remove_suffix(1);
    return raw;
  }

  /// An object; `f(name, at)` takes each value.
  template <class F>
  token_place members(token_place at, F&& f) {
    if (peek(at) != '{' || levels_left_ == 0)
      return broken();
    ++at;
    if (peek(at) == '}')
      return at + 1;
    --levels_left_;
    const auto* const json = json_; // stay in registers
    const auto* const positions = positions_;
    const auto* const firsts = firsts_;
    for (;;) {
      // A name, a colon, a value and what ends it.
      if (!is_member(firsts + at))
        return broken();
      at = f(member_name{json + positions[at] + 1}, at + 2);
      auto c = firsts[at];
      ++at;
      if (c == ',')
        continue;
      ++levels_left_;
      return c == '}' ? at : broken();
    }
  }

  /// An array; `f(at)` takes each value.
  template <class F>
  token_place elements(token_place at, F&& f) {
    if (peek(at) != '[' || levels_left_ == 0)
      return broken();
    ++at;
    if (peek(at) == ']')
      return at + 1;
    --levels_left_;
    for (;;) {
      if (peek(at) == 0)
        return broken();
      at = f(at);
      auto c = peek(at);
      ++at;
      if (c == ',')
        continue;
      ++levels_left_;
      return c == ']' ? at : broken();
    }
  }

  /// A value of any kind.
  token_place any(token_place at) {
    auto first = peek(at);
    if (first == '"')
      return at + 1;
    if ((first | 0x20) == '{')
      return container(at);
    return scalar(at, first);
  }

  /// A value of any kind; if it is an object, `f(name, at)` takes its values.
  template <class F>
  token_place members_or_any(token_place at, F&& f) {
    return peek(at) == '{' ? members(at, f) : any(at);
  }

  /// A value of any kind; if it is an array, `f(at)` takes its values.
  template <class F>
  token_place elements_or_any(token_place at, F&& f) {
    return peek(at) == '[' ? elements(at, f) : any(at);
  }

  /// A value of any kind; if it is a string, `out` is what its quotes enclose,
  /// else a view of nothing.
  token_place string(token_place at, std::string_view& out) {
    if (peek(at) != '"') {
      out = {};
      return any(at);
    }
    auto raw = token(at);
    out = raw.substr(1, raw.size() - 2);
    return at + 1;
  }

private:
  std::string_view with_blanks(token_place at) const {
    return {json_ + positions_[at], positions_[at + 1] - positions_[at]};
  }

  /// A string, a colon, and a token behind it.
  static bool is_member(const char* firsts) {
    constexpr auto as_number = [](std::array<char, 4> bytes) {
      return std::bit_cast<std::uint32_t>(bytes);
    };
    std::uint32_t found;
    std::memcpy(&found, firsts, sizeof(found));
    return (found & as_number({-1, -1, 0, 0})) == as_number({'"', ':', 0, 0})
           && (found & as_number({0, 0, -1, 0})) != 0;
  }

  token_place scalar(token_place at, char first) const {
    auto token = with_blanks(at);
    auto plain = first >= 'a' ? is_literal(token) : is_natural(token);
    if (!plain && !scalar_valid(token)) [[unlikely]]
      return broken();
    return at + 1;
  }

  /// An object or an array that nobody looks into. Recursion ends with the
  /// levels that are left.
  token_place container(token_place at);

  const char* json_;
  const std::uint32_t* positions_;
  const char* firsts_;
  token_place end_;
  std::size_t levels_left_;
};

} // namespace murmuration
