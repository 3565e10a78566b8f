#include "config/load.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <system_error>

#include "config/assign.hpp"
#include "config/checks.hpp"
#include "config/nearest.hpp"

namespace murmuration {

namespace {

/// No config needs more, and toml++ recurses once per dot of a dotted key, 272
/// bytes each: it overflows a stack of 8 MiB at 61 KB of `a.a.a…`.
constexpr std::size_t toml_bytes_max = 32u << 10;

/// One mistake often shows as many; more than these help nobody.
constexpr std::size_t problems_max = 20;

/// Our deepest key has three parts, librdkafka's longest names have six.
constexpr int parts_max = 16;

constexpr std::string_view properties = "source.kafka.properties";

/// Where values come from: a file, which has lines, or an option.
struct origin {
  std::string name;
  bool has_lines = false;

  std::string at(const toml::source_region& region) const {
    return has_lines ? name + ":" + std::to_string(region.begin.line) : name;
  }
};

/// A leaf of `source.kafka.properties`.
struct property {
  std::string where;
  const toml::node* value;
};

/// One config being loaded, with what was wrong so far.
class loader {
public:
  loader()
    : keys_(keys_of(config_)) {}
  loader(const loader&) = delete; // the keys point into config_
  loader& operator=(const loader&) = delete;

  void read_file(const std::filesystem::path& path);
  void override_with(const std::string& option);
  settings finish();

private:
  void take(const std::string& name, const toml::node& value,
            const std::string& where, const origin& from);
  void take_table(const std::string& prefix, const toml::table& table,
                  const origin& from);
  void take_properties(const std::string& prefix, const toml::table& table,
                       const origin& from, std::map<std::string, property>& to);
  void take_property(const std::string& name, const property& x);
  void unknown(std::string name, const toml::node& value, std::string where,
               const origin& from);
  const config_key* find(std::string_view name) const;
  bool is_section(std::string_view name) const;
  bool wants_text(std::string_view name) const;
  void complain(const std::string& where, const std::string& what);
  [[noreturn]] void fail() const;

