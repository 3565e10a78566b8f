/// Walks the tokens of a JSON text and checks the grammar on the way; only the
/// escapes within strings are left to `escapes_valid`. Every step either takes
/// what it is named after or returns false, and then the text is broken or too
/// deep and the walk is over. Not thread safe.
///
///   token_walk in{json, index, 1024};
///   in.members([&](member_name key) {
///     return key.is("text") ? in.string(text) : in.any();
///   }) && in.at_end()
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "runtime/decode/json_text.hpp"
#include "runtime/decode/token_index.hpp"

namespace murmuration {

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
    , next_(index.positions())
    , end_(next_ + index.size())
    , levels_left_(depth_max) {}

  bool at_end() const {
    return next_ == end_;
  }

  /// The first byte of the next token; 0: there is none.
  char peek() const {
    return at_end() ? '\0' : json_[*next_];
  }

  /// The next token, without the blanks behind it.
  std::string_view token() const {
    if (at_end())
      return {};
    std::string_view raw{json_ + *next_, next_[1] - *next_};
    while (static_cast<unsigned char>(raw.back()) <= ' ' && raw.size() > 1)
      raw.remove_suffix(1);
    return raw;
  }

  /// An object; `f(name)` takes each value.
  template <class F>
  bool members(F&& f) {
    if (!open('{'))
      return false;
    if (close('}'))
      return true;
    do {
      if (peek() != '"')
        return false;
      member_name name{json_ + *next_ + 1};
      ++next_;
      if (!take(':') || !f(name))
        return false;
    } while (take(','));
    return close('}');
  }

  /// An array; `f()` takes each value.
  template <class F>
  bool elements(F&& f) {
    if (!open('['))
      return false;
    if (close(']'))
      return true;
    do {
      if (!f())
        return false;
    } while (take(','));
    return close(']');
  }

  /// A value of any kind. Recursion ends with the levels that are left.
  bool any() {
    switch (peek()) {
      case '"':
        ++next_;
        return true;
      case '{':
        return members([this](member_name) { return any(); });
      case '[':
        return elements([this] { return any(); });
      default:
        return scalar();
    }
  }

  /// A value of any kind; if it is an object, `f(name)` takes its values.
  template <class F>
  bool members_or_any(F&& f) {
    return peek() == '{' ? members(f) : any();
  }

  /// A value of any kind; if it is an array, `f()` takes its values.
  template <class F>
  bool elements_or_any(F&& f) {
    return peek() == '[' ? elements(f) : any();
  }

  /// A value of any kind; if it is a string, `out` is what its quotes enclose,
  /// else a view of nothing.
  bool string(std::string_view& out) {
    if (peek() != '"') {
      out = {};
      return any();
    }
    auto raw = token();
    out = raw.substr(1, raw.size() - 2);
    ++next_;
    return true;
  }

private:
  bool take(char c) {
    if (peek() != c)
      return false;
    ++next_;
    return true;
  }

  bool open(char c) {
    if (levels_left_ == 0 || !take(c))
      return false;
    --levels_left_;
    return true;
  }

  bool close(char c) {
    if (!take(c))
      return false;
    ++levels_left_;
    return true;
  }

  template <std::size_t N>
  static bool equals(std::string_view raw, const char (&literal)[N]) {
    return raw.size() == N - 1 && std::memcmp(raw.data(), literal, N - 1) == 0;
  }

  bool scalar() {
    auto raw = token();
    auto valid = false;
    switch (peek()) {
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
    next_ += valid ? 1 : 0;
    return valid;
  }

  const char* json_;
  const std::uint32_t* next_;
  const std::uint32_t* end_;
  std::size_t levels_left_;
};

} // namespace murmuration
