/// The ledger's store as the config names it.
#pragma once

#include <memory>

#include "config/settings.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration::tools {

enum class access {
  read,  ///< also while an engine uses it
  write, ///< RocksDB: only while no engine does
};

/// Throws std::runtime_error.
std::unique_ptr<ledger_store> open_store(const settings& config, access how);

} // namespace murmuration::tools
