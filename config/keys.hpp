/// The keys of the config: each is declared once, in keys.cpp, with its name,
/// the member it sets, its bounds and the sentence that explains it. Loading,
/// checking, printing and config/murmuration.toml all follow from that.
///
///   settings config;
///   for (auto& key : keys_of(config))
///     std::cout << key.name << ": " << key.about << '\n';
///
/// A key points into the settings it was made of and must not outlive them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings.hpp"

namespace murmuration {

/// What a text must be.
struct text_rule {
  std::string_view must_be; ///< for people: "1 to 64 characters of …"
  bool (*accepts)(std::string_view);
};

struct number_key {
  std::variant<std::uint16_t*, std::uint32_t*> member;
  std::uint32_t min;
  std::uint32_t max;
  std::string_view unit; ///< plural; empty when the number has none
};

/// A number with a fraction.
struct decimal_key {
  double* member;
  double min;
  double max;
};

struct size_key {
  std::uint64_t* member;
  std::uint64_t min;
  std::uint64_t max;
};

struct duration_key {
  std::chrono::milliseconds* member;
  std::chrono::milliseconds min;
  std::chrono::milliseconds max;
};

/// One of a few words.
struct choice_key {
  std::vector<std::string_view> allowed;
  std::function<std::size_t()> get; ///< index into `allowed`
  std::function<void(std::size_t)> set;
};

struct text_key {
  std::string* member;
  const text_rule* rule;
};

struct list_key {
  std::vector<std::string>* member;
  const text_rule* rule; ///< for each item
  std::size_t items_min;
  std::size_t items_max;
};

struct ports_key {
  std::vector<std::uint16_t>* member;
  std::size_t items_max;
};

/// Switched on or off.
struct flag_key {
  bool* member;
};

/// Names and values that are passed on; see kafka_properties.hpp.
struct properties_key {
  std::map<std::string, std::string>* member;
};

using key_value =
    std::variant<number_key, decimal_key, size_key, duration_key, choice_key,
                 text_key, list_key, ports_key, flag_key, properties_key>;

struct config_key {
  std::string_view name; ///< dotted, as `--set` takes it
  key_value value;
  std::string_view about; ///< what it is, and why the default is what it is
};

/// All keys, those of a section next to each other, top-level keys first.
std::vector<config_key> keys_of(settings& config);

/// The sentence above a `[section]`; empty when there is none.
std::string_view about_section(std::string_view section);

/// What the key accepts: "0 to 64 workers", "\"log\" or \"kafka\"".
std::string range_of(const config_key& key);

/// The names of all keys, in order.
const std::vector<std::string_view>& key_names();

/// `http` of `http.port`; empty for a top-level key.
std::string_view section_of(std::string_view name);

} // namespace murmuration
