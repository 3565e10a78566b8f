#include <algorithm>
#include <charconv>
#include <ctime>
#include <exception>
#include <stdexcept>

#include <curl/curl.h>
#include <fmt/format.h>

#include "tools/tweets/http_client.hpp"

namespace murmuration::tweets {
namespace {

/// 1,000 rules, the most that X allows, have about 1 MiB.
constexpr std::size_t body_max = 4u << 20;
constexpr long connect_ms = 10'000;
/// Of a request that is no stream; a stream is watched by its heart-beats.
constexpr long request_ms = 30'000;
/// How often the watch is asked while nothing comes.
constexpr int poll_ms = 20;

template <auto Free>
struct freed_by {
  void operator()(auto* x) const {
    Free(x);
  }
};

/// One transfer on a connection of its own.
class transfer {
public:
  transfer(const std::string& url, const std::string& token, bool local,
           const std::optional<std::string>& body)
    : easy_(curl_easy_init())
    , multi_(curl_multi_init()) {
    if (!easy_ || !multi_)
      throw std::runtime_error("libcurl cannot start");
    add_header("Authorization: Bearer " + token);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, local ? "http" : "https");
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_ACCEPT_ENCODING, "gzip");
    set(CURLOPT_USERAGENT, "murmuration-tweets");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
    set(CURLOPT_ERRORBUFFER, error_);
    set(CURLOPT_WRITEFUNCTION, &transfer::on_bytes);
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_HEADERFUNCTION, &transfer::on_header);
    set(CURLOPT_HEADERDATA, this);
    if (local) // a proxy of the environment is not on the way to ourselves
      set(CURLOPT_NOPROXY, "*");
    if (body) {
      add_header("Content-Type: application/json");
      set(CURLOPT_POSTFIELDSIZE, static_cast<long>(body->size()));
      set(CURLOPT_COPYPOSTFIELDS, body->c_str());
    }
    set(CURLOPT_HTTPHEADER, headers_.get());
  }

  ~transfer() {
    curl_multi_remove_handle(multi_.get(), easy_.get());
  }
  transfer(const transfer&) = delete;
  transfer& operator=(const transfer&) = delete;

  void limit(long ms) {
    set(CURLOPT_TIMEOUT_MS, ms);
  }
  /// Where the body of a 200 goes, instead of into the answer.
  void to(const http_client::take& piece) {
    piece_ = &piece;
  }

  http_answer run(const http_client::watch& go_on) {
    curl_multi_add_handle(multi_.get(), easy_.get());
    for (int running = 1;;) {
      auto code = curl_multi_perform(multi_.get(), &running);
      if (thrown_)
        std::rethrow_exception(thrown_);
      if (code != CURLM_OK)
        throw std::runtime_error(curl_multi_strerror(code));
      if (running == 0)
        break;
      if (!go_on()) {
        answer_.failure = "ended here";
        return answer();
      }
      curl_multi_poll(multi_.get(), nullptr, 0, poll_ms, nullptr);
    }
    int left = 0;
    while (auto* message = curl_multi_info_read(multi_.get(), &left))
      if (message->msg == CURLMSG_DONE)
        ended(message->data.result);
    return answer();
  }

private:
  template <class T>
  void set(CURLoption option, T value) {
    if (auto code = curl_easy_setopt(easy_.get(), option, value);
        code != CURLE_OK)
      throw std::runtime_error(std::string{"libcurl: "}
                               + curl_easy_strerror(code));
  }

  void add_header(const std::string& line) {
    auto* more = curl_slist_append(headers_.get(), line.c_str());
    if (more == nullptr)
      throw std::bad_alloc{};
    headers_.release();
    headers_.reset(more);
  }

  void ended(CURLcode code) {
    if (code == CURLE_OK)
      return;
    answer_.failure =
        *error_ != '\0' ? error_ : std::string{curl_easy_strerror(code)};
    answer_.hopeless = code == CURLE_PEER_FAILED_VERIFICATION
                       || code == CURLE_SSL_CACERT_BADFILE;
  }

  http_answer answer() {
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    answer_.status = static_cast<int>(status);
    if (reset_ > 0 && remaining_ <= 0)
      answer_.until_reset = std::chrono::seconds{
          reset_ - (date_ > 0 ? date_ : std::time(nullptr))};
    return std::move(answer_);
  }

  static std::size_t on_bytes(char* bytes, std::size_t, std::size_t size,
                              void* self) {
    auto& me = *static_cast<transfer*>(self);
    try {
      me.take({bytes, size});
      return size;
    } catch (...) {
      me.thrown_ = std::current_exception();
      return 0;
    }
  }

  void take(std::string_view bytes) {
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    if (piece_ != nullptr && status == 200)
      (*piece_)(bytes);
    else
      answer_.body +=
          bytes.substr(0, body_max - std::min(body_max, answer_.body.size()));
  }

  static std::size_t on_header(char* bytes, std::size_t, std::size_t size,
                               void* self) {
    static_cast<transfer*>(self)->header({bytes, size});
    return size;
  }

  /// The reset is a time of X's clock, hence its `Date`.
  void header(std::string_view line) {
    auto colon = line.find(':');
    if (colon == std::string_view::npos)
      return;
    auto name = std::string{line.substr(0, colon)};
    auto value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ')
      value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r'))
      value.remove_suffix(1);
    if (curl_strequal(name.c_str(), "date"))
      date_ = curl_getdate(std::string{value}.c_str(), nullptr);
    else if (curl_strequal(name.c_str(), "x-rate-limit-reset"))
      reset_ = number(value, 0);
    else if (curl_strequal(name.c_str(), "x-rate-limit-remaining"))
      remaining_ = number(value, 0);
  }

  /// Up to the year 9999.
  static std::int64_t number(std::string_view digits, std::int64_t otherwise) {
    std::int64_t x = otherwise;
    std::from_chars(digits.data(), digits.data() + digits.size(), x);
    return x >= 0 && x < 253'402'300'800 ? x : otherwise;
  }

  char error_[CURL_ERROR_SIZE]{};
  std::unique_ptr<curl_slist, freed_by<&curl_slist_free_all>> headers_;
  std::unique_ptr<CURL, freed_by<&curl_easy_cleanup>> easy_;
  std::unique_ptr<CURLM, freed_by<&curl_multi_cleanup>> multi_;
  const http_client::take* piece_ = nullptr;
  http_answer answer_;
  std::exception_ptr thrown_;
  std::int64_t reset_ = 0, remaining_ = 0, date_ = 0;
};

class curl_client final : public http_client {
public:
  curl_client(const std::string& api_url, std::string token)
    : url_(api_url.ends_with('/') ? api_url.substr(0, api_url.size() - 1)
                                  : api_url)
    , token_(std::move(token))
    , local_(is_local(api_url)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
  }
  ~curl_client() override {
    curl_global_cleanup();
  }

  http_answer ask(const std::string& path,
                  const std::optional<std::string>& body,
                  const watch& go_on) override {
    transfer one{url_ + path, token_, local_, body};
    one.limit(request_ms);
    return one.run(go_on);
  }

  http_answer stream(const std::string& path, const take& piece,
                     const watch& go_on) override {
    transfer one{url_ + path, token_, local_, std::nullopt};
    one.to(piece);
    return one.run(go_on);
  }

private:
  std::string url_;
  std::string token_;
  bool local_;
};

} // namespace

std::unique_ptr<http_client> make_curl_client(const std::string& api_url,
                                              const std::string& token) {
  check_api_url(api_url);
  return std::make_unique<curl_client>(api_url, token);
}

} // namespace murmuration::tweets
