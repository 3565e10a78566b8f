/// RapidJSON's writer with the few words that the documents are made of.
/// For the sources of this folder only; one writer, one thread.
///   json_writer out; out.object([&] { out.member("k", 1u); }); out.take();
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace murmuration::http {

class json_writer {
public:
  json_writer()
    : out_{buffer_} {
    out_.SetMaxDecimalPlaces(3);
  }

  void name(std::string_view key) {
    out_.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  }

  void value(std::string_view x) {
    out_.String(x.data(), static_cast<rapidjson::SizeType>(x.size()));
  }
  void value(const char* x) {
    value(std::string_view{x});
  }
  void value(bool x) {
    out_.Bool(x);
  }
  void value(double x) {
    // JSON has no word for what is not finite.
    if (!out_.Double(x))
      out_.Int(0);
  }
  /// Rounded to so many places.
  void rounded(std::string_view key, double x, int places) {
    char text[400];
    auto [end, error] = std::to_chars(text, text + sizeof text, x,
                                      std::chars_format::fixed, places);
    name(key);
    out_.RawValue(text, static_cast<std::size_t>(end - text),
                  rapidjson::kNumberType);
  }
  template <std::unsigned_integral T>
  void value(T x) {
    out_.Uint64(x);
  }
  template <std::signed_integral T>
  void value(T x) {
    out_.Int64(x);
  }
  void null() {
    out_.Null();
  }

  template <class T>
  void member(std::string_view key, const T& x) {
    name(key);
    value(x);
  }

  template <class F>
  void object(F body) {
    out_.StartObject();
    body();
    out_.EndObject();
  }
  template <class F>
  void object(std::string_view key, F body) {
    name(key);
    object(body);
  }
  template <class F>
  void array(std::string_view key, F body) {
    name(key);
    out_.StartArray();
    body();
    out_.EndArray();
  }

  std::string take() const {
    return {buffer_.GetString(), buffer_.GetSize()};
  }

private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> out_;
};

} // namespace murmuration::http
