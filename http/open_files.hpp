/// A process starts with room for 1,024 open files, too few for connections,
/// RocksDB's tables and Kafka's sockets together.
#pragma once

#include <cstdint>

namespace murmuration::http {

/// Raises the soft limit of open files to the hard one; returns what it is
/// then. Call it once, at start.
std::uint64_t raise_open_files_limit();

} // namespace murmuration::http
