#include "http/json/documents.hpp"
#include "http/json/writer.hpp"

namespace murmuration::http {

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    default:
      return "Error";
  }
}

std::string problem_json(int status, std::string_view detail) {
  json_writer out;
  out.object([&] {
    out.member("type", "about:blank");
    out.member("title", reason_phrase(status));
    out.member("status", status);
    out.member("detail", detail);
  });
  return out.take();
}

} // namespace murmuration::http
