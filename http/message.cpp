#include "http/message.hpp"

#include <fmt/format.h>

#include <functional>

#include "http/json/documents.hpp"

namespace murmuration::http {

document make_document(std::string bytes) {
  document made;
  made.etag = fmt::format("\"{:016x}\"", std::hash<std::string_view>{}(bytes));
  made.bytes = std::make_shared<const std::string>(std::move(bytes));
  return made;
}

const std::string* request::parameter(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name)
      return &value;
  return nullptr;
}

reply json_reply(std::string bytes) {
  reply made;
  made.body = make_document(std::move(bytes));
  return made;
}

reply problem(int status, std::string_view detail) {
  reply made;
  made.status = status;
  made.type = problem_type;
  made.body.bytes =
      std::make_shared<const std::string>(problem_json(status, detail));
  return made;
}

} // namespace murmuration::http
