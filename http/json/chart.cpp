#include <algorithm>

#include "http/json/documents.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

namespace {

/// As many rows as B's table had.
constexpr std::size_t bars_max = 10;

} // namespace

std::string chart_json(const live_view* view) {
  auto bars = view ? std::min(bars_max, view->top.size()) : 0;
  json_writer out;
  out.object([&] {
    out.array("sLabel", [&] {
      for (std::size_t i = 0; i < bars; ++i)
        out.value("#" + view->top[i].tag);
    });
    out.array("sData", [&] {
      for (std::size_t i = 0; i < bars; ++i)
        out.value(view->top[i].count);
    });
  });
  return out.take();
}

std::optional<std::string> chart_json(const std::vector<std::string>& labels,
                                      const std::vector<std::string>& numbers) {
  using namespace rapidjson;
  StringBuffer buffer;
  Writer<StringBuffer, UTF8<>, UTF8<>, CrtAllocator, kWriteValidateEncodingFlag>
      out{buffer};
  auto valid = true;
  out.StartObject();
  out.Key("sLabel");
  out.StartArray();
  for (const auto& label : labels)
    valid =
        valid && out.String(label.data(), static_cast<SizeType>(label.size()));
  out.EndArray();
  out.Key("sData");
  out.StartArray();
  for (const auto& number : numbers)
    out.RawValue(number.data(), number.size(), kNumberType);
  out.EndArray();
  out.EndObject();
  if (!valid)
    return std::nullopt;
  return std::string{buffer.GetString(), buffer.GetSize()};
}

} // namespace murmuration::http
