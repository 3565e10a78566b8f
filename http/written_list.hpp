/// Lists written as Python's `repr` or as JSON: ['#a', "b"], [3, 2.5]. One
/// grammar for both, because nobody says which it is. Pure; none when the text
/// is anything else.
///   read_text_list("['#a', '#b']") == {"#a", "#b"}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace murmuration::http {

/// UTF-8 as it was sent, which may be wrong; escapes of either language become
/// UTF-8, halves of a surrogate pair are refused.
std::optional<std::vector<std::string>> read_text_list(std::string_view text);

/// Each as it was spelled, which is a JSON number that a double can hold.
std::optional<std::vector<std::string>> read_number_list(std::string_view text);

} // namespace murmuration::http
