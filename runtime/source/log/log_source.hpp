/// Source of a log directory: `DIR/<topic>/<partition>.jsonl`, one record a
/// line, append only; offsets are byte positions. One thread watches the
/// directory; readers read on their consumer's thread.
///
///   auto source = make_log_source({.directory = "murmuration-data/log"});
///   source->start({...});
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "runtime/source/record_source.hpp"

namespace murmuration {

struct log_source_options {
  std::string directory; ///< may be missing, and appear later
  std::uint64_t record_bytes_max = 16u << 20;
  /// Read at once; with what is decoded from it, it should fit into the L2
  /// cache of a core.
  std::size_t chunk_bytes = 256u << 10;
  /// For file systems where inotify is blind; costs one `stat` a file.
  std::chrono::milliseconds scan_interval{500};
  /// How often new ends are told, if there are any.
  std::chrono::milliseconds ends_interval{1000};
};

std::unique_ptr<record_source> make_log_source(log_source_options options);

} // namespace murmuration
