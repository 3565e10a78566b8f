/// Reads the config: a TOML file, then `key=value` overrides of the command
/// line, over the defaults. What it returns has passed every check.
///
///   auto config = load_settings("engine.toml", {"http.port=0"});
///   std::cout << print_settings(config);
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "config/settings.hpp"

namespace murmuration {

/// Bad input. One line a problem, at most 20: where it stands (file and line,
/// or the `--set`), the key, what is wrong, what is allowed; for an unknown
/// key the nearest known one.
class config_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Throws `config_error` and nothing else but `std::bad_alloc`. Later
/// overrides win; their values are TOML, where bare words are texts. A file
/// and a value have at most 32 KiB.
settings load_settings(const std::optional<std::filesystem::path>& file,
                       const std::vector<std::string>& overrides);

} // namespace murmuration
