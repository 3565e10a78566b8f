/// What a key's value may be, in words.
#include "config/keys.hpp"
#include "config/rules.hpp"
#include "config/units.hpp"

namespace murmuration {

namespace {

struct describe_range {
  std::string operator()(const number_key& x) const {
    auto range = std::to_string(x.min) + " to " + std::to_string(x.max);
    return x.unit.empty() ? range : range + " " + std::string{x.unit};
  }
  std::string operator()(const decimal_key& x) const {
    return print_decimal(x.min) + " to " + print_decimal(x.max);
  }
  std::string operator()(const size_key& x) const {
    return "a size of " + print_size(x.min) + " to " + print_size(x.max);
  }
  std::string operator()(const duration_key& x) const {
    return "a duration of " + print_duration(x.min) + " to "
           + print_duration(x.max);
  }
  std::string operator()(const choice_key& x) const {
    std::string result;
    for (auto word : x.allowed)
      result += (result.empty() ? "\"" : " or \"") + std::string{word} + "\"";
    return result;
  }
  std::string operator()(const text_key& x) const {
    return std::string{x.rule->must_be};
  }
  std::string operator()(const list_key& x) const {
    return "a list of " + std::to_string(x.items_min) + " to "
           + std::to_string(x.items_max) + ", each "
           + std::string{x.rule->must_be};
  }
  std::string operator()(const ports_key& x) const {
    return "a list of up to " + std::to_string(x.items_max)
           + " ports from 1 to 65535";
  }
  std::string operator()(const flag_key&) const {
    return "true or false";
  }
  std::string operator()(const properties_key&) const {
    return "librdkafka's properties, each a text, a number or a boolean";
  }
};

} // namespace

std::string range_of(const config_key& key) {
  return std::visit(describe_range{}, key.value);
}

} // namespace murmuration
