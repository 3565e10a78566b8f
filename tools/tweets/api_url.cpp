#include <memory>
#include <stdexcept>

#include <arpa/inet.h>
#include <curl/curl.h>

#include "tools/tweets/http_client.hpp"

namespace murmuration::tweets {
namespace {

struct free_url {
  void operator()(CURLU* x) const {
    curl_url_cleanup(x);
  }
};

using owned_url = std::unique_ptr<CURLU, free_url>;

std::string part(const owned_url& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK)
    return {};
  std::string result = text;
  curl_free(text);
  return result;
}

bool loopback(const std::string& host) {
  in_addr address{};
  return host == "localhost" || host == "[::1]"
         || (inet_pton(AF_INET, host.c_str(), &address) == 1
             && (ntohl(address.s_addr) >> 24) == 127);
}

} // namespace

bool is_local(const std::string& text) {
  owned_url url{curl_url()};
  return curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK
         && part(url, CURLUPART_SCHEME) == "http"
         && loopback(part(url, CURLUPART_HOST));
}

void check_api_url(const std::string& text) {
  owned_url url{curl_url()};
  auto fail = [&](const std::string& why) {
    throw std::invalid_argument("--api-url " + text + ": " + why);
  };
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    fail("no URL; the API is https://api.x.com");
  for (auto which : {CURLUPART_USER, CURLUPART_QUERY, CURLUPART_FRAGMENT})
    if (!part(url, which).empty())
      fail("scheme, host and port only, such as https://api.x.com");
  if (part(url, CURLUPART_SCHEME) != "https" && !is_local(text))
    fail("https only: the token must not travel in the clear (http is for "
         "tests on 127.0.0.1)");
}

} // namespace murmuration::tweets
