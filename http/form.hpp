/// The fields of a posted form. Pure; a field given twice counts the first
/// time. The body's bound is that of request_head.hpp.
///   auto fields = read_form("application/x-www-form-urlencoded", "a=1&b=2");
///   if (auto* a = fields->find("a")) …
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace murmuration::http {

struct form_fields {
  std::vector<std::pair<std::string, std::string>> fields;

  /// Null when there is none.
  const std::string* find(std::string_view name) const;
};

/// None when the type is neither `application/x-www-form-urlencoded` nor
/// `multipart/form-data`, or a multipart body is not one. Half a percent sign
/// stands for itself, as browsers have it.
std::optional<form_fields> read_form(std::string_view content_type,
                                     std::string_view body);

} // namespace murmuration::http
