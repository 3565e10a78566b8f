#include "runtime/store/hbase/scanner.hpp"

namespace murmuration::hbase {

TScan scan_of(const std::string& start, const std::string& stop,
              std::size_t rows) {
  TScan result;
  result.__set_startRow(start);
  result.__set_stopRow(stop);
  result.__set_columns({column});
  result.__set_caching(static_cast<std::int32_t>(rows));
  return result;
}

std::string just_below(std::string key) {
  if (key.empty())
    return key;
  if (key.back() == '\0') {
    key.pop_back();
    return key;
  }
  key.back() = static_cast<char>(static_cast<unsigned char>(key.back()) - 1);
  return key.append(8, '\xff');
}

std::string value_of(TRowResult& row) {
  auto found = row.columns.find(column);
  return found == row.columns.end() ? std::string{}
                                    : std::move(found->second.value);
}

scanner::scanner(HbaseClient& client, const std::string& table,
                 const TScan& scan)
  : client_(client)
  , id_(client.scannerOpenWithScan(table, scan, {})) {}

std::vector<TRowResult> scanner::next(std::size_t rows) {
  std::vector<TRowResult> result;
  try {
    client_.scannerGetList(result, id_, static_cast<std::int32_t>(rows));
  } catch (const IOError&) {
    close();
    throw;
  }
  return result;
}

void scanner::close() {
  client_.scannerClose(id_);
}

} // namespace murmuration::hbase
