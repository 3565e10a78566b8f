#include "runtime/classify/model_file.hpp"

#include <charconv>
#include <cmath>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include "runtime/classify/tokenizer.hpp"
#include "runtime/classify/word_hash.hpp"

namespace murmuration {
namespace {

namespace fs = std::filesystem;

/// A thousand times A's files; keeps a wrong path from filling the memory.
constexpr std::uintmax_t file_bytes_max = 64u << 20;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw std::runtime_error("model file " + file.string() + ": " + what);
}

double number(const rapidjson::Value& value, const fs::path& file,
              const std::string& name) {
  // Numbers arrive as their text: from_chars rounds them exactly as Python
  // does, RapidJSON's own reader does not.
  if (value.IsString()) {
    const char* end = value.GetString() + value.GetStringLength();
    double result;
    auto [rest, error] = std::from_chars(value.GetString(), end, result);
    if (error == std::errc{} && rest == end && std::isfinite(result))
      return result;
  }
  fail(file, name + " is no finite number");
}

void read_weights(const fs::path& file, const std::string& bytes,
                  model_file& into) {
  constexpr unsigned flags = rapidjson::kParseIterativeFlag
                             | rapidjson::kParseValidateEncodingFlag
                             | rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::Document json;
  json.Parse<flags>(bytes.data(), bytes.size());
  if (json.HasParseError())
    fail(file, "no JSON at byte " + std::to_string(json.GetErrorOffset()) + ": "
                   + rapidjson::GetParseError_En(json.GetParseError()));
  constexpr auto form =
      "expected {\"weights\": [numbers], \"intercept\": number}";
  if (!json.IsObject() || !json.HasMember("weights")
      || !json["weights"].IsArray() || !json.HasMember("intercept"))
    fail(file, form);
  for (const auto& weight : json["weights"].GetArray())
    into.weights.push_back(number(
        weight, file, "weights[" + std::to_string(into.weights.size()) + "]"));
  into.intercept = number(json["intercept"], file, "intercept");
}

/// Splits at newlines; `\r\n` and `\r` are newlines as well, as in Python's
/// text mode. Lines are taken literally.
std::vector<std::string> lines(std::string_view bytes) {
  std::vector<std::string> result(1);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n')
      continue;
    if (bytes[i] == '\n' || bytes[i] == '\r')
      result.emplace_back();
    else
      result.back() += bytes[i];
  }
  return result;
}

} // namespace

std::string read_whole_file(const fs::path& file) {
  std::error_code error;
  auto size = fs::file_size(file, error);
  if (error)
    fail(file, error.message()
                   + "; set classifier.model and classifier.vocabulary to "
                     "existing files");
  if (size > file_bytes_max)
    fail(file, "is larger than 64 MiB; this is no model");
  std::string bytes(size, '\0');
  std::ifstream in{file, std::ios::binary};
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
    fail(file, "cannot be read; check its permissions");
  return bytes;
}

model_file read_model_file(const fs::path& model, const fs::path& vocabulary) {
  model_file result;
  auto json = read_whole_file(model);
  auto words = read_whole_file(vocabulary);
  read_weights(model, json, result);
  result.terms = lines(words);
  for (std::size_t i = 0; i < result.terms.size(); ++i) {
    if (result.terms[i].size() > token_bytes_max)
      fail(vocabulary, "line " + std::to_string(i + 1)
                           + " is longer than 1024 bytes; no word is");
  }
  for (auto name : {"pseudoplaceholder", "linkplaceholder",
                    "retweetplaceholder", "hashtagplaceholder"})
    result.terms.emplace_back(name);
  if (result.terms.size() != result.weights.size())
    fail(model,
         "has " + std::to_string(result.weights.size()) + " weights, but "
             + vocabulary.string() + " has "
             + std::to_string(result.terms.size() - 4)
             + " lines and 4 placeholders follow; use the two files that "
               "were made together");
  result.id = content_hash(words, content_hash(json, 0));
  return result;
}

} // namespace murmuration
