#include "config/print.hpp"

#include <algorithm>
#include <sstream>

#include <toml++/toml.h>

#include "config/kafka_properties.hpp"
#include "config/keys.hpp"
#include "config/units.hpp"

namespace murmuration {

namespace {

constexpr std::size_t columns = 80;

std::string quoted(std::string_view text) {
  std::ostringstream out;
  // Without flags: one line, in double quotes.
  out << toml::toml_formatter{toml::value<std::string>{text},
                              toml::format_flags::none};
  return std::move(out).str();
}

template <class T, class Print>
std::string list(const std::vector<T>& items, Print print) {
  std::string result;
  for (const auto& x : items)
    result += (result.empty() ? "" : ", ") + print(x);
  return "[" + result + "]";
}

/// The value as TOML; properties have no value, but lines of their own.
struct print_value {
  std::string operator()(const number_key& x) const {
    return std::visit([](auto* member) { return std::to_string(*member); },
                      x.member);
  }
  std::string operator()(const decimal_key& x) const {
    return print_decimal(*x.member);
  }
  std::string operator()(const size_key& x) const {
    return quoted(print_size(*x.member));
  }
  std::string operator()(const duration_key& x) const {
    return quoted(print_duration(*x.member));
  }
  std::string operator()(const choice_key& x) const {
    return quoted(x.allowed[x.get()]);
  }
  std::string operator()(const text_key& x) const {
    return quoted(*x.member);
  }
  std::string operator()(const list_key& x) const {
    return list(*x.member, quoted);
  }
  std::string operator()(const ports_key& x) const {
    return list(*x.member, [](auto port) { return std::to_string(port); });
  }
  std::string operator()(const flag_key& x) const {
    return *x.member ? "true" : "false";
  }
  std::string operator()(const properties_key&) const {
    return {};
  }
};

std::string property_line(const std::string& name, const std::string& value) {
  return quoted(name) + " = " + quoted(is_secret(name) ? masked : value) + "\n";
}

/// `text` as comment lines of at most 80 columns.
std::string comment(std::string_view text) {
  std::string result = "#";
  std::size_t line = 1;
  std::istringstream words{std::string{text}};
  for (std::string word; words >> word;) {
    if (line + 1 + word.size() > columns) {
      result += "\n#";
      line = 1;
    }
    result += " " + word;
    line += 1 + word.size();
  }
  return result + "\n";
}

std::string last_part(std::string_view name) {
  return std::string{name.substr(name.rfind('.') + 1)};
}

/// Writes a section's head when a key is the first of its section.
class section_heads {
public:
  std::string before(const config_key& key, bool documented) {
    auto is_map = std::holds_alternative<properties_key>(key.value);
    auto section = is_map ? key.name : section_of(key.name);
    if (section == current_)
      return {};
    current_ = section;
    std::string result = "\n";
    if (auto about = about_section(section); documented && !about.empty())
      result += comment(about);
    return result + "[" + std::string{section} + "]\n";
  }

private:
  std::string_view current_;
};

constexpr std::string_view head =
    R"(# Murmuration's configuration: every key, its default, its range and why.
#
# Without a file all keys have the values below, so a file needs only what
# differs. One key can also be given on the command line:
#     murmuration --set source.kind=kafka --set http.port=0
# Unknown keys, wrong types and values out of range are errors.
#
# A size is a text such as "4MiB" (B, KiB, MiB, GiB, TiB; kB, MB, GB, TB count
# in thousands) or a number of bytes. A duration is a text such as "2ms", "1s",
# "5m" or "24h". A list may also be one text with commas: "host1,host2".
)";

constexpr std::string_view properties_example =
    R"(# "security.protocol" = "SASL_SSL"
# "sasl.mechanism" = "SCRAM-SHA-512"
# "sasl.username" = "murmuration"
# "ssl.ca.location" = "/etc/ssl/certs/ca-certificates.crt"
)";

} // namespace

std::string print_settings(const settings& config) {
  auto copy = config; // keys point to what they may also change
  const auto& given = config.source.kafka.properties;
  auto hides = std::ranges::any_of(
      given, [](const auto& x) { return is_secret(x.first); });
  std::string result = "# The configuration in force.\n";
  if (hides)
    result += "# Secrets show as \"***\": put the real values there before "
              "use.\n";
  section_heads heads;
  for (const auto& key : keys_of(copy)) {
    result += heads.before(key, false);
    if (auto map = std::get_if<properties_key>(&key.value))
      for (const auto& [name, value] : *map->member)
        result += property_line(name, value);
    else
      result += last_part(key.name) + " = "
                + std::visit(print_value{}, key.value) + "\n";
  }
  return result;
}

std::string document_settings() {
  settings defaults;
  section_heads heads;
  std::string result{head};
  for (const auto& key : keys_of(defaults)) {
    result += heads.before(key, true) + "\n" + comment(key.about);
    if (std::holds_alternative<properties_key>(key.value)) {
      result += comment("None by default; " + range_of(key) + ".");
      result += properties_example;
      continue;
    }
    auto value = std::visit(print_value{}, key.value);
    result +=
        comment("Default: " + value + ". Allowed: " + range_of(key) + ".");
    result += last_part(key.name) + " = " + value + "\n";
  }
  return result;
}

} // namespace murmuration
