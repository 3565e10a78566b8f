#include "runtime/store/hbase/answered.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace murmuration::hbase {

using apache::thrift::transport::TTransportException;

store_error failure(const hbase_options& options, const std::string& why) {
  return {fmt::format("hbase at {}:{}: {}", options.host, options.port, why)};
}

std::string trouble(const TTransportException& e, const hbase_options& options,
                    bool connected) {
  if (!connected)
    return fmt::format("cannot connect ({})", one_line(e.what()));
  if (e.getType() == TTransportException::TIMED_OUT)
    return fmt::format("no answer within {} ms", options.call_timeout.count());
  if (e.getType() == TTransportException::END_OF_FILE)
    return "the server closed the connection";
  return one_line(e.what());
}

void make_table(HbaseClient& client, const std::string& table,
                const std::vector<ColumnDescriptor>& families) {
  std::vector<std::string> names;
  client.getTableNames(names);
  if (std::find(names.begin(), names.end(), table) != names.end())
    return;
  try {
    client.createTable(table, families);
  } catch (const AlreadyExists&) {
    return; // another engine was quicker
  } catch (const IOError& e) {
    if (e.message.find("TableExistsException") == std::string::npos)
      throw;
  }
}

} // namespace murmuration::hbase
