#include "runtime/decode/url_spans.hpp"

#include "runtime/decode/characters.hpp"
#include "runtime/decode/host_run.hpp"

namespace murmuration {

namespace {

bool is_at(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

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
