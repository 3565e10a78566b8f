#include "tools/inject/python_json.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "tools/inject/python_out.hpp"

namespace murmuration::inject {
namespace {

/// Passes what the parser sees on to the writer.
struct to_python {
  using size = rapidjson::SizeType;

  python_out out;

  bool Null() {
    out.null();
    return true;
  }
  bool Bool(bool x) {
    out.boolean(x);
    return true;
  }
  // Numbers come as their text.
  bool Int(int) {
    return false;
  }
  bool Uint(unsigned) {
    return false;
  }
  bool Int64(std::int64_t) {
    return false;
  }
  bool Uint64(std::uint64_t) {
    return false;
  }
  bool Double(double) {
    return false;
  }
  bool RawNumber(const char* digits, size length, bool) {
    out.raw(python_number({digits, length}));
    return true;
  }
  bool String(const char* text, size length, bool) {
    out.string({text, length});
    return true;
  }
  bool Key(const char* text, size length, bool) {
    out.key({text, length});
    return true;
  }
  bool StartObject() {
    out.open_object();
    return true;
  }
  bool EndObject(size) {
    out.close_object();
    return true;
  }
  bool StartArray() {
    out.open_array();
    return true;
  }
  bool EndArray(size) {
    out.close_array();
    return true;
  }
};

/// `repr` of a float: the shortest digits that read back the same; with an
/// exponent below 1e-4 and from 1e16.
std::string python_float(double x) {
  if (std::isinf(x))
    return x < 0 ? "-inf" : "inf";
  char buffer[64];
  auto size = std::abs(x) >= 1e16 || (x != 0 && std::abs(x) < 1e-4)
                  ? std::chars_format::scientific
                  : std::chars_format::fixed;
  auto end = std::to_chars(buffer, buffer + sizeof buffer, x, size).ptr;
  std::string text{buffer, end};
  if (size == std::chars_format::fixed && text.find('.') == std::string::npos)
    text += ".0";
  return text;
}

} // namespace

std::string python_number(std::string_view digits) {
  if (digits.find_first_of(".eE") == std::string_view::npos)
    return digits == "-0" ? "0" : std::string{digits};
  return python_float(std::strtod(std::string{digits}.c_str(), nullptr));
}

bool append_python(std::string& out, std::string_view json) {
  constexpr unsigned flags = rapidjson::kParseIterativeFlag
                             | rapidjson::kParseValidateEncodingFlag
                             | rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::MemoryStream bytes{json.data(), json.size()};
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> in{
      bytes};
  rapidjson::Reader reader;
  to_python handler{python_out{out}};
  return !reader.Parse<flags>(in, handler).IsError();
}

} // namespace murmuration::inject
