// The file, one JSON object:
//   format     "murmuration-hashed"
//   version    1: feature_walk.hpp and feature_hash.hpp as they are
//   languages  ["en"]
//   features   {"bits", "seed", "kinds": for people}
//   gram_share, smoothing, scale, bias: numbers, see hashed_parameters
//   about      {name: text}, measured {name: number}: for people
//   weights    {"type": "int8" | "float32", "base64": little-endian values}
#include "runtime/classify/hashed_file.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "runtime/classify/base64.hpp"
#include "runtime/classify/feature_hash.hpp"

namespace murmuration {
namespace {

static_assert(std::endian::native == std::endian::little,
              "weights are stored in little-endian order");

constexpr auto format_name = "murmuration-hashed";
constexpr std::size_t languages_max = 64;

class reader {
public:
  explicit reader(const std::filesystem::path& file)
    : file_(file) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error("model file " + file_.string() + ": " + what);
  }

  const rapidjson::Value& member(const rapidjson::Value& of,
                                 const char* name) const {
    if (!of.IsObject() || !of.HasMember(name))
      fail(std::string{name} + " is missing");
    return of[name];
  }

  std::string text(const rapidjson::Value& of, const char* name) const {
    auto& value = member(of, name);
    if (!value.IsString())
      fail(std::string{name} + " is no text");
    return {value.GetString(), value.GetStringLength()};
  }

