/// Words as Python's `re.findall(r'\w+', text.lower())` finds them, in one
/// pass and without allocating. Combining marks end a word; so does every
/// other character that is neither alphanumeric nor `_`. Differs in one point:
/// a word longer than `token_bytes_max` is passed over.
///   for_each_word("Good morning", [](std::string_view word) { … });
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "runtime/classify/characters.hpp"
#include "runtime/classify/short_word.hpp"

namespace murmuration {

/// What an ASCII byte becomes inside a word; 0 when it ends one.
inline constexpr auto ascii_word_bytes = [] {
  std::array<char, 128> table{};
  for (char c = '0'; c <= '9'; ++c)
    table[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<std::size_t>(c)] = c;
    table[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  }
  table['_'] = '_';
  return table;
}();

/// Bounds the buffer of a word. No word of a language comes near it.
inline constexpr std::size_t token_bytes_max = 1024;

/// Cuts a text that comes in pieces; a word may reach over several of them.
/// `F` is called with each word, valid during the call, and, if it wants that,
/// with the `short_word` that it is, of size 0 if none. One thread, one text.
template <class F>
class word_stream {
public:
  explicit word_stream(F& found)
    : found_(found) {}

  /// Adds the next piece, which begins and ends between two characters.
  void feed(std::string_view piece, neighbours around = {}) {
    const char* end = piece.data() + piece.size();
    for (const char* next = piece.data(); next != end;) {
      auto byte = static_cast<unsigned char>(*next);
      if (byte < 128) {
        if (auto after = whole_word(next, end); after != next) {
          next = after;
          continue;
        }
        ++next;
        if (char c = ascii_word_bytes[byte]) {
          *out_ = c;
          out_ += out_ != full();
        } else {
          finish();
        }
        continue;
      }
      auto c = lower_character(
          piece, static_cast<std::size_t>(next - piece.data()), around);
      next += c.taken;
      append(c);
    }
  }

  /// Ends the word, if one is open. Call it after the last piece.
  void finish() {
    if (out_ == word_.data())
      return;
    if (out_ != full()) {
      auto word = short_word_at(word_.data(), out_);
      auto size = static_cast<std::size_t>(out_ - word_.data());
      tell(size, word.size == size ? word : short_word{});
    }
    out_ = word_.data();
  }

private:
  /// Reads a word that begins at `next` and is not gone on with behind it;
  /// `next` when there is none.
  const char* whole_word(const char* next, const char* end) {
    if (out_ != word_.data())
      return next;
    auto word = short_word_at(next, end);
    auto after = next + word.size;
    if (word.size == 0 || after == end
        || static_cast<unsigned char>(*after) > 127
        || ascii_word_bytes[static_cast<unsigned char>(*after)] != 0)
      return next;
    word.write(word_.data());
    tell(word.size, word);
    return after + 1;
  }

  void tell(std::size_t size, const short_word& word) {
    std::string_view text{word_.data(), size};
    if constexpr (std::is_invocable_v<F&, std::string_view, const short_word&>)
      found_(text, word);
    else
      found_(text);
  }

  /// Where the writing stops; a word that gets there is too long.
  char* full() {
    return word_.data() + token_bytes_max + 1;
  }

  void append(const lowered& c) {
    if (c.size == 0) {
      finish();
      return;
    }
    if (full() - out_ < static_cast<std::ptrdiff_t>(c.size)) {
      out_ = full();
    } else {
      std::memcpy(out_, c.bytes.data(), c.size);
      out_ += c.size;
    }
    if (c.ends_word)
      finish();
  }

  F& found_;
  std::array<char, token_bytes_max + 2> word_; // one spare byte behind full()
  char* out_ = word_.data();
};

template <class F>
void for_each_word(std::string_view text, F&& found) {
  word_stream<F> words{found};
  words.feed(text);
  words.finish();
}

} // namespace murmuration
