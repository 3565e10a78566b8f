/// Rewrites what Python's `repr` makes of a dict as JSON, so that one reader
/// serves both. It checks what only Python has, the rest is left to the reader
/// of the JSON: a broken literal becomes broken JSON. One pass, no recursion.
/// Keeps its memory between texts; not thread safe.
///
///   python_text python{1024};
///   if (python.translate("{'a': (None,)}") == malformed_reason::none)
///     python.json() == R"({"a": [null ]})";
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "messages/tweet.hpp"

namespace murmuration {

class python_text {
public:
  /// Brackets that nest deeper than `depth_max` are `too_deep`.
  explicit python_text(std::size_t depth_max);

  /// `none`, `too_deep` or `bad_json`; the last also when nothing in `value`
  /// is Python's own (a string in single quotes, `u''`, `None`, `True`,
  /// `False`, a round bracket): then it is JSON with an error. 64 bytes behind
  /// `value` are readable.
  malformed_reason translate(std::string_view value);

  /// Of the last `translate`, if that gave `none`; valid until the next. 64
  /// bytes behind it are readable.
  std::string_view json() const {
    return {first_.get(), static_cast<std::size_t>(out_ - first_.get())};
  }

private:
  /// What the last token was.
  enum class kind { none, open, comma, colon, string, word, close };

  struct level {
    char closing;
    char* opening; ///< where the JSON has its bracket
    bool comma = false;
    bool colon = false;
  };

  void make_room(std::size_t size);
  bool take(const char*& at, const char* end);
  bool string(const char*& at, const char* end);
  bool word(const char*& at, const char* end);
  bool open(char bracket);
  bool close(char bracket);
  bool comma();
  bool colon();

  std::size_t depth_max_;
  std::vector<level> levels_;
  std::unique_ptr<char[]> first_;
  std::size_t capacity_ = 0;
  char* out_ = nullptr;
  kind last_ = kind::none;
  char* begin_ = nullptr; ///< of the last word or comma in the JSON
  char* end_ = nullptr;   ///< of the last word; the last string's second quote
  bool pythons_own_ = false;
  bool too_deep_ = false;
};

} // namespace murmuration
