/// What the command line of `murmuration` says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace murmuration {

struct command_line {
  std::optional<std::filesystem::path> config;
  std::vector<std::string> overrides; ///< `key=value`, in order
  bool drain = false;
  std::optional<std::filesystem::path> counts;
  std::optional<std::int64_t> until_ms; ///< Unix time
  bool check_config = false;
  bool print_config = false;
};

/// The exit code when the program has nothing more to do: after `--help` and
/// `--version` 0, after a wrong command line 2.
std::optional<int> parse_command_line(int argc, char** argv, command_line& to);

} // namespace murmuration
