#include "runtime/source/log/log_path.hpp"

#include <algorithm>
#include <charconv>

namespace murmuration::log_files {

namespace {

constexpr std::string_view suffix = ".jsonl";
constexpr std::int32_t partitions_max = 100'000;
constexpr std::size_t topic_bytes_max = 249;

bool is_topic_byte(char x) {
  return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z')
         || (x >= '0' && x <= '9') || x == '.' || x == '_' || x == '-';
}

} // namespace

std::optional<partition_id> partition_of(std::string_view file_name) {
  if (!file_name.ends_with(suffix))
    return std::nullopt;
  auto digits = file_name.substr(0, file_name.size() - suffix.size());
  if (digits.empty() || digits.front() < '0' || digits.front() > '9'
      || (digits.size() > 1 && digits.front() == '0'))
    return std::nullopt;
  std::int32_t number = 0;
  auto last = digits.data() + digits.size();
  auto [end, error] = std::from_chars(digits.data(), last, number);
  if (error != std::errc{} || end != last || number >= partitions_max)
    return std::nullopt;
  return partition_id{number};
}

bool is_topic(std::string_view directory_name) {
  return !directory_name.empty() && directory_name.size() <= topic_bytes_max
         && directory_name != "." && directory_name != ".."
         && std::all_of(directory_name.begin(), directory_name.end(),
                        is_topic_byte);
}

std::filesystem::path file_of(const std::filesystem::path& directory,
                              const topic_partition& source) {
  return directory / source.topic
         / (std::to_string(source.partition.value) + std::string{suffix});
}

} // namespace murmuration::log_files
