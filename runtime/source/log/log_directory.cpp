#include "runtime/source/log/log_directory.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "runtime/source/log/file.hpp"
#include "runtime/source/log/log_path.hpp"

namespace murmuration::log_files {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t tail_block = 64 << 10;

void note(std::string& error, const fs::path& path, std::error_code code) {
  if (code && code != std::errc::no_such_file_or_directory)
    error = "cannot read " + path.string() + ": " + code.message();
}

/// Behind the last newline of [from, size), or `from` when there is none.
std::int64_t end_of_lines(const file& log, std::int64_t from,
                          std::int64_t size) {
  auto block = std::make_unique_for_overwrite<char[]>(tail_block);
  for (auto last = size; last > from;) {
    auto first = std::max(from, last - tail_block);
    io_error error;
    auto got = log.read(first, block.get(),
                        static_cast<std::size_t>(last - first), error);
    if (got <= 0)
      return from;
    std::string_view text{block.get(), static_cast<std::size_t>(got)};
    if (auto found = text.rfind('\n'); found != std::string_view::npos)
      return first + static_cast<std::int64_t>(found) + 1;
    last = first;
  }
  return from;
}

} // namespace

log_directory::log_directory(fs::path directory)
  : directory_(std::move(directory)) {}

log_directory::changes log_directory::scan() {
  changes result;
  std::error_code code;
  fs::directory_iterator entries{directory_, code};
  while (!code && entries != fs::directory_iterator{}) {
    std::error_code ignored;
    auto name = entries->path().filename().string();
    if (is_topic(name) && entries->is_directory(ignored))
      scan_topic(name, result);
    entries.increment(code);
  }
  note(result.error, directory_, code);
  return result;
}

void log_directory::scan_topic(const std::string& topic, changes& result) {
  std::error_code code;
  fs::directory_iterator entries{directory_ / topic, code};
  if (!code)
    result.topics.push_back(topic);
  while (!code && entries != fs::directory_iterator{}) {
    std::error_code gone;
    auto number = partition_of(entries->path().filename().native());
    if (number && entries->is_regular_file(gone)) {
      auto size =
          static_cast<std::int64_t>(fs::file_size(entries->path(), gone));
      topic_partition source{topic, *number};
      if (!gone && known_.try_emplace(source).second)
        result.appeared.push_back(source);
      if (!gone && std::exchange(known_[source].size, size) != size)
        result.changed.push_back(std::move(source));
    }
    entries.increment(code);
  }
  note(result.error, directory_ / topic, code);
}

std::vector<partition_range> log_directory::ranges() {
  std::vector<partition_range> result;
  result.reserve(known_.size());
  for (auto& [source, x] : known_) {
    if (x.looked_at != x.size)
      update_end(source, x);
    result.push_back({source, offset{0}, offset{x.end}});
  }
  return result;
}

void log_directory::update_end(const topic_partition& source, known& x) const {
  file log;
  if (log.open(file_of(directory_, source)))
    return;
  // Up to `looked_at` nothing but an unfinished line follows `end`, unless the
  // file was cut.
  auto size = log.size();
  auto grew = size >= x.looked_at;
  auto found = end_of_lines(log, grew ? x.looked_at : 0, size);
  if (!grew || found > x.looked_at)
    x.end = found;
  x.looked_at = size;
}

} // namespace murmuration::log_files
