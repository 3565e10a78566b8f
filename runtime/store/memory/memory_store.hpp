/// A ledger in memory, for unit tests and the simulation. Each engine of a test
/// has a memory_store of its own on shared cells. Every call asks `decide`
/// what becomes of it, so that a seeded test makes the store refuse, lose
/// replies, apply late or be down. Deterministic; no threads; no waits.
///
///   auto cells = std::make_shared<memory_cells>();
///   memory_store store{cells, [](const store_call& c) {
///     return c.writes ? fate::reply_lost : fate::acknowledged;
///   }};
///   store.put("k", "v"); // an error, and the cell is there
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "runtime/store/ledger_store.hpp"
#include "runtime/store/memory/memory_cells.hpp"

namespace murmuration {

/// What becomes of a call. The caller sees an error in all cases but the first.
enum class fate : std::uint8_t {
  acknowledged,
  refused,    ///< nothing happened; also: the store is down
  reply_lost, ///< applied, but the caller is not told
  late,       ///< a write is kept by the cells until apply_late
};

struct store_call {
  std::string_view name; ///< the method's
  std::string_view key;  ///< or the first key of the range
  bool writes;
};

class memory_store : public ledger_store {
public:
  using decider = std::function<fate(const store_call&)>;

  /// Without a decider every call is acknowledged.
  explicit memory_store(
      std::shared_ptr<memory_cells> cells = std::make_shared<memory_cells>(),
      decider decide = {});

  memory_cells& cells() {
    return *cells_;
  }

  store_result<bool> put_if_absent(std::string_view key,
                                   std::string_view value) override;
  store_result<done> put(std::string_view key, std::string_view value) override;
  store_result<std::optional<std::string>> get(std::string_view key) override;
  store_result<std::vector<cell>> scan(const key_range& range,
                                       const scan_limits& limits) override;
  store_result<std::vector<std::string>> keys(const key_range& range,
                                              std::size_t keys_max) override;
  store_result<std::optional<cell>> last(const key_range& range) override;
  store_result<done> erase(std::string_view key) override;

private:
  store_result<bool> write(std::string_view name, memory_cells::write w);
  bool answers(std::string_view name, std::string_view key);

  std::shared_ptr<memory_cells> cells_;
  decider decide_;
};

} // namespace murmuration
