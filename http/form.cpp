#include "http/form.hpp"

#include <algorithm>

namespace murmuration::http {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

std::string unescape(std::string_view x) {
  std::string result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    auto escaped = x[i] == '%' && i + 2 < x.size() && hex_digit(x[i + 1]) >= 0
                   && hex_digit(x[i + 2]) >= 0;
    if (escaped) {
      result +=
          static_cast<char>(hex_digit(x[i + 1]) * 16 + hex_digit(x[i + 2]));
      i += 2;
    } else {
      result += x[i] == '+' ? ' ' : x[i];
    }
  }
  return result;
}

form_fields read_urlencoded(std::string_view body) {
  form_fields result;
  while (!body.empty()) {
    auto end = std::min(body.find('&'), body.size());
    auto field = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    auto equals = std::min(field.find('='), field.size());
    result.fields.emplace_back(
        unescape(field.substr(0, equals)),
        unescape(field.substr(std::min(equals + 1, field.size()))));
  }
  return result;
}

bool same_letters(std::string_view a, std::string_view b) {
  auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view x) {
  auto first = x.find_first_not_of(" \t");
  if (first == x.npos)
    return {};
  return x.substr(first, x.find_last_not_of(" \t") - first + 1);
}

/// A header's value: `form-data; name="label"` is form-data, name → label.
std::string_view main_value(std::string_view header) {
  return trim(header.substr(0, header.find(';')));
}

std::optional<std::string> header_parameter(std::string_view header,
                                            std::string_view name) {
  for (auto at = header.find(';'); at != header.npos;) {
    header.remove_prefix(at + 1);
    auto equals = header.find('=');
    if (equals == header.npos)
      break;
    auto found = same_letters(trim(header.substr(0, equals)), name);
    header = trim(header.substr(equals + 1));
    if (header.starts_with('"')) {
      auto close = header.find('"', 1);
      if (close == header.npos)
        break;
      if (found)
        return std::string{header.substr(1, close - 1)};
      header.remove_prefix(close + 1);
    } else if (found) {
      return std::string{trim(header.substr(0, header.find(';')))};
    }
    at = header.find(';');
  }
  return std::nullopt;
}

/// The name of a part, from its header lines; empty when it has none.
std::string name_of_part(std::string_view head) {
  while (!head.empty()) {
    auto end = std::min(head.find("\r\n"), head.size());
    auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    auto colon = line.find(':');
    if (colon == line.npos
        || !same_letters(trim(line.substr(0, colon)), "content-disposition"))
      continue;
    auto value = line.substr(colon + 1);
    if (same_letters(main_value(value), "form-data"))
      return header_parameter(value, "name").value_or("");
  }
  return {};
}

/// RFC 7578. What precedes the first boundary and follows the last is ignored.
std::optional<form_fields> read_multipart(std::string_view boundary,
                                          std::string_view body) {
  // RFC 2046.
  constexpr std::size_t boundary_max = 70;
  if (boundary.empty() || boundary.size() > boundary_max)
    return std::nullopt;
  auto line = "\r\n--" + std::string{boundary};
  // The first one may stand at the very beginning.
  auto first = std::string_view{line}.substr(2);
  auto at = body.starts_with(first) ? first.size() : body.find(line);
  if (at == body.npos)
    return std::nullopt;
  body.remove_prefix(body.starts_with(first) ? at : at + line.size());
  form_fields result;
  while (!body.starts_with("--")) {
    auto head = body.find("\r\n");
    auto text = body.find("\r\n\r\n");
    auto end = text == body.npos ? body.npos : body.find(line, text + 2);
    if (end == body.npos)
      return std::nullopt;
    auto name = name_of_part(body.substr(head, text - head));
    // A part without text: its blank line belongs to the boundary.
    auto from = std::min(text + 4, end);
    if (!name.empty())
      result.fields.emplace_back(name, body.substr(from, end - from));
    body.remove_prefix(end + line.size());
  }
  return result;
}

} // namespace

const std::string* form_fields::find(std::string_view name) const {
  for (const auto& [key, value] : fields)
    if (key == name)
      return &value;
  return nullptr;
}

std::optional<form_fields> read_form(std::string_view content_type,
                                     std::string_view body) {
  auto type = main_value(content_type);
  if (same_letters(type, "application/x-www-form-urlencoded"))
    return read_urlencoded(body);
  if (!same_letters(type, "multipart/form-data"))
    return std::nullopt;
  return read_multipart(header_parameter(content_type, "boundary").value_or(""),
                        body);
}

} // namespace murmuration::http
