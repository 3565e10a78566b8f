#include "tools/tweets/credentials.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

namespace murmuration::tweets {
namespace {

/// Tokens have some 110 characters; whatever is longer is another file.
constexpr std::size_t token_bytes_max = 4096;

constexpr const char* how_to =
    "get a bearer token (X developer portal: your app, Keys and tokens, Bearer "
    "Token) and write it alone into a file for --token-file";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view x) {
  while (!x.empty() && is_blank(x.front()))
    x.remove_prefix(1);
  while (!x.empty() && is_blank(x.back()))
    x.remove_suffix(1);
  return x;
}

/// Lines that are not blank.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = trimmed(text.substr(0, end));
    if (!line.empty())
      result.push_back(line);
    if (end == std::string_view::npos)
      break;
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::string text(token_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad() || (in.gcount() == 0 && !in.eof()))
    throw std::invalid_argument(
        fmt::format("--token-file {}: cannot be read: {}", path,
                    std::generic_category().message(errno)));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

} // namespace

std::string v1_credentials_message(const std::string& where) {
  return fmt::format(
      "{}: these are the four credentials of the v1.1 API (consumer key, "
      "consumer secret, access token, access secret). Its streams were "
      "switched off on 2023-03-09; v2's filtered stream takes a bearer token "
      "instead: {}. The first two lines still buy one: echo 'user = "
      "\"KEY:SECRET\"' | curl --config - --data "
      "grant_type=client_credentials https://api.x.com/oauth2/token answers "
      "with it as access_token",
      where, how_to);
}

std::string read_token(std::string_view text, const std::string& where) {
  if (text.size() > token_bytes_max)
    throw std::invalid_argument(
        fmt::format("{}: too long for a token; {}", where, how_to));
  auto lines = lines_of(text);
  if (lines.empty())
    throw std::invalid_argument(fmt::format("{}: is empty; {}", where, how_to));
  if (lines.size() == 4)
    throw std::invalid_argument(v1_credentials_message(where));
  if (lines.size() > 1)
    throw std::invalid_argument(
        fmt::format("{}: {} lines instead of a token alone; {}", where,
                    lines.size(), how_to));
  auto token = lines.front();
  for (char c : token) {
    if (c <= ' ' || c >= 0x7F)
      throw std::invalid_argument(fmt::format(
          "{}: a token has neither blanks nor letters outside ASCII; {} "
          "(without the word Bearer before it)",
          where, how_to));
  }
  return std::string{token};
}

std::string find_token(const std::string& file) {
  if (file.empty()) {
    const auto* value = std::getenv(token_variable);
    if (value == nullptr)
      throw std::invalid_argument(fmt::format(
          "no bearer token: name a file with --token-file, or set {}; {}",
          token_variable, how_to));
    return read_token(value, token_variable);
  }
  auto token = read_token(read_file(file), "--token-file " + file);
  if (struct stat about{}; ::stat(file.c_str(), &about) == 0
                           && (about.st_mode & 077) != 0
                           && S_ISREG(about.st_mode))
    fmt::print(stderr, "murmuration-tweets: others may read {}; chmod 600 it\n",
               file);
  return token;
}

} // namespace murmuration::tweets
