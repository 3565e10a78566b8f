#include "http/host_list.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace murmuration::http {

namespace {

/// Lower case, without port and without the brackets of IPv6.
std::string name_of(std::string_view host) {
  if (host.starts_with('[')) {
    auto end = host.find(']');
    host = end == host.npos ? std::string_view{} : host.substr(1, end - 1);
  } else if (std::count(host.begin(), host.end(), ':') == 1) {
    host = host.substr(0, host.find(':'));
  }
  if (host.ends_with('.'))
    host.remove_suffix(1);
  std::string name{host};
  for (auto& c : name)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return name;
}

bool is_address(const std::string& name) {
  in6_addr parsed{};
  return inet_pton(AF_INET, name.c_str(), &parsed) == 1
         || inet_pton(AF_INET6, name.c_str(), &parsed) == 1;
}

} // namespace

host_list::host_list(const settings& config)
  : names_{"localhost", "127.0.0.1", "::1"} {
  const auto& address = config.http.address;
  any_address_ = address == "0.0.0.0" || address == "::" || address.empty();
  if (!any_address_)
    names_.insert(name_of(address));
  for (const auto& host : config.http.hosts)
    names_.insert(name_of(host));
}

bool host_list::allows(std::string_view host) const {
  auto name = name_of(host);
  return names_.contains(name) || (any_address_ && is_address(name));
}

} // namespace murmuration::http
