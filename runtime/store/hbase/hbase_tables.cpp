#include "runtime/store/hbase/hbase_tables.hpp"

#include <algorithm>

#include "runtime/store/hbase/answered.hpp"
#include "runtime/store/hbase/scanner.hpp"

namespace murmuration {

namespace {

using namespace hbase;
using serving::row_put;
using serving::row_query;
using serving::table_row;

// Of at most some hundred bytes each, or keys.
constexpr std::size_t rows_a_call_max = 1000;

class hbase_tables final : public serving::table_store {
public:
  explicit hbase_tables(const hbase_options& options)
    : options_(options)
    , connection_(options_) {}

  store_result<done> make(const std::string& table,
                          const std::vector<std::string>& families) override {
    std::vector<ColumnDescriptor> descriptors;
    for (auto& family : families) {
      auto& x = descriptors.emplace_back();
      x.name = family + ":";
      x.maxVersions = 1;
      x.bloomFilterType = "ROW";
      x.blockCacheEnabled = true;
    }
    return run<done>(call_kind::write, [&](HbaseClient& client) {
      make_table(client, table, descriptors);
      return done{};
    });
  }

  store_result<std::vector<table_row>> read(const std::string& table,
                                            const row_query& query) override {
    using result = std::vector<table_row>;
    return run<result>(call_kind::read, [&](HbaseClient& client) {
      result found;
      if (query.range.first >= query.range.last)
        return found;
      scanner from{client, table, scan_of(query)};
      while (found.size() < query.rows_max) {
        auto rows = std::min(query.rows_max - found.size(), rows_a_call_max);
        auto got = from.next(rows);
        for (auto& row : got)
          found.push_back(row_of(row, query.keys_only));
        if (got.size() < rows)
          break;
      }
      from.close();
      return found;
    });
  }

  store_result<done> put(const std::string& table,
                         const std::vector<row_put>& rows,
                         std::int64_t at_ms) override {
    std::vector<BatchMutation> changes;
    for (auto& row : rows) {
      auto& change = changes.emplace_back();
      change.row = row.row;
      for (auto& [column, value] : row.columns) {
        auto& x = change.mutations.emplace_back();
        x.column = column;
        x.value = value;
      }
    }
    return mutate(table, changes, at_ms);
  }

  store_result<done> erase(const std::string& table,
                           const std::vector<std::string>& families,
                           const std::vector<std::string>& rows,
                           std::int64_t up_to_ms) override {
    std::vector<BatchMutation> changes;
    for (auto& row : rows) {
      auto& change = changes.emplace_back();
      change.row = row;
      for (auto& family : families) {
        auto& x = change.mutations.emplace_back();
        x.isDelete = true;
        x.column = family; // with a colon it would be one column
      }
    }
    return mutate(table, changes, up_to_ms);
  }

  bool reachable() const override {
    return connection_.is_open();
  }

private:
  template <class T, class Call>
  store_result<T> run(call_kind what, Call call) {
    return answered<T>(connection_, options_, what,
                       [&] { return call(connection_.client()); });
  }

  store_result<done> mutate(const std::string& table,
                            const std::vector<BatchMutation>& changes,
                            std::int64_t at_ms) {
    return run<done>(call_kind::write, [&](HbaseClient& client) {
      client.mutateRowsTs(table, changes, at_ms, {});
      return done{};
    });
  }

  static TScan scan_of(const row_query& query) {
    TScan result;
    result.__set_startRow(query.range.first);
    result.__set_stopRow(query.range.last);
    if (!query.column.empty())
      result.__set_columns({query.column});
    result.__set_caching(
        static_cast<std::int32_t>(std::min(query.rows_max, rows_a_call_max)));
    if (query.keys_only)
      result.__set_filterString("FirstKeyOnlyFilter() AND KeyOnlyFilter()");
    return result;
  }

  static table_row row_of(TRowResult& row, bool key_only) {
    table_row result{std::move(row.row), {}};
    if (!key_only)
      for (auto& [column, cell] : row.columns)
        result.columns[column] = {std::move(cell.value), cell.timestamp};
    return result;
  }

  hbase_options options_;
  connection connection_;
};

} // namespace

std::unique_ptr<serving::table_store>
make_hbase_tables(const hbase_options& options) {
  return std::make_unique<hbase_tables>(options);
}

} // namespace murmuration