  settings config_;
  std::vector<config_key> keys_;
  std::vector<std::string> problems_; ///< at most problems_max
};

std::string slurp(const std::filesystem::path& path) {
  auto fail = [&path](const std::string& why) {
    throw config_error("cannot read the config " + path.string() + ": " + why);
  };
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    fail("it is a directory");
  std::ifstream in{path, std::ios::binary};
  if (!in)
    fail(std::error_code{errno, std::generic_category()}.message());
  std::string bytes(toml_bytes_max + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad())
    fail("read error");
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > toml_bytes_max)
    fail("it is longer than 32KiB");
  return bytes;
}

void loader::read_file(const std::filesystem::path& path) {
  auto bytes = slurp(path);
  origin from{path.string(), true};
  try {
    take_table("", toml::parse(std::string_view{bytes}), from);
  } catch (const toml::parse_error& error) {
    complain(from.at(error.source()),
             "not TOML: " + std::string{error.description()});
  }
}

void loader::take_table(const std::string& prefix, const toml::table& table,
                        const origin& from) {
  for (const auto& [key, value] : table) {
    auto where = from.at(key.source());
    auto name = prefix + std::string{key.str()};
    if (key.str().find('.') != std::string_view::npos)
      complain(where, name + ": write the dots of a key without quotes");
    else
      take(name, value, where, from);
  }
}

void loader::take(const std::string& name, const toml::node& value,
                  const std::string& where, const origin& from) {
  auto table = value.as_table();
  auto key = find(name);
  if (name == properties && table) {
    std::map<std::string, property> found;
    take_properties("", *table, from, found);
    for (const auto& [property_name, x] : found)
      take_property(property_name, x);
  } else if (key) {
    if (auto wrong = assign(*key, value))
      complain(where, name + " = " + show(value) + ": " + *wrong);
  } else if (!is_section(name)) {
    unknown(name, value, where, from);
  } else if (table) {
    take_table(name + ".", *table, from);
  } else {
    complain(where, name + " is a section with keys of its own, not a value");
  }
}

/// `"a.b" = 1` and `a.b = 1` are the same property.
void loader::take_properties(const std::string& prefix,
                             const toml::table& table, const origin& from,
                             std::map<std::string, property>& to) {
  for (const auto& [key, value] : table) {
    auto where = from.at(key.source());
    auto name = prefix + std::string{key.str()};
    auto inner = value.as_table();
    if (inner && std::ranges::count(name, '.') < parts_max)
      take_properties(name + ".", *inner, from, to);
    else if (!to.try_emplace(name, where, &value).second)
      complain(where, std::string{properties} + "." + name + " is given twice");
  }
}

void loader::take_property(const std::string& name, const property& x) {
  const auto& key = std::get<properties_key>(find(properties)->value);
  if (auto wrong = assign_property(key, name, *x.value))
    complain(x.where, std::string{properties} + "." + name + ": " + *wrong);
}

/// A TOML value, or a bare word: `kafka` is `"kafka"`.
toml::table parse_value(const std::string& text) {
  try {
    auto table = toml::parse("value = " + text);
    if (table.size() == 1)
      return table;
  } catch (const toml::parse_error&) {
    constexpr std::string_view opening = "\"'[{";
    if (!text.empty() && opening.find(text.front()) != std::string_view::npos)
      throw;
  }
  return toml::table{{"value", text}};
}

void loader::override_with(const std::string& option) {
  auto equals = option.find('=');
  auto name = option.substr(0, equals);
  // Without the value, which may be a secret.
  origin from{"--set " + name.substr(0, 200), false};
  if (equals == std::string::npos || equals == 0)
    return complain(from.name, "must be key=value, such as http.port=0");
  auto text = option.substr(equals + 1);
  if (text.size() > toml_bytes_max)
    return complain(from.name, "the value is longer than 32KiB");
  try {
    auto table = parse_value(text);
    const auto* value = table.get("value");
    // `job=2026` means the text; in a file it would need quotes.
    toml::value<std::string> literal{text};
    if (wants_text(name) && value->is_value() && !value->is_string())
      value = &literal;
    auto inside = std::string{properties} + ".";
    if (name.starts_with(inside))
      take_property(name.substr(inside.size()), {from.name, value});
    else
      take(name, *value, from.name, from);
  } catch (const toml::parse_error& error) {
    complain(from.name, "not TOML: " + std::string{error.description()});
  }
}

/// Names the first key inside when `value` is a table: `htpp.port`.
void loader::unknown(std::string name, const toml::node& value,
                     std::string where, const origin& from) {
  auto table = value.as_table();
  for (int part = 0; table && !table->empty() && part < parts_max; ++part) {
    auto first = table->begin(); // what it points to lives inside it
    where = from.at(first->first.source());
    name.append(1, '.').append(first->first.str());
    table = first->second.as_table();
  }
  complain(where, name.substr(0, 200) + " is unknown; did you mean "
                      + std::string{nearest(name, key_names())} + "?");
}

const config_key* loader::find(std::string_view name) const {
  for (const auto& key : keys_)
    if (key.name == name)
      return &key;
  return nullptr;
}

bool loader::is_section(std::string_view name) const {
  return std::ranges::any_of(keys_, [name](const config_key& key) {
    return key.name.size() > name.size() && key.name.starts_with(name)
           && key.name[name.size()] == '.';
  });
}

bool loader::wants_text(std::string_view name) const {
  if (name.starts_with(properties))
    return true;
  auto key = find(name);
  return key
         && (std::holds_alternative<text_key>(key->value)
             || std::holds_alternative<list_key>(key->value));
}

void loader::complain(const std::string& where, const std::string& what) {
  problems_.push_back(where + ": " + what);
  if (problems_.size() == problems_max)
    fail();
}

void loader::fail() const {
  std::string text;
  for (const auto& problem : problems_)
    text += (text.empty() ? "" : "\n") + problem;
  throw config_error(text);
}

settings loader::finish() {
  if (problems_.empty())
    problems_ = check_settings(config_);
  if (!problems_.empty())
    fail();
  return std::move(config_);
}

} // namespace

settings load_settings(const std::optional<std::filesystem::path>& file,
                       const std::vector<std::string>& overrides) {
  loader result;
  if (file)
    result.read_file(*file);
  for (const auto& option : overrides)
    result.override_with(option);
  return result.finish();
}

} // namespace murmuration
