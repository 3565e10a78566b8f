#include "http/router.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "http/parameters.hpp"
#include "http/routes.hpp"

namespace murmuration::http {

namespace {

constexpr const char* allowed_methods = "GET, HEAD, OPTIONS";
constexpr const char* allowed_for_posts = "POST, OPTIONS";

/// `If-None-Match` is `*` or a list of tags, weak or not.
bool client_has(const request& asked, const document& body) {
  if (asked.if_none_match.empty() || body.etag.empty())
    return false;
  return asked.if_none_match == "*"
         || asked.if_none_match.find(body.etag) != std::string::npos;
}

router::header_list headers_for(const settings& config) {
  std::string frames = "'none'";
  if (!config.http.frame_origins.empty())
    frames = fmt::format("{}", fmt::join(config.http.frame_origins, " "));
  router::header_list made{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; "
       "connect-src 'self'; img-src 'self' data:; font-src 'self'; "
       "base-uri 'none'; form-action 'none'; frame-ancestors "
           + frames},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cache-Control", "no-cache"},
      {"Accept-Ranges", "none"},
  };
  if (config.http.frame_origins.empty())
    made.emplace_back("X-Frame-Options", "DENY");
  if (config.http.cors_origins.empty())
    made.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  else
    made.emplace_back("Vary", "Origin");
  return made;
}

} // namespace

router::router(site& from)
  : from_{from}
  , hosts_{from.config}
  , common_{headers_for(from.config)} {}

reply router::answer(const request& asked, lane here) const {
  auto made = [&] {
    try {
      return routed(asked, here);
    } catch (const bad_parameter& wrong) {
      return problem(400, wrong.what());
    } catch (const std::exception& failure) {
      // What it says may name files or data: it is for the log only.
      spdlog::error("event=http_handler_failed what=\"{}\"", failure.what());
      return problem(500, "The request could not be answered.");
    }
  }();
  share_with(asked, made);
  return made;
}

reply router::routed(const request& asked, lane here) const {
  // Without a Host the client is HTTP/1.0, and no browser.
  if (!asked.host.empty() && !hosts_.allows(asked.host))
    return problem(421, "This server does not answer for the name in the "
                        "`Host` header; names are added with `http.hosts`.");
  const auto* found = find_route(asked.path);
  if (!found)
    return problem(404, "There is nothing at this path; /openapi.json lists "
                        "what there is.");
  const auto* allowed = found->takes_post ? allowed_for_posts : allowed_methods;
  if (asked.method == "OPTIONS") {
    reply made;
    made.status = 204;
    made.headers.emplace_back("Allow", allowed);
    return made;
  }
  auto reads = asked.method == "GET" || asked.method == "HEAD";
  if (found->takes_post ? asked.method != "POST" : !reads) {
    auto made = problem(405, found->takes_post ? "This path takes POST only."
                                               : "This path can only be read.");
    made.headers.emplace_back("Allow", allowed);
    return made;
  }
  if (found->where != lane::light && here == lane::light) {
    reply made;
    made.deferred = found->where;
    return made;
  }
  auto made = found->answer(from_, asked);
  if (made.status == 200 && client_has(asked, made.body)) {
    made.status = 304;
    made.body.bytes = nullptr;
  }
  if (asked.method == "HEAD")
    made.stream.reset();
  return made;
}

void router::share_with(const request& asked, reply& made) const {
  const auto& origins = from_.config.http.cors_origins;
  if (asked.origin.empty() || origins.empty())
    return;
  for (const auto& origin : origins) {
    if (origin != "*" && origin != asked.origin)
      continue;
    made.headers.emplace_back("Access-Control-Allow-Origin", origin);
    made.headers.emplace_back("Access-Control-Allow-Methods", allowed_methods);
    return;
  }
}

} // namespace murmuration::http
