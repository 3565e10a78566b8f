#include "tools/audit/tags.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "tools/audit/letters.hpp"
#include "tools/audit/urls.hpp"

namespace murmuration::audit {

namespace {

constexpr std::uint32_t wide_sign = 0xFF03;
constexpr std::uint32_t text_style = 0xFE0E;
constexpr std::uint32_t emoji_style = 0xFE0F;
constexpr std::uint32_t keycap = 0x20E3;

bool is_sign(std::uint32_t c) {
  return c == '#' || c == wide_sign;
}

/// `\p{L}` or `\p{M}`.
bool is_letter(std::uint32_t c) {
  auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
         || (category >= UTF8PROC_CATEGORY_MN
             && category <= UTF8PROC_CATEGORY_ME);
}

/// AN of quality.md, besides the letters.
bool is_other(std::uint32_t c) {
  switch (c) {
    case '_':
    case 0x200C:
    case 0x200D:
    case 0xA67E:
    case 0x05BE:
    case 0x05F3:
    case 0x05F4:
    case 0xFF5E:
    case 0x301C:
    case 0x309B:
    case 0x309C:
    case 0x30A0:
    case 0x30FB:
    case 0x3003:
    case 0x0F0B:
    case 0x0F0C:
    case 0x00B7:
      return true;
    default:
      return utf8proc_category(static_cast<utf8proc_int32_t>(c))
             == UTF8PROC_CATEGORY_ND;
  }
}

bool is_in_tag(std::uint32_t c) {
  return is_letter(c) || is_other(c);
}

struct found_tag {
  std::size_t sign = 0;
  std::size_t end = 0;
};

bool may_stand_before(std::uint32_t c) {
  return c == text_style || c == emoji_style || (c != '&' && !is_in_tag(c));
}

/// One pass of VALID over the text, and what follows a match looked at.
std::vector<found_tag> matches(const code_points& text) {
  std::vector<found_tag> found;
  std::size_t used = 0; // by the match before
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_sign(text[at]))
      continue;
    if (at > 0 && (at == used || !may_stand_before(text[at - 1])))
      continue;
    auto end = at + 1;
    if (end < text.size() && (text[end] == emoji_style || text[end] == keycap))
      continue;
    auto letters = false;
    for (; end < text.size() && is_in_tag(text[end]); ++end)
      letters = letters || is_letter(text[end]);
    if (!letters)
      continue;
    used = end;
    auto sign_follows = end < text.size() && is_sign(text[end]);
    if (!sign_follows && !is_prefix(text, end, "://"))
      found.push_back({at, end});
    at = end - 1;
  }
  return found;
}

/// A tag that overlaps an URL which begins before it is none; an URL that
/// begins in a tag that stays is none.
void drop_those_in_urls(const code_points& text, std::vector<found_tag>& tags) {
  auto urls = urls_in(text);
  auto next = urls.begin();
  std::size_t taken = 0;
  std::erase_if(tags, [&](const found_tag& tag) {
    for (; next != urls.end() && next->first < tag.sign; ++next)
      if (next->first >= taken)
        taken = next->last;
    if (tag.sign < taken)
      return true;
    taken = tag.end;
    return false;
  });
}

struct free_memory {
  void operator()(utf8proc_uint8_t* x) const {
    std::free(x);
  }
};

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* out = nullptr;
  auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &out,
                   static_cast<utf8proc_option_t>(options));
  std::unique_ptr<utf8proc_uint8_t, free_memory> owned{out};
  if (size < 0)
    return {};
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

} // namespace

void tag_extractor::find(std::string_view text, std::vector<std::string>& out) {
  out.clear();
  if (text.find('#') == text.npos && text.find("\uFF03") == text.npos)
    return;
  to_points(text, points_);
  auto tags = matches(points_);
  if (!tags.empty())
    drop_those_in_urls(points_, tags);
  for (const auto& tag : tags)
    out.push_back(to_bytes(points_, tag.sign + 1, tag.end));
}

std::string key_of(std::string_view tag) {
  constexpr int nfkc = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE;
  auto composed = mapped(tag, nfkc);
  return mapped(composed, nfkc | UTF8PROC_CASEFOLD);
}

std::string_view without_sign(std::string_view tag) {
  constexpr std::string_view wide = "\uFF03";
  if (tag.starts_with('#'))
    return tag.substr(1);
  return tag.starts_with(wide) ? tag.substr(wide.size()) : tag;
}

} // namespace murmuration::audit
