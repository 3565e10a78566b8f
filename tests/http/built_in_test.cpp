#include <boost/test/unit_test.hpp>

#include <set>

#include "http/assets.hpp"
#include "http/built_in.hpp"
#include "running_server.hpp"

namespace murmuration::http {

namespace {

constexpr const char* with_gzip = "Accept-Encoding: br, gzip;q=0.8\r\n";

/// What a page loads: its `src="…"` and `href="…"` below /assets/.
std::set<std::string> parts_of(std::string_view page) {
  std::set<std::string> found;
  constexpr std::string_view start = "=\"/assets/";
  for (auto at = page.find(start); at != page.npos;
       at = page.find(start, at + 1))
    found.emplace(page.substr(at + 2, page.find('"', at + 2) - at - 2));
  return found;
}

/// The size that the bytes have when they are no longer compressed (RFC 1952).
std::size_t size_in_gzip(std::string_view bytes) {
  std::size_t size = 0;
  for (int i = 0; i < 4; ++i)
    size |= static_cast<std::size_t>(
                static_cast<unsigned char>(bytes[bytes.size() - 4 + i]))
            << (8 * i);
  return size;
}

} // namespace

BOOST_AUTO_TEST_SUITE(built_in_files)

BOOST_AUTO_TEST_CASE(every_part_of_every_page_is_there_and_kept_for_ever) {
  running_server server;
  for (const auto* target : {"/", "/status", "/widget"}) {
    auto page = ask(server.port(), target);
    BOOST_TEST(page.header("Cache-Control") == "no-cache");
    auto parts = parts_of(page.body);
    BOOST_TEST(parts.size() >= 2u, target);
    for (const auto& part : parts) {
      auto got = ask(server.port(), part);
      BOOST_TEST(got.status == 200, part);
      BOOST_TEST(got.header("Cache-Control")
                 == "public, max-age=31536000, immutable");
      BOOST_TEST(got.header("X-Content-Type-Options") == "nosniff");
    }
  }
}

BOOST_AUTO_TEST_CASE(who_takes_gzip_gets_it) {
  running_server server;
  for (const auto& file : assets::files) {
    auto target = file.path == "/index.html" ? "/" : std::string{file.path};
    if (target.ends_with(".html"))
      target.resize(target.size() - 5);
    auto plain = ask(server.port(), target);
    BOOST_TEST(plain.body == file.bytes);
    BOOST_TEST(plain.header("Content-Encoding") == "");
    BOOST_TEST(plain.header("Vary") == "Accept-Encoding");
    BOOST_TEST(plain.header("Content-Type") == file.type);
    if (file.gzip.empty())
      continue;
    auto small = ask(server.port(), target, with_gzip);
    BOOST_TEST(small.header("Content-Encoding") == "gzip");
    BOOST_TEST(small.header("Vary") == "Accept-Encoding");
    BOOST_TEST(small.body == file.gzip);
    BOOST_TEST(size_in_gzip(small.body) == plain.body.size());
    BOOST_TEST(small.header("ETag") != plain.header("ETag"));
  }
}

BOOST_AUTO_TEST_CASE(who_has_a_form_of_it_is_told_so) {
  running_server server;
  auto small = ask(server.port(), "/", with_gzip);
  auto known = "If-None-Match: " + small.header("ETag") + "\r\n";
  auto again = ask(server.port(), "/", with_gzip + known);
  BOOST_TEST(again.status == 304);
  BOOST_TEST(again.header("Vary") == "Accept-Encoding");
  BOOST_TEST(again.body == "");
  BOOST_TEST(ask(server.port(), "/", known).status == 200);
}

BOOST_AUTO_TEST_CASE(a_part_that_is_not_there_is_not_found) {
  running_server server;
  for (const auto* target :
       {"/assets/none.js", "/assets/", "/assets", "/index.html",
        "/assets/../index.html", "/assets/%2e%2e/index.html"})
    BOOST_TEST(ask(server.port(), target).status == 404, target);
  auto got = ask(server.port(), "/assets/none.js");
  BOOST_TEST(got.header("Cache-Control") == "no-cache");
}

BOOST_AUTO_TEST_CASE(only_a_weight_above_zero_takes_gzip) {
  for (const auto* yes : {"gzip", "br, gzip", "x-gzip", "*", "gzip;q=0.001",
                          "br;q=1.0, gzip; q=0.8", "identity,\tgzip"})
    BOOST_TEST(built_in::takes_gzip(yes), yes);
  for (const auto* no :
       {"", "br", "identity", "gzip;q=0", "gzip; q=0.000", "*;q=0",
        "gzip;q=0, *", "gzipped", "gzip;x=1", ",,;,", "br;gzip"})
    BOOST_TEST(!built_in::takes_gzip(no), no);
}

BOOST_AUTO_TEST_CASE(the_scripts_of_all_pages_stay_small) {
  std::size_t gzipped = 0;
  for (const auto& file : assets::files)
    if (file.path.ends_with(".js"))
      gzipped += file.gzip.empty() ? file.bytes.size() : file.gzip.size();
  BOOST_TEST(gzipped <= 120u * 1024u);
}

BOOST_AUTO_TEST_CASE(no_page_needs_more_than_the_policy_allows) {
  running_server server;
  BOOST_TEST(ask(server.port(), "/").header("Content-Security-Policy")
             == "default-src 'none'; script-src 'self'; style-src 'self'; "
                "connect-src 'self'; img-src 'self' data:; font-src 'self'; "
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  for (const auto& file : assets::files) {
    if (!file.path.ends_with(".html"))
      continue;
    for (const auto* inlined : {"<style", " style=", "<script>",
                                " onload=", "http:", "https:", "javascript:"})
      BOOST_TEST(file.bytes.find(inlined) == file.bytes.npos, inlined);
  }
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration::http
