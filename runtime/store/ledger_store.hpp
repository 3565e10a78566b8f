/// Port to where the ledger lives: a sorted map from keys to immutable cells.
/// Calls block, bounded by the adapter's time-outs, and come from one thread
/// at a time. No call throws: an adapter catches what its library throws.
///
/// A failed write is *unknown*: it may have been applied, or be applied later.
/// Who needs to know reads the cell.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace murmuration {

/// Why a call failed, for people; one line, no stack trace.
struct store_error {
  std::string what;
};

/// A value or the error.
template <class T>
class store_result {
public:
  store_result(T value)
    : held_(std::move(value)) {}
  store_result(store_error error)
    : held_(std::move(error)) {}
  explicit operator bool() const {
    return held_.index() == 0;
  }
  T& operator*() {
    return std::get<0>(held_);
  }
  const T& operator*() const {
    return std::get<0>(held_);
  }
  T* operator->() {
    return &std::get<0>(held_);
  }
  const store_error& error() const {
    return std::get<1>(held_);
  }

private:
  std::variant<T, store_error> held_;
};

/// Acknowledged, with nothing to say.
struct done {};

struct cell {
  std::string key;
  std::string value;
};

/// Keys first <= key < last, in byte order.
struct key_range {
  std::string first;
  std::string last;
};

struct scan_limits {
  std::size_t cells_max = 64;
  std::size_t bytes_max = 8u << 20; ///< stops after the cell that passes it
};

class ledger_store {
public:
  virtual ~ledger_store() = default;

  /// True: this call wrote the cell, durably. False: there was one already.
  virtual store_result<bool> put_if_absent(std::string_view key,
                                           std::string_view value) = 0;
  /// Writes a cell whose key nobody else uses, or that may be overwritten.
  virtual store_result<done> put(std::string_view key,
                                 std::string_view value) = 0;
  virtual store_result<std::optional<std::string>>
  get(std::string_view key) = 0;
  /// The first cells of the range, in key order. Never empty values.
  virtual store_result<std::vector<cell>> scan(const key_range& range,
                                               const scan_limits& limits) = 0;
  /// The first keys of the range, without reading their values.
  virtual store_result<std::vector<std::string>> keys(const key_range& range,
                                                      std::size_t keys_max) = 0;
  /// The cell with the highest key of the range.
  virtual store_result<std::optional<cell>> last(const key_range& range) = 0;
  virtual store_result<done> erase(std::string_view key) = 0;
};

} // namespace murmuration
