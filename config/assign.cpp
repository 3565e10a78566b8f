#include "config/assign.hpp"

#include <charconv>
#include <sstream>
#include <utility>

#include "config/kafka_properties.hpp"
#include "config/units.hpp"

namespace murmuration {

namespace {

using problem = std::optional<std::string>;

problem wrong_type(const toml::node& value) {
  switch (value.type()) {
    case toml::node_type::string:
      return "wrong type, a text";
    case toml::node_type::integer:
      return "wrong type, a number";
    case toml::node_type::floating_point:
      return "wrong type, a number with a fraction";
    case toml::node_type::boolean:
      return "wrong type, true or false";
    case toml::node_type::array:
      return "wrong type, a list";
    case toml::node_type::table:
      return "wrong type, a table";
    default:
      return "wrong type, a date or time";
  }
}

problem out_of_range() {
  return "out of range";
}

problem item_problem(std::size_t index, std::string_view what) {
  return "item " + std::to_string(index + 1) + " is " + std::string{what};
}

/// A list, or the items of a text with commas: `a,b` is `["a", "b"]`.
toml::array items_of(const toml::node& value) {
  if (auto list = value.as_array())
    return *list;
  toml::array result;
  auto text = value.as_string();
  if (!text) {
    value.visit([&result](const auto& x) { result.push_back(x); });
    return result;
  }
  std::string_view rest = text->get();
  while (!rest.empty()) {
    auto comma = std::min(rest.find(','), rest.size());
    auto item = rest.substr(0, comma);
    while (item.starts_with(' '))
      item.remove_prefix(1);
    while (item.ends_with(' '))
      item.remove_suffix(1);
    result.push_back(item);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return result;
}

struct set_value {
  const toml::node& value;

  problem operator()(const number_key& x) const {
    auto number = value.as_integer();
    if (!number)
      return wrong_type(value);
    if (std::cmp_less(number->get(), x.min)
        || std::cmp_greater(number->get(), x.max))
      return out_of_range();
    std::visit(
        [number](auto* member) {
          *member = static_cast<std::remove_reference_t<decltype(*member)>>(
              number->get());
        },
        x.member);
    return {};
  }

  problem operator()(const decimal_key& x) const {
    auto number = value.value<double>();
    if (!number || value.is_boolean())
      return wrong_type(value);
    if (!(*number >= x.min && *number <= x.max)) // also what is no number
      return out_of_range();
    *x.member = *number;
    return {};
  }

  problem operator()(const size_key& x) const {
    std::optional<std::uint64_t> bytes;
    if (auto text = value.as_string()) {
      bytes = parse_size(text->get());
      if (!bytes)
        return "not a size such as \"4MiB\"";
    } else if (auto number = value.as_integer()) {
      if (number->get() < 0)
        return out_of_range();
      bytes = static_cast<std::uint64_t>(number->get());
    } else {
      return wrong_type(value);
    }
    if (*bytes < x.min || *bytes > x.max)
      return out_of_range();
    *x.member = *bytes;
    return {};
  }

  problem operator()(const duration_key& x) const {
    auto text = value.as_string();
    if (!text)
      return *wrong_type(value) + " instead of a text with a unit";
    auto duration = parse_duration(text->get());
    if (!duration)
      return "not a duration such as \"2ms\", \"1s\" or \"24h\"";
    if (*duration < x.min || *duration > x.max)
      return out_of_range();
    *x.member = *duration;
    return {};
  }

  problem operator()(const choice_key& x) const {
    auto text = value.as_string();
    if (!text)
      return wrong_type(value);
    for (std::size_t i = 0; i < x.allowed.size(); ++i)
      if (x.allowed[i] == text->get()) {
        x.set(i);
        return {};
      }
    return "not one of the words";
  }

  problem operator()(const text_key& x) const {
    auto text = value.as_string();
    if (!text)
      return wrong_type(value);
    if (!x.rule->accepts(text->get()))
      return "not allowed";
    *x.member = text->get();
    return {};
  }

  problem operator()(const list_key& x) const {
    if (!value.is_array() && !value.is_string())
      return wrong_type(value);
    auto items = items_of(value);
    if (items.size() < x.items_min || items.size() > x.items_max)
      return "a list of " + std::to_string(items.size());
    x.member->clear();
    for (std::size_t i = 0; i < items.size(); ++i) {
      auto text = items[i].as_string();
      if (!text)
        return item_problem(i, *wrong_type(items[i]));
      if (!x.rule->accepts(text->get()))
        return item_problem(i, "not allowed");
      x.member->push_back(text->get());
    }
    return {};
  }

  problem operator()(const ports_key& x) const {
    if (!value.is_array() && !value.is_integer())
      return wrong_type(value);
    auto items = items_of(value);
    if (items.size() > x.items_max)
      return "a list of " + std::to_string(items.size());
    x.member->clear();
    for (std::size_t i = 0; i < items.size(); ++i) {
      auto number = items[i].as_integer();
      if (!number)
        return item_problem(i, *wrong_type(items[i]));
      if (number->get() < 1 || number->get() > 65535)
        return item_problem(i, *out_of_range());
      x.member->push_back(static_cast<std::uint16_t>(number->get()));
    }
    return {};
  }

  problem operator()(const flag_key& x) const {
    auto flag = value.as_boolean();
    if (!flag)
      return wrong_type(value);
    *x.member = flag->get();
    return {};
  }

  /// Reached when the key itself is given something else than a table.
  problem operator()(const properties_key&) const {
    return wrong_type(value);
  }
};

/// What librdkafka takes: every value is a text there.
std::optional<std::string> property_text(const toml::node& value) {
  if (auto text = value.as_string())
    return text->get();
  if (auto number = value.as_integer())
    return std::to_string(number->get());
  if (auto flag = value.as_boolean())
    return flag->get() ? "true" : "false";
  if (auto number = value.as_floating_point()) {
    char digits[32];
    auto [end, error] =
        std::to_chars(digits, digits + sizeof digits, number->get());
    return std::string{digits, end};
  }
  return std::nullopt;
}

} // namespace

problem assign(const config_key& key, const toml::node& value) {
  if (auto wrong = std::visit(set_value{value}, key.value))
    return *wrong + "; allowed: " + range_of(key);
  return {};
}

problem assign_property(const properties_key& key, std::string_view property,
                        const toml::node& value) {
  if (property.empty())
    return "the property's name is missing";
  if (auto reason = why_refused(property); !reason.empty())
    return "librdkafka's " + std::string{property} + " " + std::string{reason};
  auto text = property_text(value);
  if (!text)
    return *wrong_type(value) + "; allowed: a text, a number or a boolean";
  if (text->find('\0') != std::string::npos)
    return "the value contains a NUL";
  if (is_secret(property) && *text == masked)
    return "the value was hidden by --print-config; put the real one there";
  key.member->insert_or_assign(std::string{property}, std::move(*text));
  return {};
}

std::string show(const toml::node& value) {
  if (value.is_table())
    return "{...}";
  std::ostringstream out;
  value.visit([&out](const auto& x) {
    out << toml::toml_formatter{x, toml::format_flags::none};
  });
  auto text = std::move(out).str();
  for (auto& c : text)
    if (c == '\n')
      c = ' ';
  if (text.size() > 60)
    text = text.substr(0, 57) + "...";
  return text;
}

} // namespace murmuration
