/// Reads the ledger's cells: their documented keys and encoding, through the
/// store's adapters, and nothing that counts. Throws `cannot_audit` when the
/// store cannot be read, `difference` when a cell is not what it must be.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "config/settings.hpp"
#include "messages/ledger_records.hpp"
#include "runtime/store/ledger_store.hpp"

namespace murmuration::audit {

/// One delta, without what it counts.
struct link {
  position start;
  position end; ///< of a redirect, where the chain goes on
  bool moved = false;
  std::uint64_t records = 0;
  std::int64_t written_ms = 0;
};

class cells {
public:
  explicit cells(const settings& config);

  /// Everything is read anew: RocksDB shows what was there when it was opened.
  void open();

  std::optional<genesis> born();
  std::vector<origin> origins();
  /// The newest and the one before it, as far as there are any.
  std::vector<pointer> newest_pointers();
  /// None: a chunk is not there.
  std::optional<snapshot_content> content(const pointer& announced);
  /// Of all partitions, each in the order of the chain.
  std::map<topic_partition, std::vector<link>> links();
  std::optional<delta> delta_at(const topic_partition& source, position start);

private:
  template <class T>
  T value_of(store_result<T> result) const;

  const settings& config_;
  std::unique_ptr<ledger_store> store_;
};

} // namespace murmuration::audit
