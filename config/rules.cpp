#include "config/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace murmuration::rules {

namespace {

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
         || (c >= 'A' && c <= 'Z');
}

/// 1 to `max` letters, digits and characters of `also`.
bool made_of(std::string_view x, std::string_view also, std::size_t max) {
  return !x.empty() && x.size() <= max
         && std::ranges::all_of(x, [also](char c) {
              return is_alnum(c) || also.find(c) != std::string_view::npos;
            });
}

/// 1 to `max` bytes without control characters.
bool printable(std::string_view x, std::size_t max) {
  return !x.empty() && x.size() <= max && std::ranges::all_of(x, [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
  });
}

bool is_port(std::string_view x) {
  unsigned port = 0;
  auto [end, error] = std::from_chars(x.data(), x.data() + x.size(), port);
  return error == std::errc{} && end == x.data() + x.size() && port >= 1
         && port <= 65535;
}

/// A name, an IPv4 address, or an IPv6 address without brackets.
bool is_host(std::string_view x) {
  return made_of(x, ".-_:%", 253);
}

/// `name`, `name:port`, `[v6]` or `[v6]:port`.
bool is_host_and_port(std::string_view x) {
  std::string_view rest;
  if (x.starts_with('[')) {
    auto close = x.find(']');
    if (close == std::string_view::npos || !is_host(x.substr(1, close - 1)))
      return false;
    rest = x.substr(close + 1);
  } else {
    auto colon = std::min(x.find(':'), x.size());
    if (!made_of(x.substr(0, colon), ".-_", 253))
      return false;
    rest = x.substr(colon);
  }
  return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
}

bool is_origin(std::string_view x) {
  for (std::string_view scheme : {"http://", "https://"})
    if (x.starts_with(scheme))
      return is_host_and_port(x.substr(scheme.size()));
  return false;
}

bool is_path(std::string_view x) {
  return printable(x, 4095);
}

bool is_name(std::string_view x) {
  return made_of(x, "._-", 249) && x != "." && x != "..";
}

bool is_language(std::string_view x) {
  return made_of(x, "-", 16);
}

bool is_level(std::string_view x) {
  constexpr std::array levels{"trace", "debug",    "info", "warn",
                              "error", "critical", "off"};
  return std::ranges::find(levels, x) != levels.end();
}

} // namespace

const text_rule job{"1 to 64 characters of A-Z a-z 0-9 . _ -",
                    [](std::string_view x) {
                      return made_of(x, "._-", 64);
                    }};

const text_rule path{"a path of 1 to 4095 bytes without control characters",
                     is_path};

const text_rule path_or_none{
    "empty, or a path of up to 4095 bytes without control characters",
    [](std::string_view x) {
      return x.empty() || is_path(x);
    }};

const text_rule broker{"a host or host:port, [address]:port for IPv6",
                       is_host_and_port};

const text_rule address{
    "host:port, [address]:port for IPv6", [](std::string_view x) {
      auto colon = x.rfind(':');
      return is_host_and_port(x) && colon != std::string_view::npos
             && is_port(x.substr(colon + 1));
    }};

const text_rule topic{
    "1 to 249 characters of A-Z a-z 0-9 . _ -, and not . or ..", is_name};

const text_rule group{"1 to 249 bytes without control characters",
                      [](std::string_view x) {
                        return printable(x, 249);
                      }};

const text_rule instance{"empty, or 1 to 249 characters of A-Z a-z 0-9 . _ -",
                         [](std::string_view x) {
                           return x.empty() || is_name(x);
                         }};

const text_rule language{"1 to 16 characters of A-Z a-z 0-9 -, such as \"en\"",
                         is_language};

const text_rule language_or_none{
    "empty, or up to 16 characters of A-Z a-z 0-9 -, such as \"en\"",
    [](std::string_view x) {
      return x.empty() || is_language(x);
    }};

const text_rule host{"a host name or an IP address", is_host};

const text_rule host_header{"a host or host:port, [address]:port for IPv6",
                            is_host_and_port};

const text_rule origin{"http://host[:port] or https://host[:port]", is_origin};

const text_rule origin_or_any{
    "\"*\", http://host[:port] or https://host[:port]", [](std::string_view x) {
      return x == "*" || is_origin(x);
    }};

const text_rule hbase_table{
    "up to 200 characters of A-Z a-z 0-9 . _ -, after an optional namespace:",
    [](std::string_view x) {
      auto colon = x.find(':');
      if (colon != std::string_view::npos) {
        if (!made_of(x.substr(0, colon), "_", 100))
          return false;
        x.remove_prefix(colon + 1);
      }
      return made_of(x, "._-", 200) && (is_alnum(x[0]) || x[0] == '_');
    }};

const text_rule log_level{"trace, debug, info, warn, error, critical or off",
                          is_level};

} // namespace murmuration::rules
