/// Writes Thrift's compact protocol straight from our values: the cells that
/// hold most are written without a copy in Thrift's own structs. Internal to
/// the codec. Throws `std::length_error` when there are more list elements than
/// could be read again.
///
///   compact_writer out;
///   out.number(1, x.count);              // field 1, an i64
///   out.structure(2, [&] { … });
///   out.stop();
///   seal(kind, out.bytes());
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "runtime/ledger/envelope.hpp"

namespace murmuration {

class compact_writer {
public:
  enum class type : std::uint8_t {
    yes = 1,
    no = 2,
    i32 = 5,
    i64 = 6,
    binary = 8,
    list = 9,
    structure = 12
  };

  void flag(int field, bool x) {
    begin(field, x ? type::yes : type::no);
  }
  /// An i64; of unsigned numbers the bits.
  void number(int field, std::uint64_t x) {
    begin(field, type::i64);
    put_number(static_cast<std::int64_t>(x));
  }
  void small_number(int field, std::int32_t x) {
    begin(field, type::i32);
    put_number(x);
  }
  void text(int field, std::string_view x) {
    begin(field, type::binary);
    put_text(x);
  }

  template <class F>
  void structure(int field, F&& members) {
    begin(field, type::structure);
    nested(members);
  }

  /// Calls put(x) for each element, which puts one of the kind `of`.
  template <class List, class F>
  void list(int field, type of, const List& all, F&& put) {
    begin(field, type::list);
    begin_list(of, all.size());
    for (const auto& x : all)
      put(x);
  }
  /// A column: its elements come by `put_…`.
  void begin_column(int field, type of, std::size_t size) {
    begin(field, type::list);
    begin_list(of, size);
  }

  /// An element of a list of structs.
  template <class F>
  void nested(F&& members) {
    auto outer = std::exchange(last_field_, 0);
    members();
    stop();
    last_field_ = outer;
  }

  void put_number(std::int64_t x) {
    put(static_cast<std::uint64_t>(x) << 1
        ^ static_cast<std::uint64_t>(x >> 63));
  }
  void put_text(std::string_view x) {
    put(x.size());
    if (x.empty())
      return; // it may be nowhere, from where memcpy must not read
    std::memcpy(room(x.size()), x.data(), x.size());
    size_ += x.size();
  }

  /// The end of the outermost struct.
  void stop() {
    *room(1) = 0;
    ++size_;
  }

  std::string_view bytes() const {
    return {buffer_.get(), size_};
  }

private:
  void begin(int field, type what) {
    *room(1) =
        static_cast<char>((field - last_field_) << 4 | static_cast<int>(what));
    ++size_;
    last_field_ = field;
  }

  void begin_list(type of, std::size_t size) {
    if (size > left_)
      throw std::length_error("too many list elements for a ledger cell");
    left_ -= size;
    auto small = size < 15;
    *room(1) = static_cast<char>((small ? size : 15) << 4
                                 | static_cast<std::size_t>(of));
    ++size_;
    if (!small)
      put(size);
  }

  /// Seven bits a byte, the lowest first.
  void put(std::uint64_t x) {
    auto first = room(10);
    auto to = first;
    for (; x >= 0x80; x >>= 7)
      *to++ = static_cast<char>(x | 0x80);
    *to++ = static_cast<char>(x);
    size_ += static_cast<std::size_t>(to - first);
  }

  char* room(std::size_t more) {
    if (more > capacity_ - size_)
      grow(more);
    return buffer_.get() + size_;
  }

  void grow(std::size_t more) {
    capacity_ = std::max(2 * capacity_, size_ + more + 1024);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    if (size_ > 0)
      std::memcpy(larger.get(), buffer_.get(), size_);
    buffer_ = std::move(larger);
  }

  std::unique_ptr<char[]> buffer_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::size_t left_ = cell_elements_max;
  int last_field_ = 0;
};

} // namespace murmuration
