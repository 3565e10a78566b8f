/// Tables in memory that behave as HBase's do: cells have times, a delete
/// hides what is as old or older, also what is written later; a call can be
/// refused, lose its reply, or be applied long after it failed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "runtime/serving/table_store.hpp"

namespace murmuration::test {

using serving::row_put;
using serving::row_query;
using serving::table_row;

enum class fate : std::uint8_t { answered, refused, reply_lost, late };

class fake_tables final : public serving::table_store {
public:
  /// Decides what becomes of a write; empty: it is answered.
  std::function<fate()> fate_of_write;
  bool down = false; ///< every call fails
  /// Called after whatever changed a table.
  std::function<void()> changed = [] {
  };
  std::map<std::string, std::vector<std::string>> families; ///< by table
  int calls = 0;

  store_result<done> make(const std::string& table,
                          const std::vector<std::string>& names) override {
    ++calls;
    if (down)
      return gone();
    families.try_emplace(table, names);
    return done{};
  }

  store_result<std::vector<table_row>> read(const std::string& table,
                                            const row_query& query) override {
    ++calls;
    if (down)
      return gone();
    if (!families.contains(table))
      return store_error{"no such table"};
    auto found = rows(table);
    std::vector<table_row> result;
    for (auto& [name, row] : found) {
      if (name < query.range.first || name >= query.range.last
          || result.size() == query.rows_max)
        continue;
      auto& x = result.emplace_back(row);
      if (query.keys_only)
        x.columns.clear();
      if (!query.column.empty()) {
        std::erase_if(x.columns,
                      [&](auto& c) { return c.first != query.column; });
        if (x.columns.empty())
          result.pop_back();
      }
    }
    return result;
  }

  store_result<done> put(const std::string& table,
                         const std::vector<row_put>& puts,
                         std::int64_t at_ms) override {
    return write(table, [=, this] {
      for (auto& x : puts)
        for (auto& [column, value] : x.columns)
          cells_[table][x.row][column][at_ms] = value;
    });
  }

  store_result<done> erase(const std::string& table,
                           const std::vector<std::string>& names,
                           const std::vector<std::string>& rows,
                           std::int64_t up_to_ms) override {
    return write(table, [=, this] {
      for (auto& row : rows)
        for (auto& family : names) {
          auto& up_to = hidden_[table][row][family];
          up_to = std::max(up_to, up_to_ms);
        }
    });
  }

  bool reachable() const override {
    return !down;
  }

  /// What a reader sees.
  std::map<std::string, table_row> rows(const std::string& table) const {
    std::map<std::string, table_row> result;
    if (!cells_.contains(table))
      return result;
    for (auto& [name, columns] : cells_.at(table))
      for (auto& [column, versions] : columns) {
        auto& [at_ms, value] = *versions.rbegin();
        if (at_ms <= hidden(table, name, column.substr(0, column.find(':'))))
          continue;
        auto& row = result[name];
        row.row = name;
        row.columns[column] = {value, at_ms};
      }
    return result;
  }
  std::map<std::string, std::string> row(const std::string& table,
                                         const std::string& name) const {
    std::map<std::string, std::string> result;
    auto all = rows(table);
    for (auto& [column, cell] : all[name].columns)
      result[column] = cell.value;
    return result;
  }
  /// Writes that failed and were not applied, are.
  void apply_late() {
    for (auto& act : std::exchange(late_, {}))
      act();
    changed();
  }

private:
  store_result<done> write(const std::string& table,
                           std::function<void()> act) {
    ++calls;
    if (down)
      return gone();
    if (!families.contains(table))
      return store_error{"no such table"};
    auto what = fate_of_write ? fate_of_write() : fate::answered;
    if (what == fate::refused)
      return store_error{"refused"};
    if (what == fate::late) {
      late_.push_back(std::move(act));
      return store_error{"no answer"};
    }
    act();
    changed();
    if (what == fate::reply_lost)
      return store_error{"no answer"};
    return done{};
  }

  std::int64_t hidden(const std::string& table, const std::string& row,
                      const std::string& family) const {
    auto of_table = hidden_.find(table);
    if (of_table == hidden_.end())
      return 0;
    auto of_row = of_table->second.find(row);
    if (of_row == of_table->second.end())
      return 0;
    auto found = of_row->second.find(family);
    return found == of_row->second.end() ? 0 : found->second;
  }

  static store_error gone() {
    return {"cannot connect"};
  }

  template <class T>
  using by_name = std::map<std::string, T>;

  by_name<by_name<by_name<std::map<std::int64_t, std::string>>>> cells_;
  by_name<by_name<by_name<std::int64_t>>> hidden_;
  std::vector<std::function<void()>> late_;
};

} // namespace murmuration::test
