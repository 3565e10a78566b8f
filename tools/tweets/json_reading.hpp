/// Reading of JSON that came over the network with RapidJSON: no recursion, and
/// numbers as they stand.
#pragma once

#include <string>
#include <string_view>

#include <rapidjson/document.h>

namespace murmuration::tweets {

/// False when it is no JSON.
inline bool parse(rapidjson::Document& into, std::string_view json) {
  constexpr unsigned flags = rapidjson::kParseIterativeFlag
                             | rapidjson::kParseValidateEncodingFlag
                             | rapidjson::kParseNumbersAsStringsFlag;
  into.Parse<flags>(json.data(), json.size());
  return !into.HasParseError();
}

/// The member of an object; null when there is none.
inline const rapidjson::Value* member(const rapidjson::Value& of,
                                      const char* name) {
  if (!of.IsObject())
    return nullptr;
  auto found = of.FindMember(name);
  return found == of.MemberEnd() ? nullptr : &found->value;
}

/// A member that is a text or a number; empty when there is none.
inline std::string text_of(const rapidjson::Value& of, const char* name) {
  const auto* x = member(of, name);
  return x != nullptr && x->IsString()
             ? std::string{x->GetString(), x->GetStringLength()}
             : std::string{};
}

} // namespace murmuration::tweets
