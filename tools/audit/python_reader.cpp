#include "tools/audit/python_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "tools/audit/utf8.hpp"

namespace murmuration::audit {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name_char(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z')
         || (c >= 'A' && c <= 'Z');
}

bool is_high(std::uint32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}

bool is_low(std::uint32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

} // namespace

/// Descends as deep as brackets nest, so `depth_max` bounds its stack.
struct python_reader::parser {
  std::string_view in;
  record_tree& out;
  char* to; ///< where the next text goes: none is longer than its notation
  std::size_t at = 0;
  std::size_t depth = 0;
  bool pythons = false;

  char peek() const {
    return at < in.size() ? in[at] : '\0';
  }
  bool take(char c) {
    if (at >= in.size() || in[at] != c)
      return false;
    ++at;
    return true;
  }
  void blanks() {
    while (at < in.size()
           && (in[at] == ' ' || in[at] == '\t' || in[at] == '\r'
               || in[at] == '\n'))
      ++at;
  }

  // -- texts ------------------------------------------------------------------

  bool at_text() const {
    auto c = peek();
    if (c == 'u' || c == 'U')
      c = at + 1 < in.size() ? in[at + 1] : '\0';
    return c == '\'' || c == '"';
  }

  std::optional<std::uint32_t> hex(std::size_t size) {
    std::uint32_t value = 0;
    for (; size > 0; --size, ++at) {
      auto c = peek();
      if (!is_digit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'f'))
        return std::nullopt;
      value = value * 16
              + static_cast<std::uint32_t>(is_digit(c) ? c - '0'
                                                       : (c | 0x20) - 'a' + 10);
    }
    return value;
  }

  /// The unit of a `\u` escape whose `\` is at `at`, and moves behind it.
  std::optional<std::uint32_t> low_half() {
    auto from = at;
    if (take('\\') && take('u'))
      if (auto unit = hex(4); unit && is_low(*unit))
        return unit;
    at = from;
    return std::nullopt;
  }

