/// What the live source needs of HTTP: the port that tests replace.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace murmuration::tweets {

struct http_answer {
  int status = 0; ///< 0: no answer came
  /// At most 4 MiB; of a stream only when the status is not 200.
  std::string body{};
  /// Why the transfer did not end in order; empty when it did.
  std::string failure{};
  /// It will not get better: the certificate is wrong.
  bool hopeless = false;
  /// From `x-rate-limit-reset`, unless requests remain in the window.
  std::optional<std::chrono::milliseconds> until_reset{};
};

class http_client {
public:
  virtual ~http_client() = default;

  /// Called some times a second while a transfer is under way; false ends it.
  using watch = std::function<bool()>;
  /// Called with each piece of a stream's body, after gzip.
  using take = std::function<void(std::string_view)>;

  /// One request; `body` (JSON) makes it a POST. `path` has its query.
  virtual http_answer ask(const std::string& path,
                          const std::optional<std::string>& body,
                          const watch& go_on) = 0;
  /// Returns when the stream has ended. What `piece` throws comes out of here.
  virtual http_answer stream(const std::string& path, const take& piece,
                             const watch& go_on) = 0;
};

/// Throws std::invalid_argument unless it is https, or http to this machine
/// (127.0.0.0/8, ::1, localhost), without user, query and fragment.
void check_api_url(const std::string& url);

/// Whether tests may turn the clock: `http://` to this machine.
bool is_local(const std::string& url);

/// libcurl: HTTP/1.1, gzip, TLS always verified, redirects not followed (they
/// would carry the token elsewhere). Not for several threads.
std::unique_ptr<http_client> make_curl_client(const std::string& api_url,
                                              const std::string& token);

} // namespace murmuration::tweets
