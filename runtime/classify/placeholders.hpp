/// A's text clean-up, one pass instead of four regular expressions. In A's
/// order, each over the result of those before:
///   rt:                            becomes retweetplaceholder
///   @[a-zA-Z0-9_]*                 becomes pseudoplaceholder
///   #[a-zA-Z0-9_]*                 becomes hashtagplaceholder
///   http(s)?://[a-zA-Z0-9./\-]*    becomes linkplaceholder
/// so a link swallows the mentions and tags within it, a tag the mentions, and
/// each of them an `rt:`. Stateless.
#pragma once

#include <string_view>

namespace murmuration {

/// Where the thing that begins at `next` ends and what stands for it; an empty
/// `name` when there is none.
struct placeholder {
  std::string_view name;
  const char* end = nullptr;
};

/// `*next` is one of `@`, `#`, `h`, `r`.
placeholder placeholder_at(const char* next, const char* end);

/// Calls `raw(piece, first, last)` for the text between placeholders and
/// `replaced(name)` for each of these, in order. `first` and `last` say
/// whether the piece is at the text's edge.
template <class Raw, class Replaced>
void clean_up(std::string_view text, Raw&& raw, Replaced&& replaced) {
  const char* begin = text.data();
  const char* end = begin + text.size();
  const char* from = begin;
  for (const char* next = begin; next != end;) {
    if (*next != '@' && *next != '#' && *next != 'h' && *next != 'r') {
      ++next;
      continue;
    }
    auto found = placeholder_at(next, end);
    if (found.name.empty()) {
      ++next;
      continue;
    }
    raw(std::string_view(from, next), from == begin, false);
    replaced(found.name);
    from = next = found.end;
  }
  raw(std::string_view(from, end), from == begin, true);
}

} // namespace murmuration
