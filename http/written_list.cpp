#include "http/written_list.hpp"

#include <algorithm>
#include <charconv>

namespace murmuration::http {

namespace {

/// Reads from the front; every function tells whether it found its kind.
class list_reader {
public:
  explicit list_reader(std::string_view text)
    : rest_(text) {}

  /// `[`, items with commas between, maybe one behind the last, `]`.
  template <class Item>
  std::optional<std::vector<std::string>> list(Item item) {
    std::vector<std::string> result;
    if (!sign('['))
      return std::nullopt;
    while (!sign(']')) {
      if (!result.empty() && !sign(','))
        return std::nullopt;
      if (!result.empty() && sign(']'))
        break;
      if (!(this->*item)(result.emplace_back()))
        return std::nullopt;
    }
    blanks();
    if (!rest_.empty())
      return std::nullopt;
    return result;
  }

  bool quoted(std::string& to) {
    blanks();
    // Python 2 marks its Unicode texts.
    if (rest_.starts_with("u'") || rest_.starts_with("u\""))
      rest_.remove_prefix(1);
    if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"'))
      return false;
    auto mark = take();
    while (!rest_.empty()) {
      auto c = take();
      if (c == mark)
        return true;
      if (c == '\n')
        return false;
      if (c != '\\')
        to += c;
      else if (!escape(to))
        return false;
    }
    return false;
  }

  bool number(std::string& to) {
    blanks();
    auto all = rest_;
    if (rest_.starts_with('-'))
      take();
    auto zero = rest_.starts_with('0');
    auto whole = digits();
    if (whole == 0 || (zero && whole > 1))
      return false;
    if (rest_.starts_with('.') && (take(), digits()) == 0)
      return false;
    if (rest_.starts_with('e') || rest_.starts_with('E')) {
      take();
      if (rest_.starts_with('+') || rest_.starts_with('-'))
        take();
      if (digits() == 0)
        return false;
    }
    to = all.substr(0, all.size() - rest_.size());
    double value = 0;
    return std::from_chars(to.data(), to.data() + to.size(), value).ec
           == std::errc{};
  }

private:
  void blanks() {
    rest_.remove_prefix(
        std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
  }

  char take() {
    auto c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  bool sign(char wanted) {
    blanks();
    if (!rest_.starts_with(wanted))
      return false;
    take();
    return true;
  }

  std::size_t digits() {
    auto count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(count);
    return count;
  }

  /// `size` digits of a base.
  bool code(std::size_t size, int base, std::uint32_t& to) {
    if (rest_.size() < size)
      return false;
    auto end = rest_.data() + size;
    auto read = std::from_chars(rest_.data(), end, to, base);
    rest_.remove_prefix(size);
    return read.ec == std::errc{} && read.ptr == end;
  }

  bool escape(std::string& to) {
    static constexpr std::string_view names = "abfnrtv\\'\"/";
    static constexpr std::string_view values = "\a\b\f\n\r\t\v\\'\"/";
    if (rest_.empty())
      return false;
    if (rest_.front() >= '0' && rest_.front() <= '7')
      return octal(to);
    auto c = take();
    if (auto at = names.find(c); at != names.npos) {
      to += values[at];
      return true;
    }
    std::uint32_t point = 0;
    auto size = c == 'x' ? 2u : c == 'u' ? 4u : c == 'U' ? 8u : 0u;
    if (size == 0 || !code(size, 16, point))
      return false;
    // JSON writes what lies behind U+FFFF as two halves.
    if (c == 'u' && point >= 0xd800 && point < 0xdc00
        && rest_.starts_with("\\u")) {
      rest_.remove_prefix(2);
      std::uint32_t low = 0;
      if (!code(4, 16, low) || low < 0xdc00 || low > 0xdfff)
        return false;
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    }
    return append(point, to);
  }

  bool octal(std::string& to) {
    auto size = std::min(
        {rest_.find_first_not_of("01234567"), rest_.size(), std::size_t{3}});
    std::uint32_t point = 0;
    return code(size, 8, point) && append(point, to);
  }

  static bool append(std::uint32_t point, std::string& to) {
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      return false;
    auto tail = [&](int shift) {
      to += static_cast<char>(0x80 | (point >> shift & 0x3f));
    };
    if (point < 0x80) {
      to += static_cast<char>(point);
    } else if (point < 0x800) {
      to += static_cast<char>(0xc0 | point >> 6);
      tail(0);
    } else if (point < 0x10000) {
      to += static_cast<char>(0xe0 | point >> 12);
      tail(6);
      tail(0);
    } else {
      to += static_cast<char>(0xf0 | point >> 18);
      tail(12);
      tail(6);
      tail(0);
    }
    return true;
  }

  std::string_view rest_;
};

} // namespace

std::optional<std::vector<std::string>> read_text_list(std::string_view text) {
  return list_reader{text}.list(&list_reader::quoted);
}

std::optional<std::vector<std::string>>
read_number_list(std::string_view text) {
  return list_reader{text}.list(&list_reader::number);
}

} // namespace murmuration::http
