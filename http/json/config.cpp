#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "config/kafka_properties.hpp"
#include "config/keys.hpp"
#include "config/units.hpp"
#include "http/json/documents.hpp"

namespace murmuration::http {

namespace {

using value = rapidjson::Value;
using allocator = rapidjson::Document::AllocatorType;

value text(std::string_view x, allocator& memory) {
  return value{x.data(), static_cast<rapidjson::SizeType>(x.size()), memory};
}

/// A key's value as the TOML has it.
struct value_of {
  allocator& memory;

  value operator()(const number_key& x) const {
    return std::visit([](auto* member) { return value{unsigned{*member}}; },
                      x.member);
  }
  value operator()(const decimal_key& x) const {
    return value{*x.member};
  }
  value operator()(const size_key& x) const {
    return text(print_size(*x.member), memory);
  }
  value operator()(const duration_key& x) const {
    return text(print_duration(*x.member), memory);
  }
  value operator()(const choice_key& x) const {
    return text(x.allowed[x.get()], memory);
  }
  value operator()(const text_key& x) const {
    return text(*x.member, memory);
  }
  value operator()(const list_key& x) const {
    value made{rapidjson::kArrayType};
    for (const auto& item : *x.member)
      made.PushBack(text(item, memory), memory);
    return made;
  }
  value operator()(const ports_key& x) const {
    value made{rapidjson::kArrayType};
    for (auto port : *x.member)
      made.PushBack(unsigned{port}, memory);
    return made;
  }
  value operator()(const flag_key& x) const {
    return value{*x.member};
  }
  value operator()(const properties_key& x) const {
    value made{rapidjson::kObjectType};
    for (const auto& [name, given] : *x.member)
      made.AddMember(text(name, memory),
                     text(may_be_secret(name) ? masked : given, memory),
                     memory);
    return made;
  }
};

/// The member of that name, made if there is none.
value& member_of(value& in, std::string_view name, allocator& memory) {
  auto key = text(name, memory);
  if (!in.HasMember(key))
    in.AddMember(text(name, memory), value{rapidjson::kObjectType}, memory);
  return in[key];
}

/// `a.b.c` is the member `c` of `b` of `a`.
value& place_of(value& in, std::string_view dotted, allocator& memory) {
  auto* at = &in;
  for (auto dot = dotted.find('.'); dot != dotted.npos;
       dot = dotted.find('.')) {
    at = &member_of(*at, dotted.substr(0, dot), memory);
    dotted.remove_prefix(dot + 1);
  }
  return member_of(*at, dotted, memory);
}

} // namespace

std::string config_json(const build_facts& build, const settings& config) {
  auto copy = config; // keys point to what they may also change
  rapidjson::Document made{rapidjson::kObjectType};
  auto& memory = made.GetAllocator();
  auto& facts = member_of(made, "build", memory);
  member_of(facts, "version", memory) = text(build.version, memory);
  member_of(facts, "compiler", memory) = text(build.compiler, memory);
  member_of(facts, "type", memory) = text(build.type, memory);
  auto& libraries = member_of(facts, "libraries", memory);
  for (const auto& [name, version] : build.libraries)
    member_of(libraries, name, memory) = text(version, memory);
  auto& keys = member_of(made, "config", memory);
  for (const auto& key : keys_of(copy))
    place_of(keys, key.name, memory) = std::visit(value_of{memory}, key.value);
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out{buffer};
  made.Accept(out);
  return {buffer.GetString(), buffer.GetSize()};
}

} // namespace murmuration::http
