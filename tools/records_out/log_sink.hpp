/// Writes records into a log directory, `DIR/<topic>/<partition>.jsonl`, one a
/// line, to each partition in turn.
///
/// Each file is locked (flock) while the sink lives: one writer a file. A last
/// line without newline, left by a killed writer, is ended first. When a write
/// fails, a line that got only half into the file is taken out again, and the
/// truth holds exactly the lines that are there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tools/records_out/sink.hpp"
#include "tools/records_out/truth.hpp"

namespace murmuration::records_out {

/// Throws std::runtime_error: directory or file cannot be made, or is locked.
/// `counts` outlives the sink.
std::unique_ptr<sink> make_log_sink(const std::string& directory,
                                    const std::string& topic,
                                    std::uint32_t partitions, truth& counts);

} // namespace murmuration::records_out
