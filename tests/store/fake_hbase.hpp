/// A Thrift1 server in this process, on a port of its own, that behaves as
/// HBase does towards the ledger's calls, and fails as it is told. What it
/// does not imitate is checked against the real one in tests/integration.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <thrift/server/TServer.h>

#include "Hbase.h"

namespace murmuration::test {

/// What becomes of a call.
enum class hbase_fault : std::uint8_t {
  none,
  drop,     ///< the connection ends, nothing is applied
  no_reply, ///< applied, then the connection ends
  io_error, ///< HBase's exception with a stack trace, from a read
};

/// All members are guarded by `mutex`; calls come from the server's threads.
class fake_hbase : public hbase::HbaseIf {
public:
  using attributes = std::map<std::string, std::string>;

  /// Port 0: any.
  explicit fake_hbase(bool framed = false, std::uint16_t port = 0);
  ~fake_hbase() override;

  std::uint16_t port() const {
    return port_;
  }

  /// The next call that comes, once `after` others have, fails so.
  void fail_next(hbase_fault fault, int after = 0);
  hbase_fault take_fault();

  mutable std::mutex mutex;
  std::vector<std::string> tables_created;
  std::map<std::string, std::string> rows;
  std::size_t connections = 0;
  std::set<std::int32_t> scanners; ///< that are open
  bool throws = false;             ///< the next read does
  /// "put t 5 row f:c v", "delete t 5 row f": of the tables of older readers.
  std::vector<std::string> changes;

  void getTableNames(std::vector<std::string>& result) override;
  void
  createTable(const std::string& table,
              const std::vector<hbase::ColumnDescriptor>& families) override;
  void get(std::vector<hbase::TCell>& result, const std::string& table,
           const std::string& row, const std::string& column,
           const attributes& none) override;
  bool checkAndPut(const std::string& table, const std::string& row,
                   const std::string& column, const std::string& expected,
                   const hbase::Mutation& put, const attributes& none) override;
  void mutateRow(const std::string& table, const std::string& row,
                 const std::vector<hbase::Mutation>& mutations,
                 const attributes& none) override;
  void mutateRowsTs(const std::string& table,
                    const std::vector<hbase::BatchMutation>& rows,
                    std::int64_t at_ms, const attributes& none) override;
  void deleteAllRow(const std::string& table, const std::string& row,
                    const attributes& none) override;
  std::int32_t scannerOpenWithScan(const std::string& table,
                                   const hbase::TScan& scan,
                                   const attributes& none) override;
  void scannerGetList(std::vector<hbase::TRowResult>& result, std::int32_t id,
                      std::int32_t rows_max) override;
  void scannerClose(std::int32_t id) override;

private:
  void maybe_throw();

  hbase_fault fault_ = hbase_fault::none;
  int fault_after_ = 0;
  std::map<std::int32_t, std::vector<std::string>> left_; ///< rows of scanners
  std::int32_t last_scanner_ = 0;
  std::uint16_t port_ = 0;
  std::shared_ptr<apache::thrift::server::TServer> server_;
  std::thread thread_;
};

} // namespace murmuration::test
