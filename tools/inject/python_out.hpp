/// Writes nested values as Python's `repr` of a dict. Nothing is checked.
///   python_out out{bytes};
///   out.open_object(); out.key("id"); out.raw("7"); out.close_object();
#pragma once

#include <string>
#include <string_view>

namespace murmuration::inject {

/// Appends what Python's `repr` makes of the string.
void append_python_string(std::string& out, std::string_view text);

class python_out {
public:
  explicit python_out(std::string& out)
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
    string(name);
    out_ += ": ";
    first_ = true;
  }
  void string(std::string_view text) {
    separate();
    append_python_string(out_, text);
  }
  void boolean(bool x) {
    raw(x ? "True" : "False");
  }
  void null() {
    raw("None");
  }
  /// A number or word that is written as it stands.
  void raw(std::string_view bytes) {
    separate();
    out_ += bytes;
  }

private:
  void separate() {
    if (!first_)
      out_ += ", ";
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

} // namespace murmuration::inject
