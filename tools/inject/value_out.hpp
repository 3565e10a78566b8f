/// Writers of nested values, one for each notation: JSON as Twitter writes it
/// and Python's `repr` of a dict. Same calls, other bytes; nothing is checked.
///   json_out out{bytes};
///   out.open_object(); out.key("id"); out.number(7); out.close_object();
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

#include "tools/records_out/json_string.hpp"

namespace murmuration::inject {

using records_out::append_json_string;

/// Appends what Python's `repr` makes of the string.
void append_python_string(std::string& out, std::string_view text);

/// What the two notations share: when a separator is due.
template <class Notation>
class value_out {
public:
  explicit value_out(std::string& out)
    : out_(out) {}

  void open_object() {
    open('{');
  }
  void close_object() {
    close('}');
  }
  void open_array() {
    open('[');
  }
  void close_array() {
    close(']');
  }
  void key(std::string_view name) {
    separate();
    Notation::key(out_, name);
    out_ += Notation::colon;
    first_ = true;
  }
  void string(std::string_view text) {
    separate();
    Notation::string(out_, text);
  }
  void boolean(bool x) {
    raw(x ? Notation::yes : Notation::no);
  }
  void null() {
    raw(Notation::none);
  }
  void number(std::integral auto x) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, x).ptr;
    raw({digits, end});
  }
  /// A number or word that is written as it stands.
  void raw(std::string_view bytes) {
    separate();
    out_ += bytes;
  }

private:
  void separate() {
    if (!first_)
      out_ += Notation::comma;
    first_ = false;
  }
  void open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;
};

struct json_notation {
  static constexpr std::string_view comma = ",", colon = ":", yes = "true",
                                    no = "false", none = "null";
  /// Our own names need no escapes.
  static void key(std::string& out, std::string_view name) {
    ((out += '"') += name) += '"';
  }
  static void string(std::string& out, std::string_view text) {
    append_json_string(out, text);
  }
};

struct python_notation {
  static constexpr std::string_view comma = ", ", colon = ": ", yes = "True",
                                    no = "False", none = "None";
  static void key(std::string& out, std::string_view name) {
    append_python_string(out, name);
  }
  static void string(std::string& out, std::string_view text) {
    append_python_string(out, text);
  }
};

using json_out = value_out<json_notation>;
using python_out = value_out<python_notation>;

} // namespace murmuration::inject
