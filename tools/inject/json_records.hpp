/// Cuts a file of tweets into records: a JSON array or JSON lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace murmuration::inject {

/// The records as views of `bytes`. A file whose first non-blank byte is `[`
/// is an array when it ends with its bracket; else each line that is not blank
/// is a record. Throws std::runtime_error when an array is cut off.
std::vector<std::string_view> split_records(std::string_view bytes);

/// The record without line breaks between its values (pretty-printed JSON has
/// them). Inside of strings nothing changes.
std::string one_line(std::string_view json);

} // namespace murmuration::inject
