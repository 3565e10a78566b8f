#include "runtime/store/rocksdb/rocksdb_store.hpp"

#include <exception>

#include <fmt/format.h>
#include <rocksdb/db.h>

#include "runtime/store/rocksdb/opening.hpp"

namespace murmuration {

namespace {

using rocksdb::Slice;

constexpr const char* disk_full = "the disk is full";
// With less, an attempt to write again would fail anyway.
constexpr std::uintmax_t room_bytes = 1 << 20;

Slice slice(std::string_view text) {
  return {text.data(), text.size()};
}

class rocksdb_store : public ledger_store {
public:
  rocksdb_store(std::filesystem::path directory, bool read_only)
    : directory_(std::move(directory))
    , read_only_(read_only)
    , db_(open_database(directory_, read_only)) {
    synced_.sync = true;
  }

  // No transaction is needed: one process holds the directory and one thread
  // at a time calls, so that nothing can come between the two steps.
  store_result<bool> put_if_absent(std::string_view key,
                                   std::string_view value) override {
    auto before = get(key);
    if (!before)
      return before.error();
    if (*before)
      return false;
    auto written = put(key, value);
    if (!written)
      return written.error();
    return true;
  }

  store_result<done> put(std::string_view key,
                         std::string_view value) override {
    if (key.empty() || value.empty())
      return failed("a cell needs a key and a value");
    return write([&] { return db_->Put(synced_, slice(key), slice(value)); });
  }

  store_result<std::optional<std::string>> get(std::string_view key) override {
    using result = std::optional<std::string>;
    return guarded<result>([&]() -> store_result<result> {
      std::string value;
      auto status = db_->Get({}, slice(key), &value);
      if (status.IsNotFound())
        return result{};
      if (!status.ok())
        return failed(status.ToString());
      return result{std::move(value)};
    });
  }

  store_result<std::vector<cell>> scan(const key_range& range,
                                       const scan_limits& limits) override {
    std::vector<cell> cells;
    std::size_t bytes = 0;
    return guarded<std::vector<cell>>([&] {
      return walk(range, cells, [&](auto& i) {
        if (cells.size() >= limits.cells_max
            || (!cells.empty() && bytes >= limits.bytes_max))
          return false;
        cells.push_back({i.key().ToString(), i.value().ToString()});
        bytes += cells.back().value.size();
        return true;
      });
    });
  }

  store_result<std::vector<std::string>> keys(const key_range& range,
                                              std::size_t keys_max) override {
    std::vector<std::string> found;
    return guarded<std::vector<std::string>>([&] {
      return walk(range, found, [&](auto& i) {
        if (found.size() >= keys_max)
          return false;
        found.push_back(i.key().ToString());
        return true;
      });
    });
  }

  store_result<std::optional<cell>> last(const key_range& range) override {
    using result = std::optional<cell>;
    return guarded<result>([&]() -> store_result<result> {
      if (range.first >= range.last)
        return result{};
      std::unique_ptr<rocksdb::Iterator> i{db_->NewIterator({})};
      i->SeekForPrev(range.last);
      if (i->Valid() && i->key() == slice(range.last))
        i->Prev();
      if (!i->status().ok())
        return failed(i->status().ToString());
      if (!i->Valid() || i->key().compare(slice(range.first)) < 0)
        return result{};
      return result{cell{i->key().ToString(), i->value().ToString()}};
    });
  }

  store_result<done> erase(std::string_view key) override {
    return write([&] { return db_->Delete(synced_, slice(key)); });
  }

private:
  /// Calls `take(iterator)` for each cell of the range until it says no.
  template <class Found, class Take>
  store_result<Found> walk(const key_range& range, Found& found, Take take) {
    if (range.first >= range.last)
      return std::move(found);
    Slice upper{range.last};
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &upper;
    std::unique_ptr<rocksdb::Iterator> i{db_->NewIterator(options)};
    for (i->Seek(range.first); i->Valid() && take(*i); i->Next()) {
    }
    if (!i->status().ok())
      return failed(i->status().ToString());
    return std::move(found);
  }

  /// After a failed write RocksDB takes no more. Reads go on; the next write
  /// opens the directory anew when there is room. What was acknowledged is on
  /// the disk.
  template <class Write>
  store_result<done> write(Write once) {
    return guarded<done>([&]() -> store_result<done> {
      if (!trouble_.empty() && !mend())
        return store_error{trouble_};
      auto status = once();
      if (status.ok())
        return done{};
      auto error = failed(status.IsNoSpace() ? disk_full : status.ToString());
      if (!read_only_)
        trouble_ = error.what;
      return error;
    });
  }

  bool mend() {
    std::error_code error;
    auto space = std::filesystem::space(directory_, error);
    if (!error && space.available < room_bytes)
      return false;
    db_.reset();
    try {
      db_ = open_database(directory_, false);
      trouble_.clear();
    } catch (const std::exception& e) {
      trouble_ = e.what();
      db_ = open_database(directory_, true);
    }
    return trouble_.empty();
  }

  template <class T, class Call>
  store_result<T> guarded(Call call) {
    try {
      if (db_ == nullptr)
        db_ = open_database(directory_, read_only_);
      return call();
    } catch (const std::exception& e) {
      return store_error{e.what()};
    }
  }

  store_error failed(std::string_view why) const {
    return {fmt::format("ledger {}: {}", directory_.string(), why)};
  }

  std::filesystem::path directory_;
  bool read_only_;
  std::unique_ptr<rocksdb::DB> db_; ///< null: to be opened again
  std::string trouble_;             ///< why the last write failed, when it did
  rocksdb::WriteOptions synced_;
};

} // namespace

std::unique_ptr<ledger_store>
open_rocksdb_store(const std::filesystem::path& directory) {
  return std::make_unique<rocksdb_store>(directory, false);
}

std::unique_ptr<ledger_store>
open_rocksdb_store_read_only(const std::filesystem::path& directory) {
  return std::make_unique<rocksdb_store>(directory, true);
}

} // namespace murmuration
