#include "tools/audit/urls.hpp"

#include <algorithm>

#include "tools/audit/hosts.hpp"
#include "tools/audit/letters.hpp"

namespace murmuration::audit {

namespace {

bool is_path(std::uint32_t c) {
  return is_ascii_word(c) || is_one_of(c, "!*';:=+,.$/%#[]-_~@|&")
         || c == 0x2013 || is_accented(c) || is_cyrillic(c);
}

bool ends_path(std::uint32_t c) {
  return is_ascii_word(c) || is_one_of(c, "=_#/-+") || is_accented(c)
         || is_cyrillic(c);
}

bool is_query(std::uint32_t c) {
  return is_ascii_word(c) || is_one_of(c, "!?*'@();:&=+$/%#[]-_.,~|");
}

bool ends_query(std::uint32_t c) {
  return is_ascii_word(c) || is_one_of(c, "-_&=#/");
}

bool may_stand_before(std::uint32_t c) {
  return !is_ascii_word(c) && !is_one_of(c, "@$#") && c != 0xFF20 && c != 0xFF03
         && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

class finder {
public:
  explicit finder(const code_points& text)
    : text_(text)
    , plain_(text, is_plain_host)
    , any_(text, is_any_host) {}

  std::vector<url> all() {
    for (std::size_t at = 0; at < text_.size();) {
      auto before = at > 0 ? text_[at - 1] : ' ';
      auto end = at;
      if (free_ <= at && may_stand_before(before))
        end = match(at, before);
      // The character before the next one must not be of this one.
      free_ = end > at ? end + 1 : free_;
      at = std::max(at + 1, end);
    }
    return std::move(found_);
  }

private:
  std::uint32_t at(std::size_t i) const {
    return i < text_.size() ? text_[i] : 0;
  }

  template <class Test>
  std::size_t skip(std::size_t i, Test test) const {
    while (i < text_.size() && test(text_[i]))
      ++i;
    return i;
  }

  std::size_t match(std::size_t first, std::uint32_t before) {
    for (std::string_view protocol : {"https://", "http://"})
      if (is_prefix(text_, first, protocol))
        return with_protocol(first, first + protocol.size());
    if (!is_plain_host(text_[first]))
      return first;
    auto host = plain_.end_of(first);
    if (host == 0)
      return first;
    auto end = rest(host);
    if (!is_one_of(before, "-_./"))
      found_.push_back({first, end});
    return end;
  }

  std::size_t with_protocol(std::size_t first, std::size_t host) {
    if (host >= text_.size() || !is_any_host(text_[host]))
      return first;
    auto host_end = any_.end_of(host);
    if (host_end == 0)
      return first;
    auto end = rest(host_end);
    // Twitter's shortener: what follows the letters and digits is no part.
    auto last = end;
    if (is_prefix(text_, host, "t.co/")) {
      constexpr std::size_t slug_max = 40;
      auto slug = skip(host + 5, is_ascii_word);
      if (slug > host + 5)
        last = slug - host - 5 > slug_max ? first : query(slug);
    }
    if (last > first)
      found_.push_back({first, last});
    return end;
  }

  /// Port, path and query.
  std::size_t rest(std::size_t i) const {
    if (at(i) == ':') {
      auto end = skip(i + 1, is_digit_point);
      i = end > i + 1 ? end : i;
    }
    return query(path(i));
  }

  std::size_t path(std::size_t i) const {
    if (at(i) != '/')
      return i;
    auto end = ++i;
    while (i < text_.size()) {
      if (text_[i] == '(') {
        i = parentheses(i);
        if (i == 0)
          return end;
        end = i;
      } else if (is_path(text_[i])) {
        end = ends_path(text_[i++]) ? i : end;
      } else {
        break;
      }
    }
    return end;
  }

  /// Behind the pair that opens at `i`, with at most one pair in it; 0: none.
  std::size_t parentheses(std::size_t i) const {
    auto end = skip(i + 1, is_path);
    if (at(end) == ')' && end > i + 1)
      return end + 1;
    if (at(end) != '(')
      return 0;
    auto inner = end + 1;
    end = skip(inner, is_path);
    if (end == inner || at(end) != ')')
      return 0;
    end = skip(end + 1, is_path);
    return at(end) == ')' ? end + 1 : 0;
  }

  std::size_t query(std::size_t i) const {
    if (at(i) != '?')
      return i;
    auto end = i;
    for (++i; i < text_.size() && is_query(text_[i]); ++i)
      if (ends_query(text_[i]))
        end = i + 1;
    return end;
  }

  const code_points& text_;
  host_finder plain_;
  host_finder any_;
  std::size_t free_ = 0; ///< where the next URL may begin
  std::vector<url> found_;
};

} // namespace

std::vector<url> urls_in(const code_points& text) {
  if (std::find(text.begin(), text.end(), std::uint32_t{'.'}) == text.end())
    return {};
  return finder{text}.all();
}

} // namespace murmuration::audit
