#include "tests/store/fake_hbase.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/server/TThreadedServer.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TServerSocket.h>

namespace murmuration::test {

namespace {

using namespace apache::thrift;
using protocol::TBinaryProtocolFactory;
using protocol::TProtocol;
using std::make_shared;
using std::shared_ptr;

/// Ends connections where a fault says so; counts them.
class faulty_processor : public hbase::HbaseProcessor {
public:
  explicit faulty_processor(fake_hbase& fake)
    : HbaseProcessor(shared_ptr<hbase::HbaseIf>(&fake, [](auto*) {}))
    , fake_(fake) {}

protected:
  // A call has come: `process` is entered before, and waits for it.
  bool dispatchCall(TProtocol* in, TProtocol* out, const std::string& name,
                    std::int32_t id, void* context) override {
    switch (fake_.take_fault()) {
      case hbase_fault::drop:
        return false;
      case hbase_fault::no_reply: {
        protocol::TBinaryProtocol nowhere{
            make_shared<transport::TMemoryBuffer>()};
        HbaseProcessor::dispatchCall(in, &nowhere, name, id, context);
        return false;
      }
      case hbase_fault::io_error: {
        std::lock_guard lock{fake_.mutex};
        fake_.throws = true;
        break;
      }
      case hbase_fault::none:
        break;
    }
    return HbaseProcessor::dispatchCall(in, out, name, id, context);
  }

private:
  fake_hbase& fake_;
};

struct events : server::TServerEventHandler {
  explicit events(fake_hbase& fake)
    : fake_(fake) {}
  void preServe() override {
    listening.set_value();
  }
  void* createContext(shared_ptr<TProtocol>, shared_ptr<TProtocol>) override {
    std::lock_guard lock{fake_.mutex};
    ++fake_.connections;
    return nullptr;
  }
  std::promise<void> listening;

private:
  fake_hbase& fake_;
};

} // namespace

fake_hbase::fake_hbase(bool framed, std::uint16_t port) {
  shared_ptr<transport::TTransportFactory> transports =
      make_shared<transport::TBufferedTransportFactory>();
  if (framed)
    transports = make_shared<transport::TFramedTransportFactory>();
  auto socket = make_shared<transport::TServerSocket>("127.0.0.1", port);
  server_ = make_shared<server::TThreadedServer>(
      make_shared<faulty_processor>(*this), socket, transports,
      make_shared<TBinaryProtocolFactory>());
  auto handler = make_shared<events>(*this);
  server_->setServerEventHandler(handler);
  thread_ = std::thread{[this] {
    server_->serve();
  }};
  handler->listening.get_future().wait();
  port_ = static_cast<std::uint16_t>(socket->getPort());
}

fake_hbase::~fake_hbase() {
  server_->stop();
  thread_.join();
}

void fake_hbase::fail_next(hbase_fault fault, int after) {
  std::lock_guard lock{mutex};
  fault_ = fault;
  fault_after_ = after;
}

hbase_fault fake_hbase::take_fault() {
  std::lock_guard lock{mutex};
  if (fault_ == hbase_fault::none || fault_after_-- > 0)
    return hbase_fault::none;
  return std::exchange(fault_, hbase_fault::none);
}

void fake_hbase::maybe_throw() {
  if (!std::exchange(throws, false))
    return;
  hbase::IOError error;
  error.message = "org.apache.hadoop.hbase.client.RetriesExhaustedException: "
                  "Failed after attempts=16\n\tat org.apache.Foo(Bar.java:9)";
  throw error;
}

void fake_hbase::getTableNames(std::vector<std::string>& result) {
  std::lock_guard lock{mutex};
  result = tables_created;
}

void fake_hbase::createTable(
    const std::string& table,
    const std::vector<hbase::ColumnDescriptor>& families) {
  std::lock_guard lock{mutex};
  if (families.size() == 1 && families.front().name == "l:"
      && families.front().maxVersions == 1)
    tables_created.push_back(table);
}

void fake_hbase::get(std::vector<hbase::TCell>& result, const std::string&,
                     const std::string& row, const std::string&,
                     const attributes&) {
  std::lock_guard lock{mutex};
  maybe_throw();
  if (auto found = rows.find(row); found != rows.end())
    result.emplace_back().value = found->second;
}

bool fake_hbase::checkAndPut(const std::string&, const std::string& row,
                             const std::string& column,
                             const std::string& expected,
                             const hbase::Mutation& put, const attributes&) {
  std::lock_guard lock{mutex};
  return expected.empty() && column == "l:v" && put.column == column
         && rows.emplace(row, put.value).second;
}

void fake_hbase::mutateRow(const std::string&, const std::string& row,
                           const std::vector<hbase::Mutation>& mutations,
                           const attributes&) {
  std::lock_guard lock{mutex};
  for (auto& m : mutations)
    rows[row] = m.value;
}

void fake_hbase::mutateRowsTs(const std::string& table,
                              const std::vector<hbase::BatchMutation>& batch,
                              std::int64_t at_ms, const attributes&) {
  std::lock_guard lock{mutex};
  for (auto& row : batch)
    for (auto& m : row.mutations) {
      std::string said = m.isDelete ? "delete " : "put ";
      said += table + " " + std::to_string(at_ms) + " " + row.row + " ";
      said += m.isDelete ? m.column : m.column + " " + m.value;
      changes.push_back(std::move(said));
    }
}

void fake_hbase::deleteAllRow(const std::string&, const std::string& row,
                              const attributes&) {
  std::lock_guard lock{mutex};
  rows.erase(row);
}

std::int32_t fake_hbase::scannerOpenWithScan(const std::string&,
                                             const hbase::TScan& scan,
                                             const attributes&) {
  std::lock_guard lock{mutex};
  auto& found = left_[++last_scanner_];
  // The start row is part of a scan and the stop row is not, in either
  // direction; the rows are kept with the next one at the back.
  for (auto& [row, value] : rows) {
    auto inside = scan.reversed
                      ? row <= scan.startRow
                            && (scan.stopRow.empty() || row > scan.stopRow)
                      : row >= scan.startRow
                            && (scan.stopRow.empty() || row < scan.stopRow);
    if (inside)
      found.push_back(row);
  }
  if (!scan.reversed)
    std::reverse(found.begin(), found.end());
  scanners.insert(last_scanner_);
  return last_scanner_;
}

void fake_hbase::scannerGetList(std::vector<hbase::TRowResult>& result,
                                std::int32_t id, std::int32_t rows_max) {
  std::lock_guard lock{mutex};
  maybe_throw();
  for (auto& left = left_.at(id); rows_max > 0 && !left.empty(); --rows_max) {
    hbase::TRowResult row;
    row.row = left.back();
    row.columns["l:v"].value = rows[left.back()];
    row.__isset.columns = true;
    result.push_back(std::move(row));
    left.pop_back();
  }
}

void fake_hbase::scannerClose(std::int32_t id) {
  std::lock_guard lock{mutex};
  scanners.erase(id);
}

} // namespace murmuration::test
