/// Dead letters in a file, one JSON object a line. It is locked for as long as
/// the engine lives, and synced before a write is acknowledged.
#pragma once

#include <filesystem>
#include <memory>

#include "runtime/letters/letter_sink.hpp"

namespace murmuration {

/// Makes the file and its directories when they are missing, and cuts the half
/// line that a killed engine left. Throws std::runtime_error that says what
/// to do: it cannot be opened, another engine has it, or it holds something
/// else than dead letters.
std::shared_ptr<letter_sink>
open_letter_file(const std::filesystem::path& path);

} // namespace murmuration
