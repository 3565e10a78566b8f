#include "config/kafka_properties.hpp"

#include <array>
#include <string>
#include <utility>

namespace murmuration {

namespace {

constexpr std::string_view positions =
    "is fixed: positions come from the ledger, not from the group's offsets";

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kept{{
    {"bootstrap.servers", "is set by source.kafka.brokers"},
    {"metadata.broker.list", "is set by source.kafka.brokers"},
    {"group.id", "is set by source.kafka.group-id"},
    {"group.instance.id", "is set by source.kafka.instance-id"},
    {"auto.offset.reset", "is fixed: source.start says where a new job starts, "
                          "and later a lost position must be seen, not jumped "
                          "over"},
    {"enable.auto.commit", positions},
    {"auto.commit.enable", positions},
    {"enable.auto.offset.store", positions},
}};

constexpr std::array<std::string_view, 4> secret_parts{
    "password", "secret", "key.pem", "oauthbearer.config"};

/// In lower case. `key` also stands for names of files, which the operator may
/// see and others need not.
constexpr std::array<std::string_view, 8> doubtful_parts{
    "password", "passphrase", "secret", "key",
    "token",    "credential", "jaas",   "oauthbearer.config"};

} // namespace

std::string_view why_refused(std::string_view property) {
  for (const auto& [name, reason] : kept)
    if (name == property)
      return reason;
  return {};
}

bool is_secret(std::string_view property) {
  for (auto part : secret_parts)
    if (property.find(part) != std::string_view::npos)
      return true;
  return false;
}

bool may_be_secret(std::string_view property) {
  std::string lower;
  for (auto c : property)
    lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  for (auto part : doubtful_parts)
    if (lower.find(part) != std::string::npos)
      return true;
  return is_secret(property);
}

} // namespace murmuration
