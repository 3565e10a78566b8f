#include "runtime/letters/file/back_search.hpp"

#include <algorithm>

namespace murmuration::letters {

namespace {

/// Gives the places right behind each newline in [0, end), the last first, and
/// then 0; until `at` returns false.
std::string each_line(const plain_file& in, std::int64_t end,
                      const std::function<bool(std::int64_t)>& at) {
  constexpr std::int64_t block_max = 4 << 20;
  std::int64_t block = 64 << 10;
  std::string bytes;
  for (auto from = end; from > 0;) {
    auto to = from;
    from = std::max<std::int64_t>(0, to - block);
    block = std::min(block * 2, block_max);
    auto error = in.read(from, static_cast<std::size_t>(to - from), bytes);
    if (!error.empty())
      return error;
    for (auto i = bytes.rfind('\n'); i != std::string::npos;
         i = i == 0 ? std::string::npos : bytes.rfind('\n', i - 1))
      if (!at(from + static_cast<std::int64_t>(i) + 1))
        return {};
  }
  at(0);
  return {};
}

} // namespace

std::string search_back(const plain_file& in, std::int64_t end,
                        const std::function<bool(const line_head&)>& seen) {
  std::string error;
  std::string begin;
  auto failed = each_line(in, end, [&](std::int64_t line) {
    auto bytes = std::min<std::int64_t>(head_bytes_max, end - line);
    if (bytes == 0)
      return true; // behind the last newline
    error = in.read(line, static_cast<std::size_t>(bytes), begin);
    if (!error.empty())
      return false;
    auto head = read_head(begin);
    return !head || seen(*head);
  });
  return error.empty() ? failed : error;
}

std::string end_of_lines(const plain_file& in, std::int64_t& end) {
  auto failed = in.size(end);
  if (!failed.empty())
    return failed;
  return each_line(in, end, [&](std::int64_t line) {
    end = line;
    return false;
  });
}

} // namespace murmuration::letters
