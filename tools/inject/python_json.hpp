/// From JSON to what Python's `str()` makes of the parsed value.
#pragma once

#include <string>
#include <string_view>

namespace murmuration::inject {

/// Appends the value; false, with `out` unspecified, when `json` is no JSON.
bool append_python(std::string& out, std::string_view json);

/// Python's spelling of a JSON number.
std::string python_number(std::string_view digits);

} // namespace murmuration::inject
