/// Walks the tokens of a JSON text and checks the grammar on the way; only the
/// escapes within strings are left to `escapes_valid`. Every step takes the
/// token to begin with and returns the one behind what it is named after, or
/// null: then the text is broken or too deep, and the walk is over. The token
/// to begin with is never `end()`. A place is handed on by value, so that it
/// stays in a register. Not thread safe.
///
///   token_walk in{json, index, 1024};
///   auto end = in.members(in.begin(), [&](member_name key, token_place at) {
///     return key.is("text") ? in.string(at, text) : in.any(at);
///   });
///   if (end == in.end()) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "runtime/decode/scalars.hpp"
#include "runtime/decode/token_index.hpp"

namespace murmuration {

/// Points to a token's position in the text. One behind the last token's is
/// the size of the text, where a byte is readable that begins no token.
using token_place = const std::uint32_t*;

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
  token_walk(std::string_view json, const token_index& index,
             std::size_t depth_max)
    : json_(json.data())
    , begin_(index.positions())
    , end_(begin_ + index.size())
    , levels_left_(depth_max) {}

  token_place begin() const {
    return begin_;
  }

  token_place end() const {
    return end_;
  }

  /// The first byte of a token.
  char peek(token_place at) const {
    return json_[*at];
  }

  /// A token, without the blanks behind it.
  std::string_view token(token_place at) const {
    std::string_view raw{json_ + *at, at[1] - *at};
    while (is_blank(raw.back())) // a token begins with none
      raw.remove_suffix(1);
    return raw;
  }

  /// An object; `f(name, at)` takes each value.
  template <class F>
  token_place members(token_place at, F&& f) {
    const auto* const json = json_; // stay in registers
    const auto end = end_;
    if (json[*at] != '{' || levels_left_ == 0 || ++at == end)
      return nullptr;
    if (json[*at] == '}')
      return at + 1;
    --levels_left_;
    for (;;) {
      // A name, a colon, a value and what ends it.
      if (end - at < 4 || json[at[0]] != '"' || json[at[1]] != ':')
        return nullptr;
      at = f(member_name{json + *at + 1}, at + 2);
      if (!at || at == end)
        return nullptr;
      auto c = json[*at];
      ++at;
      if (c == ',')
        continue;
      ++levels_left_;
      return c == '}' ? at : nullptr;
    }
  }

  /// An array; `f(at)` takes each value.
  template <class F>
  token_place elements(token_place at, F&& f) {
    const auto* const json = json_;
    const auto end = end_;
    if (json[*at] != '[' || levels_left_ == 0 || ++at == end)
      return nullptr;
    if (json[*at] == ']')
      return at + 1;
    --levels_left_;
    for (;;) {
      if (at == end)
        return nullptr;
      at = f(at);
      if (!at || at == end)
        return nullptr;
      auto c = json[*at];
      ++at;
      if (c == ',')
        continue;
      ++levels_left_;
      return c == ']' ? at : nullptr;
    }
  }

  /// A value of any kind.
  token_place any(token_place at) {
    auto first = peek(at);
    if (first == '"')
      return at + 1;
    if ((first | 0x20) == '{')
      return container(at);
    std::string_view token{json_ + *at, at[1] - *at};
    auto plain = first >= 'a' ? is_literal(token) : is_natural(token);
    if (!plain && !scalar_valid(token)) [[unlikely]]
      return nullptr;
    return at + 1;
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
  /// An object or an array that nobody looks into. Recursion ends with the
  /// levels that are left.
  token_place container(token_place at);

  const char* json_;
  token_place begin_;
  token_place end_;
  std::size_t levels_left_;
};

} // namespace murmuration
