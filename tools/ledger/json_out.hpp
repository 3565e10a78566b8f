/// RapidJSON's writer with the words that json.cpp is made of.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace murmuration::tools {

class json_out {
public:
  json_out& key(std::string_view x) {
    out_.Key(x.data(), static_cast<rapidjson::SizeType>(x.size()));
    return *this;
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
  template <std::unsigned_integral T>
  void value(T x) {
    out_.Uint64(x);
  }
  template <std::signed_integral T>
  void value(T x) {
    out_.Int64(x);
  }
  void hex(std::uint64_t x) {
    value(fmt::format("{:016x}", x));
  }
  void null() {
    out_.Null();
  }
  template <class T>
  void member(std::string_view name, const T& x) {
    key(name).value(x);
  }
  template <class Body>
  void object(Body body) {
    out_.StartObject();
    body();
    out_.EndObject();
  }
  template <class List, class Each>
  void array(const List& all, Each each) {
    out_.StartArray();
    for (const auto& one : all)
      each(one);
    out_.EndArray();
  }
  std::string take() const {
    return {buffer_.GetString(), buffer_.GetSize()};
  }

private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> out_{buffer_};
};

} // namespace murmuration::tools
