#include "runtime/store/hbase/hbase_store.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "runtime/store/hbase/answered.hpp"
#include "runtime/store/hbase/connection.hpp"
#include "runtime/store/hbase/errors.hpp"
#include "runtime/store/hbase/scanner.hpp"

namespace murmuration {

namespace {

using apache::thrift::TException;
using apache::thrift::transport::TTransportException;
using namespace hbase;

constexpr const char* family = "l:";
// An answer of the server stays near this, when cells are of one size.
constexpr std::size_t answer_bytes = 1 << 20;
constexpr std::size_t rows_a_call_max = 256;
constexpr std::size_t keys_a_call_max = 4096;

class hbase_store : public ledger_store {
public:
  explicit hbase_store(const hbase_options& options)
    : options_(options)
    , connection_(options) {}

  store_result<bool> put_if_absent(std::string_view key,
                                   std::string_view value) override {
    if (auto error = refused(key, value))
      return *error;
    return run<bool>(kind::write, [&](HbaseClient& client) {
      return client.checkAndPut(options_.table, std::string{key}, column, "",
                                put_of(value), {});
    });
  }

  store_result<done> put(std::string_view key,
                         std::string_view value) override {
    if (auto error = refused(key, value))
      return *error;
    return run<done>(kind::write, [&](HbaseClient& client) {
      client.mutateRow(options_.table, std::string{key}, {put_of(value)}, {});
      return done{};
    });
  }

  store_result<std::optional<std::string>> get(std::string_view key) override {
    using result = std::optional<std::string>;
    return run<result>(kind::read, [&](HbaseClient& client) -> result {
      std::vector<TCell> cells;
      client.get(cells, options_.table, std::string{key}, column, {});
      if (cells.empty() || cells.front().value.empty())
        return std::nullopt;
      return std::move(cells.front().value);
    });
  }

  store_result<std::vector<cell>> scan(const key_range& range,
                                       const scan_limits& limits) override {
    std::vector<cell> cells;
    std::size_t bytes = 0;
    return run<std::vector<cell>>(kind::read, [&](HbaseClient& client) {
      auto start = cells.empty() ? range.first : cells.back().key + '\0';
      auto full = [&] {
        return cells.size() >= limits.cells_max
               || (!cells.empty() && bytes >= limits.bytes_max);
      };
      if (start >= range.last || full())
        return std::move(cells);
      std::size_t rows = 2;
      scanner from{client, options_.table, scan_of(start, range.last, rows)};
      while (!full()) {
        rows = std::min(rows, limits.cells_max - cells.size());
        auto got = from.next(rows);
        for (auto& row : got) {
          auto value = value_of(row);
          if (value.empty() || full())
            continue;
          bytes += value.size();
          cells.push_back({std::move(row.row), std::move(value)});
        }
        if (got.size() < rows)
          break;
        rows = std::clamp<std::size_t>(answer_bytes * cells.size()
                                           / std::max<std::size_t>(bytes, 1),
                                       1, rows_a_call_max);
      }
      from.close();
      return std::move(cells);
    });
  }

  store_result<std::vector<std::string>> keys(const key_range& range,
                                              std::size_t keys_max) override {
    using result = std::vector<std::string>;
    result found;
    return run<result>(kind::read, [&](HbaseClient& client) {
      auto start = found.empty() ? range.first : found.back() + '\0';
      if (start >= range.last || found.size() >= keys_max)
        return std::move(found);
      auto rows = std::min(keys_max, keys_a_call_max);
      auto scan = scan_of(start, range.last, rows);
      scan.__set_filterString("FirstKeyOnlyFilter() AND KeyOnlyFilter()");
      scanner from{client, options_.table, scan};
      while (found.size() < keys_max) {
        rows = std::min(rows, keys_max - found.size());
        auto got = from.next(rows);
        for (auto& row : got)
          found.push_back(std::move(row.row));
        if (got.size() < rows)
          break;
      }
      from.close();
      return std::move(found);
    });
  }

  store_result<std::optional<cell>> last(const key_range& range) override {
    using result = std::optional<cell>;
    return run<result>(kind::read, [&](HbaseClient& client) -> result {
      if (range.first >= range.last)
        return std::nullopt;
      auto scan = scan_of(range.last, just_below(range.first), 1);
      scan.__set_reversed(true);
      scanner from{client, options_.table, scan};
      auto got = from.next(1);
      if (!got.empty() && got.front().row >= range.last)
        got = from.next(1);
      from.close();
      if (got.empty() || got.front().row < range.first)
        return std::nullopt;
      return cell{std::move(got.front().row), value_of(got.front())};
    });
  }

  store_result<done> erase(std::string_view key) override {
    return run<done>(kind::write, [&](HbaseClient& client) {
      client.deleteAllRow(options_.table, std::string{key}, {});
      return done{};
    });
  }

private:
  using kind = call_kind;

  template <class T, class Call>
  store_result<T> run(kind what, Call call) {
    return answered<T>(connection_, options_, what,
                       [&] { return call(ready()); });
  }

  HbaseClient& ready() {
    auto& client = connection_.client();
    if (!has_table_) {
      create_table(client);
      has_table_ = true;
    }
    return client;
  }

  /// Once: a table that vanishes under a running engine is an error.
  void create_table(HbaseClient& client) {
    ColumnDescriptor descriptor;
    descriptor.name = family;
    descriptor.maxVersions = 1;
    descriptor.bloomFilterType = "ROW";
    descriptor.blockCacheEnabled = true;
    make_table(client, options_.table, {descriptor});
  }

  static Mutation put_of(std::string_view value) {
    Mutation result;
    result.column = column;
    result.value = value;
    return result;
  }

  std::optional<store_error> refused(std::string_view key,
                                     std::string_view value) const {
    if (key.empty() || value.empty())
      return failed("a cell needs a key and a value");
    return std::nullopt;
  }

  store_error failed(const std::string& why) const {
    return failure(options_, why);
  }

  hbase_options options_;
  connection connection_;
  bool has_table_ = false;
};

} // namespace

std::unique_ptr<ledger_store> make_hbase_store(const hbase_options& options) {
  return std::make_unique<hbase_store>(options);
}

} // namespace murmuration
