#include "tools/audit/hosts.hpp"

#include <algorithm>
#include <string>

#include <utf8proc.h>

#include "runtime/decode/top_level_domains.hpp"
#include "tools/audit/letters.hpp"

namespace murmuration::audit {

bool is_plain_host(std::uint32_t point) {
  return is_ascii_word(point) || is_accented(point);
}

bool is_any_host(std::uint32_t point) {
  if (point < 0x80)
    return is_ascii_word(point);
  if ((point >= 0x2000 && point <= 0x206F) || point == 0xFEFF || point == 0xFFFE
      || point == 0xFFFF)
    return false;
  auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  return category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_ZS
         && category != UTF8PROC_CATEGORY_ZL
         && category != UTF8PROC_CATEGORY_ZP;
}

/// Begins and ends with a letter.
bool host_finder::is_part(std::size_t first, std::size_t last) const {
  return first < last && is_letter_(text_[first])
         && is_letter_(text_[last - 1]);
}

bool host_finder::has_underscore(std::size_t first, std::size_t last) const {
  auto begin = text_.begin();
  auto to = begin + static_cast<std::ptrdiff_t>(last);
  return std::find(begin + static_cast<std::ptrdiff_t>(first), to,
                   std::uint32_t{'_'})
         != to;
}

/// Where the top-level domain ends that begins at `at`; 0: none does.
std::size_t host_finder::domain_end(std::size_t at) const {
  // The longest one there is has 63 characters, 20 in other scripts.
  constexpr std::size_t look = 80;
  auto word_end = at;
  while (word_end < text_.size() && is_ascii_word(text_[word_end]))
    ++word_end;
  auto here = to_bytes(text_, at, std::min(at + look, text_.size()));
  auto end = at;
  if (is_prefix(text_, at, "xn--")) {
    end = at + 4;
    while (end < text_.size()
           && (is_ascii_word(text_[end]) || text_[end] == '-'))
      ++end;
    return end > at + 4 ? end : 0;
  }
  if (word_end - at < look && is_ascii_tld(here.substr(0, word_end - at))) {
    end = word_end;
  } else {
    code_points domain;
    to_points(here.substr(0, idn_tld_size(here)), domain);
    end = at + domain.size();
  }
  if (end == at)
    return 0;
  auto next = end < text_.size() ? text_[end] : 0;
  auto goes_on =
      is_ascii_word(next) || next == '@' || next == '+' || next == '-';
  return goes_on ? 0 : end;
}

/// Cuts the run that begins at `from` into its parts; a host name is any
/// number of parts, one without `_`, and a top-level domain.
void host_finder::read_run(std::size_t from) {
  parts_.clear();
  now_ = 0;
  auto at = from;
  for (auto first = from;; ++at) {
    auto c = at < text_.size() ? text_[at] : 0;
    if (c == '-' || c == '_' || (c != 0 && c != '.' && is_letter_(c)))
      continue;
    parts_.push_back({first, at, 0});
    if (c != '.')
      break;
    first = at + 1;
  }
  run_end_ = at;
  for (auto i = parts_.size() - 1; i-- > 0;) {
    auto& here = parts_[i];
    if (!is_part(here.first, here.last))
      continue;
    here.host_end = parts_[i + 1].host_end;
    if (here.host_end == 0 && !has_underscore(here.first, here.last))
      here.host_end = domain_end(parts_[i + 1].first);
  }
}

std::size_t host_finder::end_of(std::size_t from) {
  if (from >= run_end_)
    read_run(from);
  while (parts_[now_].last < from)
    ++now_;
  const auto& here = parts_[now_];
  if (now_ + 1 == parts_.size() || !is_part(from, here.last))
    return 0;
  const auto& next = parts_[now_ + 1];
  if (next.host_end > 0)
    return next.host_end;
  return has_underscore(from, here.last) ? 0 : domain_end(next.first);
}

} // namespace murmuration::audit
