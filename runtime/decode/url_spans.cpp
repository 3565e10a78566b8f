#include "runtime/decode/url_spans.hpp"

#include "runtime/decode/characters.hpp"
#include "runtime/decode/top_level_domains.hpp"

namespace murmuration {

namespace {

using char_test = bool (*)(std::uint32_t);

/// Where the run of characters that pass `test` ends.
std::size_t skip(std::string_view text, std::size_t at, char_test test) {
  for (auto next = point_at(text, at); next.size > 0 && test(next.value);
       next = point_at(text, at))
    at += next.size;
  return at;
}

bool is_at(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

/// `prefix` is in lower case.
bool has_prefix(std::string_view text, std::size_t at,
                std::string_view prefix) {
  if (text.size() - at < prefix.size())
    return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    auto c = static_cast<unsigned char>(text[at + i]);
    auto lower = is_ascii_letter(c) ? c | 0x20 : c;
    if (lower != static_cast<unsigned char>(prefix[i]))
      return false;
  }
  return true;
}

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

/// The labels of a run of host characters, `-`, `_` and `.`, prepared so that
/// the host name that starts at any of its places is found without walking
/// the run again.
class host_run {
public:
  /// Reads the run that begins at `from`.
  void read(std::string_view text, std::size_t from, char_test host_char) {
    labels_.clear();
    current_ = 0;
    label now{.first = from, .name_from = from};
    bool after_host_char = false;
    auto at = from;
    for (auto next = point_at(text, at); next.size > 0;
         next = point_at(text, at)) {
      auto is_host = host_char(next.value);
      if (!is_host && next.value != '-' && next.value != '_'
          && next.value != '.')
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

  std::size_t end() const {
    return end_;
  }

  /// Where the longest host name ends that starts at the host character at
  /// `start`; 0: none does. `start` never goes back between two reads.
  std::size_t host_end(std::size_t start) {
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

private:
  struct label {
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t name_from = 0; ///< behind its last `_`
    std::size_t tld = 0;       ///< where the TLD it begins with ends, or 0
    std::size_t host_end = 0;  ///< of a host name whose next label this is
    bool starts_well = false;  ///< with a host character
    bool ends_well = false;
  };

  void close(label now, std::size_t end, bool after_host_char) {
    now.end = end;
    now.ends_well = after_host_char && end > now.first;
    labels_.push_back(now);
  }

  void prepare() {
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

  std::vector<label> labels_;
  std::size_t current_ = 0;
  std::size_t end_ = 0;
};

/// Where the parentheses end that open at `at`, with at most one pair inside;
/// 0: they do not close.
std::size_t parentheses_end(std::string_view text, std::size_t at) {
  auto first = at + 1;
  auto end = skip(text, first, is_path_char);
  if (end > first && is_at(text, end, ')'))
    return end + 1;
  if (!is_at(text, end, '('))
    return 0;
  auto inner = end + 1;
  end = skip(text, inner, is_path_char);
  if (end == inner || !is_at(text, end, ')'))
    return 0;
  end = skip(text, end + 1, is_path_char);
  return is_at(text, end, ')') ? end + 1 : 0;
}

std::size_t port_end(std::string_view text, std::size_t at) {
  if (!is_at(text, at, ':'))
    return at;
  auto end = skip(text, at + 1, is_ascii_digit);
  return end > at + 1 ? end : at;
}

std::size_t path_end(std::string_view text, std::size_t at) {
  if (!is_at(text, at, '/'))
    return at;
  auto end = ++at;
  for (auto next = point_at(text, at); next.size > 0;
       next = point_at(text, at)) {
    if (next.value == '(') {
      at = parentheses_end(text, at);
      if (at == 0)
        break;
      end = at;
    } else if (is_path_char(next.value)) {
      at += next.size;
      if (is_path_end(next.value))
        end = at;
    } else {
      break;
    }
  }
  return end;
}

std::size_t query_end(std::string_view text, std::size_t at) {
  auto end = at;
  if (!is_at(text, at, '?'))
    return end;
  ++at;
  for (auto next = point_at(text, at);
       next.size > 0 && is_query_char(next.value); next = point_at(text, at)) {
    at += next.size;
    if (is_query_end(next.value))
      end = at;
  }
  return end;
}

bool may_precede(std::uint32_t point) {
  switch (point) {
    case '@':
    case 0xFF20: // ＠
    case '$':
    case '#':
    case 0xFF03: // ＃
    case 0xFEFF:
    case 0xFFFE:
    case 0xFFFF:
      return false;
    default:
      return !is_ascii_alnum(point);
  }
}

std::size_t protocol_size(std::string_view text, std::size_t at) {
  for (std::string_view protocol : {"https://", "http://"})
    if (has_prefix(text, at, protocol))
      return protocol.size();
  return 0;
}

/// A link of Twitter's shortener ends behind its letters and digits, whatever
/// follows. Gives `end` for other URLs, and `start` for a link that is too
/// long to be one.
std::size_t short_link_end(std::string_view text, std::size_t start,
                           std::size_t host, std::size_t end) {
  constexpr std::string_view shortener = "t.co/";
  constexpr std::size_t slug_size_max = 40;
  if (!has_prefix(text, host, shortener))
    return end;
  auto slug = host + shortener.size();
  auto slug_end = skip(text, slug, is_ascii_alnum);
  if (slug_end == slug)
    return end;
  if (slug_end - slug > slug_size_max)
    return start;
  return query_end(text, slug_end);
}

class url_finder {
public:
  url_finder(std::string_view text, std::vector<url_span>& out)
    : text_(text)
    , out_(out) {}

  void run() {
    std::size_t at = 0;
    std::uint32_t before = ' ';
    for (auto next = point_at(text_, at); next.size > 0;
         next = point_at(text_, at)) {
      auto end = may_precede(before) ? match(at, next.value, before) : at;
      if (end > at) {
        // The next URL is preceded by a character of its own.
        at = end;
        next = point_at(text_, at);
      }
      before = next.value;
      at += next.size;
    }
  }

private:
  /// Where the URL that starts at `at` ends, or `at`; keeps it when it counts.
  std::size_t match(std::size_t at, std::uint32_t first, std::uint32_t before) {
    if (auto size = protocol_size(text_, at); size > 0) {
      auto host = at + size;
      if (!is_host_char(point_at(text_, host).value))
        return at;
      wide_.read(text_, host, is_host_char);
      auto host_end = wide_.host_end(host);
      if (host_end == 0)
        return at;
      auto end = rest_end(host_end);
      keep(at, short_link_end(text_, at, host, end));
      return end;
    }
    if (!is_latin_host_char(first))
      return at;
    if (at >= bare_.end())
      bare_.read(text_, at, is_latin_host_char);
    auto host_end = bare_.host_end(at);
    if (host_end == 0)
      return at;
    auto end = rest_end(host_end);
    constexpr std::string_view no_start = "-_./";
    if (before >= 0x80
        || no_start.find(static_cast<char>(before)) == no_start.npos)
      keep(at, end);
    return end;
  }

  std::size_t rest_end(std::size_t host_end) const {
    auto path = path_end(text_, port_end(text_, host_end));
    return query_end(text_, path);
  }

  void keep(std::size_t start, std::size_t end) {
    if (end > start)
      out_.push_back({start, end});
  }

  std::string_view text_;
  std::vector<url_span>& out_;
  host_run bare_;
  host_run wide_;
};

} // namespace

void find_urls(std::string_view text, std::vector<url_span>& out) {
  if (text.find('.') != text.npos)
    url_finder{text, out}.run();
}

} // namespace murmuration