  bool point(std::optional<std::uint32_t> value) {
    if (!value || *value > 0x10FFFF)
      return false;
    if (is_high(*value)) {
      auto low = low_half();
      value = low ? 0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00)
                  : replacement;
    } else if (is_low(*value)) {
      value = replacement;
    }
    to = put_point(to, *value);
    return true;
  }

  bool octal() {
    std::uint32_t value = 0;
    for (auto i = 0; i < 3 && peek() >= '0' && peek() <= '7'; ++i)
      value = value * 8 + static_cast<std::uint32_t>(in[at++] - '0');
    return point(value);
  }

  /// Behind the `\`.
  bool escape() {
    constexpr std::string_view names = "abfnrtv\\'\"";
    constexpr std::string_view values = "\a\b\f\n\r\t\v\\'\"";
    auto c = peek();
    if (c >= '0' && c <= '7')
      return octal();
    if (at >= in.size())
      return false;
    ++at;
    if (auto i = names.find(c); i != names.npos) {
      *to++ = values[i];
      return true;
    }
    switch (c) {
      case '\n':
        return true;
      case 'x':
        return point(hex(2));
      case 'u':
        return point(hex(4));
      case 'U':
        return point(hex(8));
      case 'N':
        return false;
      default:
        // `\q` stays `\q`; of a longer character the rest follows.
        --at;
        *to++ = '\\';
        return true;
    }
  }

  bool literal() {
    if (take('u') || take('U'))
      pythons = true;
    auto quote = peek();
    pythons = pythons || quote == '\'';
    ++at;
    // Three quotes begin another kind of literal.
    if (in.substr(at, 2) == std::string(2, quote))
      return false;
    while (at < in.size()) {
      auto c = in[at++];
      if (c == quote)
        return true;
      if (c == '\\') {
        if (!escape())
          return false;
        continue;
      }
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t')
        return false;
      *to++ = c;
    }
    return false;
  }

  /// Literals that stand beside each other are one text.
  std::optional<std::string_view> text() {
    auto* from = to;
    do {
      if (!literal())
        return std::nullopt;
      blanks();
    } while (at_text());
    return std::string_view{from, static_cast<std::size_t>(to - from)};
  }

  // -- numbers and names
  // --------------------------------------------------------

  bool digits() {
    auto from = at;
    while (is_digit(peek()))
      ++at;
    return at > from;
  }

  /// As JSON has them.
  std::optional<std::string_view> number() {
    auto from = at;
    take('-');
    if (!take('0') && !digits())
      return std::nullopt;
    if (take('.') && !digits())
      return std::nullopt;
    if (take('e') || take('E')) {
      if (!take('-'))
        take('+');
      if (!digits())
        return std::nullopt;
    }
    if (is_name_char(peek()) || peek() == '.')
      return std::nullopt;
    return in.substr(from, at - from);
  }

  bool constant() {
    auto from = at;
    while (is_name_char(peek()))
      ++at;
    auto name = in.substr(from, at - from);
    auto good = name == "None" || name == "True" || name == "False";
    pythons = pythons || good;
    return good;
  }

  // -- values
  // -------------------------------------------------------------------

  /// A text, number or name; `true` as soon as it is a leaf of the tree.
  bool scalar() {
    if (at_text()) {
      auto read = text();
      if (read)
        out.leaf(node::kind::text, *read);
      return read.has_value();
    }
    if (is_digit(peek()) || peek() == '-') {
      auto read = number();
      if (read)
        out.leaf(node::kind::number, *read);
      return read.has_value();
    }
    if (!constant())
      return false;
    out.leaf(node::kind::other);
    return true;
  }

  bool value() {
    blanks();
    auto c = peek();
    if (c != '{' && c != '[' && c != '(')
      return scalar();
    if (++depth > depth_max)
      return false;
    auto good = c == '{' ? braces() : c == '[' ? brackets() : parentheses();
    --depth;
    return good;
  }

  /// Elements up to `last`, behind the first of them and its blanks.
  bool more_elements(char last) {
    blanks();
    while (!take(last)) {
      if (!take(','))
        return false;
      blanks();
      if (take(last))
        break;
      if (!value())
        return false;
      blanks();
    }
    out.close();
    return true;
  }

  bool brackets() {
    ++at;
    if (!out.open(node::kind::list))
      return false;
    blanks();
    if (take(']')) {
      out.close();
      return true;
    }
    return value() && more_elements(']');
  }

  /// One value without a comma is that value, all else a list.
  bool parentheses() {
    ++at;
    pythons = true;
    if (!out.open(node::kind::list))
      return false;
    blanks();
    if (take(')')) {
      out.close();
      return true;
    }
    if (!value())
      return false;
    blanks();
    if (!take(')'))
      return more_elements(')');
    out.unwrap();
    return true;
  }

  /// A name of a member; those that are no text are of no interest.
  bool key() {
    auto wrapped = 0;
    for (blanks(); peek() == '('; blanks(), ++wrapped) {
      pythons = true;
      ++at;
    }
    std::optional<std::string_view> name;
    if (at_text())
      name = text();
    else if (is_digit(peek()) || peek() == '-')
      name = number();
    else if (constant())
      name = std::string_view{};
    if (!name)
      return false;
    for (; wrapped > 0; --wrapped) {
      blanks();
      if (!take(')'))
        return false;
    }
    out.name(*name);
    blanks();
    return take(':');
  }

  bool braces() {
    ++at;
    if (!out.open(node::kind::object))
      return false;
    blanks();
    if (take('}')) {
      out.close();
      return true;
    }
    auto from = at;
    auto* texts = to;
    if (!key()) {
      // No name, so a set.
      at = from;
      to = texts;
      out.name({});
      out.becomes_list();
      return value() && more_elements('}');
    }
    while (true) {
      if (!value())
        return false;
      blanks();
      if (take(','))
        blanks();
      else if (peek() != '}')
        return false;
      if (take('}'))
        break;
      if (!key())
        return false;
    }
    out.close();
    return true;
  }
};

bool python_reader::read(std::string_view record, record_tree& out) {
  out.clear();
  texts_.resize(record.size() + 4);
  parser parse{record, out, texts_.data()};
  auto good = parse.value();
  parse.blanks();
  pythons_ = parse.pythons;
  return good && parse.at == record.size() && !out.empty();
}

} // namespace murmuration::audit