  /// Numbers arrive as their text: from_chars rounds exactly.
  template <class Number>
  Number number(const rapidjson::Value& of, const char* name, Number min,
                Number max) const {
    auto digits = text(of, name);
    Number result;
    auto [rest, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (error != std::errc{} || rest != digits.data() + digits.size()
        || !(result >= min && result <= max))
      fail(std::string{name} + " is " + digits.substr(0, 40)
           + ", which is no number from " + std::to_string(min) + " to "
           + std::to_string(max));
    return result;
  }

private:
  const std::filesystem::path& file_;
};

void read_languages(const rapidjson::Value& json, const reader& in,
                    hashed_parameters& model) {
  auto& languages = in.member(json, "languages");
  if (!languages.IsArray() || languages.Empty()
      || languages.Size() > languages_max)
    in.fail("languages is no list of 1 to 64 languages");
  for (auto& x : languages.GetArray()) {
    if (!x.IsString() || x.GetStringLength() == 0)
      in.fail("languages has an entry that is no language");
    model.languages.emplace_back(x.GetString(), x.GetStringLength());
  }
}

template <class Weight>
std::vector<Weight> weights_of(const std::string& bytes, int bits,
                               const reader& in) {
  std::vector<Weight> result(std::size_t{1} << bits);
  if (bytes.size() != result.size() * sizeof(Weight))
    in.fail("has " + std::to_string(bytes.size() / sizeof(Weight))
            + " weights, but features.bits asks for "
            + std::to_string(result.size()));
  std::memcpy(result.data(), bytes.data(), bytes.size());
  return result;
}

void read_weights(const rapidjson::Value& json, const reader& in,
                  hashed_parameters& model) {
  auto& weights = in.member(json, "weights");
  auto type = in.text(weights, "type");
  auto bytes = from_base64(in.text(weights, "base64"));
  if (!bytes)
    in.fail("weights.base64 is no base64; the file is damaged");
  if (type == "int8") {
    model.bytes = weights_of<std::int8_t>(*bytes, model.bits, in);
  } else if (type == "float32") {
    model.floats = weights_of<float>(*bytes, model.bits, in);
    for (auto x : model.floats)
      if (!std::isfinite(x))
        in.fail("weights holds a value that is no finite number");
  } else {
    in.fail("weights.type is \"" + type.substr(0, 40)
            + "\"; known are int8 and float32");
  }
}

void read_notes(const rapidjson::Value& json, hashed_parameters& model) {
  auto about = json.FindMember("about");
  if (about != json.MemberEnd() && about->value.IsObject())
    for (auto& x : about->value.GetObject())
      if (x.value.IsString())
        model.about[x.name.GetString()] = x.value.GetString();
  auto measured = json.FindMember("measured");
  if (measured == json.MemberEnd() || !measured->value.IsObject())
    return;
  for (auto& x : measured->value.GetObject()) {
    if (!x.value.IsString())
      continue;
    double value = 0;
    auto digits = x.value.GetString();
    auto [end, error] =
        std::from_chars(digits, digits + x.value.GetStringLength(), value);
    if (error == std::errc{})
      model.measured[x.name.GetString()] = value;
  }
}

using writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

/// The shortest text that reads back as the same number.
template <class Number>
void put_number(writer& json, const char* name, Number value) {
  char digits[64];
  auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  json.Key(name);
  json.RawValue(digits, static_cast<std::size_t>(end - digits),
                rapidjson::kNumberType);
}

void put_text(writer& json, const char* name, const std::string& value) {
  json.Key(name);
  json.String(value);
}

template <class Weight>
std::string base64_of(const std::vector<Weight>& weights) {
  return to_base64({reinterpret_cast<const char*>(weights.data()),
                    weights.size() * sizeof(Weight)});
}

} // namespace

bool is_hashed_model(std::string_view bytes) {
  return bytes.find("\"format\"") != std::string_view::npos;
}

hashed_parameters parse_hashed_model(const std::string& bytes,
                                     const std::filesystem::path& file) {
  constexpr unsigned flags = rapidjson::kParseIterativeFlag
                             | rapidjson::kParseValidateEncodingFlag
                             | rapidjson::kParseNumbersAsStringsFlag;
  reader in{file};
  rapidjson::Document json;
  json.Parse<flags>(bytes.data(), bytes.size());
  if (json.HasParseError())
    in.fail("no JSON at byte " + std::to_string(json.GetErrorOffset()) + ": "
            + rapidjson::GetParseError_En(json.GetParseError()));
  if (in.text(json, "format") != format_name)
    in.fail("its format is not " + std::string{format_name});
  if (in.text(json, "version") != "1")
    in.fail("is of version " + in.text(json, "version").substr(0, 20)
            + "; this program reads version 1");
  hashed_parameters model;
  read_languages(json, in, model);
  auto& features = in.member(json, "features");
  model.bits = in.number(features, "bits", feature_hash::bits_min,
                         feature_hash::bits_max);
  model.hash_seed = in.number(features, "seed", std::uint64_t{0}, UINT64_MAX);
  model.gram_share = in.number(json, "gram_share", 0., 1e6);
  model.smoothing = in.number(json, "smoothing", 1e-3, 1e6);
  model.scale = in.number(json, "scale", 1e-12, 1e12);
  model.bias = in.number(json, "bias", -1e6, 1e6);
  read_weights(json, in, model);
  read_notes(json, model);
  return model;
}

std::string print_hashed_model(const hashed_parameters& model) {
  rapidjson::StringBuffer out;
  writer json{out};
  json.SetIndent(' ', 1);
  json.StartObject();
  put_text(json, "format", format_name);
  put_number(json, "version", 1);
  json.Key("languages");
  json.StartArray();
  for (auto& x : model.languages)
    json.String(x);
  json.EndArray();
  json.Key("features");
  json.StartObject();
  put_number(json, "bits", model.bits);
  put_number(json, "seed", model.hash_seed);
  put_text(json, "kinds",
           "words, marked within 3 words after a negation; pairs of them; "
           "sequences of 3, 4 and 5 characters within a word; marks, faces, "
           "emoji by name");
  json.EndObject();
  put_number(json, "gram_share", model.gram_share);
  put_number(json, "smoothing", model.smoothing);
  put_number(json, "scale", model.scale);
  put_number(json, "bias", model.bias);
  json.Key("about");
  json.StartObject();
  for (auto& [name, text] : model.about)
    put_text(json, name.c_str(), text);
  json.EndObject();
  json.Key("measured");
  json.StartObject();
  for (auto& [name, value] : model.measured)
    put_number(json, name.c_str(), value);
  json.EndObject();
  json.Key("weights");
  json.StartObject();
  put_text(json, "type", model.bytes.empty() ? "float32" : "int8");
  put_text(json, "base64",
           model.bytes.empty() ? base64_of(model.floats)
                               : base64_of(model.bytes));
  json.EndObject();
  json.EndObject();
  out.Put('\n');
  return {out.GetString(), out.GetSize()};
}

} // namespace murmuration
