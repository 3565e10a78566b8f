#include "runtime/decode/hashtags.hpp"

#include <algorithm>
#include <cstddef>

#include "runtime/decode/characters.hpp"
#include "runtime/decode/url_spans.hpp"

namespace murmuration {

namespace {

constexpr std::string_view fullwidth_sign = "＃";

/// Finds `#` and `＃` from the left, each in one pass over the text.
class sign_finder {
public:
  explicit sign_finder(std::string_view text)
    : text_(text)
    , ascii_(text.find('#'))
    , wide_(text.find(fullwidth_sign)) {}

  /// Where the next sign at or behind `from` is; npos: none.
  std::size_t next(std::size_t from) {
    if (ascii_ < from)
      ascii_ = text_.find('#', from);
    if (wide_ < from)
      wide_ = text_.find(fullwidth_sign, from);
    return std::min(ascii_, wide_);
  }

private:
  std::string_view text_;
  std::size_t ascii_;
  std::size_t wide_;
};

/// What is left of the sign: neither of a tag's characters nor `&`, unless it
/// is a variation selector (of the emoji before). It must not belong to the
/// match before, which ends at `free`.
bool boundary_before(std::string_view text, std::size_t at, std::size_t free) {
  if (at == 0)
    return true;
  if (at <= free)
    return false;
  auto before = point_before(text, at).value;
  if (before == 0xFE0E || before == 0xFE0F)
    return true;
  return before != '&' && classify_for_tag(before) == tag_class::none;
}

/// The longest run of a tag's characters behind the sign at `at`, with
/// positions in bytes; an empty text when it makes no tag.
hashtag read_tag(std::string_view text, std::size_t at) {
  auto first = at + point_at(text, at).size;
  auto next = point_at(text, first);
  // A keycap (`#️⃣`) is no tag.
  if (next.value == 0xFE0F || next.value == 0x20E3)
    return {};
  auto end = first;
  bool has_letter = false;
  for (; next.size > 0; next = point_at(text, end)) {
    auto kind = classify_for_tag(next.value);
    if (kind == tag_class::none)
      break;
    has_letter = has_letter || kind == tag_class::letter;
    end += next.size;
  }
  if (!has_letter)
    return {};
  return {text.substr(first, end - first), static_cast<std::uint32_t>(at),
          static_cast<std::uint32_t>(end)};
}

bool ends_tag(std::string_view rest) {
  return !rest.starts_with('#') && !rest.starts_with(fullwidth_sign)
         && !rest.starts_with("://");
}

/// An URL's path or query, where a `#` may be, holds no blank. So a tag after
/// a blank needs no look at the URLs.
bool may_be_in_url(std::string_view text, std::size_t at) {
  return at > 0 && static_cast<unsigned char>(text[at - 1]) > ' ';
}

using tag_iterator = std::vector<hashtag>::iterator;

/// Moves the tags to the front that do not overlap an URL which begins before
/// them. An URL that begins inside of a tag that stays is none.
tag_iterator drop_tags_in_urls(std::string_view text, tag_iterator first,
                               tag_iterator last) {
  std::vector<url_span> urls;
  find_urls(text, urls);
  auto url = urls.begin();
  std::size_t taken = 0;
  return std::remove_if(first, last, [&](const hashtag& tag) {
    for (; url != urls.end() && url->start < tag.start; ++url)
      if (url->start >= taken)
        taken = url->end;
    if (tag.start < taken)
      return true;
    taken = tag.end;
    return false;
  });
}

/// From positions in bytes to positions in code points.
void count_positions(std::string_view text, tag_iterator first,
                     tag_iterator last) {
  std::size_t at = 0;
  std::uint32_t position = 0;
  auto advance_to = [&](std::size_t to) {
    position += count_points(text.substr(at, to - at));
    at = to;
    return position;
  };
  std::for_each(first, last, [&](hashtag& tag) {
    tag.start = advance_to(tag.start);
    tag.end = advance_to(tag.end);
  });
}

} // namespace

void extract_hashtags(std::string_view text, std::vector<hashtag>& out) {
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  sign_finder signs{text};
  bool look_for_urls = false;
  std::size_t free = 0;
  for (auto at = signs.next(0); at != text.npos;) {
    auto next = at + 1;
    if (boundary_before(text, at, free)) {
      auto tag = read_tag(text, at);
      if (!tag.text.empty()) {
        next = free = tag.end;
        if (ends_tag(text.substr(tag.end))) {
          out.push_back(tag);
          look_for_urls = look_for_urls || may_be_in_url(text, at);
        }
      }
    }
    at = signs.next(next);
  }
  if (look_for_urls)
    out.erase(drop_tags_in_urls(text, out.begin() + before, out.end()),
              out.end());
  count_positions(text, out.begin() + before, out.end());
}

} // namespace murmuration
