/// Finds the lines of a letter file from the last to the first.
#pragma once

#include <functional>
#include <string>

#include "runtime/letters/file/letter_line.hpp"
#include "runtime/letters/file/plain_file.hpp"

namespace murmuration::letters {

/// Calls `seen` for each letter, the last one first, until it returns false.
/// `end` is behind a newline, or 0. Reads blocks that grow from 64 KiB to
/// 4 MiB and holds one at a time. Gives why it failed, or nothing.
std::string search_back(const plain_file& in, std::int64_t end,
                        const std::function<bool(const line_head&)>& seen);

/// Where the last whole line ends; 0 when there is none.
std::string end_of_lines(const plain_file& in, std::int64_t& end);

} // namespace murmuration::letters
