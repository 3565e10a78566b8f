#include "config/kafka_properties.hpp"

#include <array>
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

} // namespace murmuration
