/// The promises of a ledger_store, kept by memory and by RocksDB. HBase's turn
/// is in tests/integration.
#include <boost/test/unit_test.hpp>

#include <tuple>

#include "runtime/store/memory/memory_store.hpp"
#include "runtime/store/rocksdb/rocksdb_store.hpp"
#include "tests/store/temporary_directory.hpp"

namespace murmuration::test {

class memory_adapter {
public:
  ledger_store& store() {
    return *store_;
  }
  std::string key(std::string_view name) const {
    return std::string{name};
  }
  void reopen() {
    store_ = std::make_unique<memory_store>(cells_);
  }

private:
  std::shared_ptr<memory_cells> cells_ = std::make_shared<memory_cells>();
  std::unique_ptr<memory_store> store_ = std::make_unique<memory_store>(cells_);
};

class rocksdb_adapter {
public:
  ledger_store& store() {
    return *store_;
  }
  std::string key(std::string_view name) const {
    return std::string{name};
  }
  void reopen() {
    store_.reset();
    store_ = open_rocksdb_store(directory_.path() / "ledger");
  }

private:
  temporary_directory directory_;
  std::unique_ptr<ledger_store> store_ =
      open_rocksdb_store(directory_.path() / "ledger");
};

using adapters = std::tuple<memory_adapter, rocksdb_adapter>;

} // namespace murmuration::test

#include "tests/store/adapter_tests.hpp"
