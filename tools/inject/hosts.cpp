#include "tools/inject/hosts.hpp"

#include <algorithm>

namespace murmuration::inject {
namespace {

constexpr std::string_view default_port = ":9092";

/// An IPv6 address has its port behind `]`, or has none.
std::string broker_of(std::string_view host) {
  auto colons = std::count(host.begin(), host.end(), ':');
  if (host.starts_with('['))
    colons = host.ends_with(']') ? 0 : 1;
  else if (colons > 1)
    return '[' + std::string{host} + ']' + std::string{default_port};
  std::string broker{host};
  if (colons == 0)
    broker += default_port;
  return broker;
}

} // namespace

std::string brokers_of(std::string_view hosts) {
  std::string brokers;
  while (!hosts.empty()) {
    auto comma = std::min(hosts.find(','), hosts.size());
    auto host = hosts.substr(0, comma);
    hosts.remove_prefix(std::min(comma + 1, hosts.size()));
    host.remove_prefix(std::min(host.find_first_not_of(' '), host.size()));
    host.remove_suffix(host.size() - (host.find_last_not_of(' ') + 1));
    if (host.empty())
      continue;
    if (!brokers.empty())
      brokers += ',';
    brokers += broker_of(host);
  }
  return brokers;
}

void act_as_producer(options& asked, std::string_view hosts, bool has_rate) {
  constexpr std::uint32_t longest_pause_ms = 100;
  asked.brokers = brokers_of(hosts);
  if (!asked.format)
    asked.format = format::python;
  if (!has_rate)
    asked.pause_ms_max = longest_pause_ms;
}

} // namespace murmuration::inject
