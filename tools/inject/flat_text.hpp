/// Text of a bounded size, put together in its place: nothing is allocated,
/// and a literal costs a few moves.
///   flat_text<64> out;
///   out.put("id ", 7, ", seen ", v1_time{ms});
///   out.view();   // until the next change
/// A part is text, a whole number, a bool (JSON's) or a value that has
///   static constexpr std::size_t size_max;  // bytes that it may touch
///   char* write(char* at) const;            // where it ends
/// What has no room throws std::length_error; `size_max` counts as needed.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace murmuration::inject {

template <class T>
concept written_part = requires(const T& part, char* at) {
  { T::size_max } -> std::convertible_to<std::size_t>;
  { part.write(at) } -> std::same_as<char*>;
};

template <class T>
concept whole_number =
    std::integral<T> && !std::same_as<T, char> && !std::same_as<T, bool>;

template <std::size_t Capacity>
class flat_text {
public:
  template <class... Parts>
  void put(const Parts&... parts) {
    if ((room_for(parts) + ...) > Capacity - size_)
      throw std::length_error("a made-up text is longer than its bound");
    auto* at = bytes_ + size_;
    ((at = add(at, parts)), ...);
    size_ = static_cast<std::size_t>(at - bytes_);
  }

  void clear() {
    size_ = 0;
  }
  std::size_t size() const {
    return size_;
  }
  char& operator[](std::size_t at) {
    return bytes_[at];
  }
  std::string_view view() const {
    return {bytes_, size_};
  }

private:
  template <std::size_t N>
  static constexpr std::size_t room_for(const char (&)[N]) {
    return N - 1;
  }
  static std::size_t room_for(std::string_view text) {
    return text.size();
  }
  template <std::size_t Other>
  static std::size_t room_for(const flat_text<Other>& text) {
    return text.size();
  }
  static constexpr std::size_t room_for(std::same_as<bool> auto) {
    return 5; // false
  }
  static constexpr std::size_t room_for(whole_number auto) {
    return 20; // digits of any, with the sign
  }
  template <written_part Part>
  static constexpr std::size_t room_for(const Part&) {
    return Part::size_max;
  }

  template <std::size_t N>
  static char* add(char* at, const char (&literal)[N]) {
    std::memcpy(at, literal, N - 1);
    return at + N - 1;
  }
  static char* add(char* at, std::string_view text) {
    std::memcpy(at, text.data(), text.size());
    return at + text.size();
  }
  template <std::size_t Other>
  static char* add(char* at, const flat_text<Other>& text) {
    return add(at, text.view());
  }
  static char* add(char* at, std::same_as<bool> auto x) {
    return x ? add(at, "true") : add(at, "false");
  }
  static char* add(char* at, whole_number auto x) {
    return std::to_chars(at, at + 20, x).ptr;
  }
  template <written_part Part>
  static char* add(char* at, const Part& part) {
    return part.write(at);
  }

  std::size_t size_ = 0;
  char bytes_[Capacity]; // what is behind `size_` means nothing
};

/// A number in small hexadecimal digits, at least `Digits` of them.
template <unsigned Digits = 1>
struct hex {
  static constexpr std::size_t size_max = 16;
  std::uint64_t number;

  char* write(char* at) const {
    auto digits = Digits;
    while (digits < 16 && number >> (4 * digits) != 0)
      ++digits;
    while (digits-- > 0)
      *at++ = "0123456789abcdef"[number >> (4 * digits) & 15];
    return at;
  }
};

} // namespace murmuration::inject
