#include "runtime/decode/host_run.hpp"

#include "runtime/decode/top_level_domains.hpp"

namespace murmuration {

namespace {

bool is_punycode_char(std::uint32_t point) {
  return is_ascii_alnum(point) || point == '-';
}

/// Where the top-level domain ends that begins at `at`; 0: there is none.
std::size_t tld_end(std::string_view text, std::size_t at) {
  constexpr std::string_view punycode = "xn--";
  if (has_prefix(text, at, punycode)) {
    auto end = skip(text, at + punycode.size(), is_punycode_char);
    return end > at + punycode.size() ? end : 0;
  }
  auto end = skip(text, at, is_ascii_alnum);
  if (!is_ascii_tld(text.substr(at, end - at)))
    end = at + idn_tld_size(text.substr(at));
  if (end == at)
    return 0;
  auto next = point_at(text, end).value;
  auto goes_on =
      is_ascii_alnum(next) || next == '@' || next == '+' || next == '-';
  return goes_on ? 0 : end;
}

} // namespace

void host_run::read(std::string_view text, std::size_t from,
                    char_test host_char) {
  labels_.clear();
  current_ = 0;
  label now{.first = from, .name_from = from};
  bool after_host_char = false;
  auto at = from;
  for (auto next = point_at(text, at); next.size > 0;
       next = point_at(text, at)) {
    auto is_host = host_char(next.value);
    if (!is_host && next.value != '-' && next.value != '_' && next.value != '.')
      break;
    at += next.size;
    if (next.value == '.') {
      close(now, at - 1, after_host_char);
      now = label{.first = at, .name_from = at};
      now.tld = tld_end(text, at);
    } else if (next.value == '_') {
      now.name_from = at;
    }
    now.starts_well =
        now.starts_well || (is_host && now.first == at - next.size);
    after_host_char = is_host;
  }
  close(now, at, after_host_char);
  end_ = at;
  prepare();
}

void host_run::close(label now, std::size_t end, bool after_host_char) {
  now.end = end;
  now.ends_well = after_host_char && end > now.first;
  labels_.push_back(now);
}

void host_run::prepare() {
  for (auto i = labels_.size() - 1; i-- > 0;) {
    auto& here = labels_[i];
    const auto& next = labels_[i + 1];
    if (!here.starts_well || !here.ends_well)
      continue;
    here.host_end = next.host_end;
    if (here.host_end == 0 && here.name_from == here.first)
      here.host_end = next.tld;
  }
}

std::size_t host_run::host_end(std::size_t start) {
  while (labels_[current_].end < start)
    ++current_;
  const auto& first = labels_[current_];
  if (!first.ends_well || current_ + 1 == labels_.size())
    return 0;
  const auto& second = labels_[current_ + 1];
  if (second.host_end > 0)
    return second.host_end;
  return start >= first.name_from ? second.tld : 0;
}

} // namespace murmuration
