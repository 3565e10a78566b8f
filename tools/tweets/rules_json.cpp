#include <stdexcept>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "tools/tweets/json_reading.hpp"
#include "tools/tweets/rules.hpp"

namespace murmuration::tweets {
namespace {

using writer = rapidjson::Writer<rapidjson::StringBuffer>;

void text(writer& to, std::string_view x) {
  to.String(x.data(), static_cast<rapidjson::SizeType>(x.size()));
}

} // namespace

rules_page read_rules(std::string_view json) {
  rapidjson::Document document;
  if (!parse(document, json) || !document.IsObject())
    throw std::runtime_error("the list of rules is no JSON object");
  rules_page result;
  const auto* data = member(document, "data");
  if (data != nullptr && data->IsArray()) {
    for (const auto& x : data->GetArray())
      result.rules.push_back(
          {text_of(x, "id"), text_of(x, "value"), text_of(x, "tag")});
  }
  if (const auto* meta = member(document, "meta"))
    result.next = text_of(*meta, "next_token");
  return result;
}

std::string add_body(const std::vector<std::string>& values) {
  rapidjson::StringBuffer bytes;
  writer to{bytes};
  to.StartObject();
  to.Key("add");
  to.StartArray();
  for (const auto& x : values) {
    to.StartObject();
    to.Key("value");
    text(to, x);
    to.Key("tag");
    text(to, rule_tag);
    to.EndObject();
  }
  to.EndArray();
  to.EndObject();
  return {bytes.GetString(), bytes.GetSize()};
}

std::string remove_body(const std::vector<std::string>& ids) {
  rapidjson::StringBuffer bytes;
  writer to{bytes};
  to.StartObject();
  to.Key("delete");
  to.StartObject();
  to.Key("ids");
  to.StartArray();
  for (const auto& x : ids)
    text(to, x);
  to.EndArray();
  to.EndObject();
  to.EndObject();
  return {bytes.GetString(), bytes.GetSize()};
}

std::string refused_rules(std::string_view json) {
  rapidjson::Document document;
  if (!parse(document, json) || !document.IsObject())
    return "the answer is no JSON object";
  const auto* errors = member(document, "errors");
  if (errors == nullptr || !errors->IsArray())
    return {};
  std::string result;
  for (const auto& x : errors->GetArray()) {
    auto title = text_of(x, "title");
    if (title == "DuplicateRule")
      continue;
    (result += result.empty() ? "" : "; ") += text_of(x, "value");
    result += ": " + title;
    const auto* details = member(x, "details");
    if (details != nullptr && details->IsArray()) {
      for (const auto& y : details->GetArray())
        if (y.IsString())
          (result += ": ") += y.GetString();
    }
    if (auto detail = text_of(x, "detail"); !detail.empty())
      (result += ": ") += detail;
  }
  return result;
}

} // namespace murmuration::tweets
